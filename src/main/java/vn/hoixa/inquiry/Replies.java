package vn.hoixa.inquiry;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.Cases.Case;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Commune.Reception;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Language;

/** A decision in the words that a resident reads. */
@Component
class Replies {
    /** Longer than this is two messages: an old phone shows it without much scrolling. */
    private static final int LONGEST_ANSWER = 900;

    private static final Locale RESIDENTS = Locale.of("vi");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final MessageSource words;
    private final Language language;

    Replies(MessageSource messageSource, Knowledge knowledge) {
        this.words = messageSource;
        this.language = knowledge.language();
    }

    /** Texts with the menu that the last of them offers. */
    record Reply(List<String> texts, @Nullable Menu menu) {}

    /** The first thing that anyone reads here. */
    String introduction(Turn turn) {
        return say("reply.introduction", turn, turn.commune().name());
    }

    Reply answer(Turn turn, Decision.Answer answer) {
        Guide guide = answer.guide();
        List<Facet> told =
                answer.facets().stream().filter(guide.facets()::containsKey).toList();
        List<String> parts = new ArrayList<>();
        if (told.isEmpty()) {
            parts.add(summary(turn, guide));
        }
        told.forEach(facet -> parts.add(facet(turn, guide, facet)));
        if (!answer.facets().isEmpty() && told.isEmpty()) {
            String missing = answer.facets().stream()
                    .map(facet -> language.of(facet).label())
                    .collect(Collectors.joining(", "));
            parts.add(say("reply.facet-missing", turn, missing));
        }
        if (guide.aboutDeath()) {
            parts.set(0, say("reply.condolence", turn) + "\n\n" + parts.getFirst());
        }
        Menu menu = facetMenu(guide, told);
        parts.set(parts.size() - 1, parts.getLast() + "\n\n" + source(turn, guide) + "\n\n" + facetLine(turn, menu));
        return new Reply(joined(parts), menu);
    }

    Reply clarify(Turn turn, Decision.Clarify clarify) {
        Menu menu = new Menu(clarify.options().stream()
                .map(guide -> new Menu.Option(guide.code(), null))
                .toList());
        StringBuilder text = new StringBuilder(say("reply.clarify", turn));
        for (int i = 0; i < clarify.options().size(); i++) {
            text.append('\n')
                    .append(i + 1)
                    .append(". ")
                    .append(clarify.options().get(i).title());
        }
        text.append('\n').append(say("reply.clarify-other", turn));
        return new Reply(List.of(text.toString()), menu);
    }

    Reply escalate(Turn turn, Why why, Case opened) {
        Commune commune = turn.commune();
        String lead = say("reply.why." + why.name().toLowerCase(Locale.ROOT), turn);
        String key = opened.isNew() ? "reply.case-new" : "reply.case-again";
        return new Reply(
                List.of(lead + "\n\n"
                        + say(key, turn, commune.name(), opened.number(), commune.hours(), commune.phone())),
                null);
    }

    Reply smallTalk(Turn turn, Decision.SmallTalk talk) {
        String key = "reply.talk." + talk.line().name().toLowerCase(Locale.ROOT);
        return new Reply(List.of(say(key, turn, turn.commune().name())), null);
    }

    /** For a message that could not be treated at all. */
    String apology(Commune commune, Case opened) {
        return words.getMessage(
                "reply.apology",
                new Object[] {commune.name(), opened.number(), commune.hours(), commune.phone()},
                RESIDENTS);
    }

    private String summary(Turn turn, Guide guide) {
        List<Facet> shown =
                guide.aboutDeath() ? List.of(Facet.PLACE, Facet.TIME) : List.of(Facet.PLACE, Facet.TIME, Facet.FEE);
        String facts = shown.stream()
                .filter(guide.facets()::containsKey)
                .map(facet -> language.of(facet).heading() + ": " + firstLine(guide, facet))
                .collect(Collectors.joining("\n"));
        return guide.title() + "\n\n" + guide.summary() + "\n\n" + facts + "\n" + reception(turn, guide);
    }

    private String facet(Turn turn, Guide guide, Facet facet) {
        String head =
                say("reply.facet-head", turn, guide.title(), language.of(facet).label());
        String text = java.util.Objects.requireNonNull(guide.facets().get(facet));
        return head + "\n\n" + text + (facet == Facet.PLACE ? "\n" + reception(turn, guide) : "");
    }

    private String reception(Turn turn, Guide guide) {
        Reception at = turn.commune().reception(guide.counter());
        return say("reply.reception", turn, at.name(), at.address(), at.hours());
    }

    private static String firstLine(Guide guide, Facet facet) {
        return java.util.Objects.requireNonNull(guide.facets().get(facet))
                .lines()
                .findFirst()
                .orElse("");
    }

    private String source(Turn turn, Guide guide) {
        Guide.Review review = java.util.Objects.requireNonNull(guide.review());
        String day = DAY.format(review.on());
        return review.person() == null
                ? say("reply.source-record", turn, day)
                : say("reply.source-person", turn, review.person(), day);
    }

    /** What else can be asked; after a death nobody is offered the fee, who asks for it is told. */
    private static Menu facetMenu(Guide guide, List<Facet> told) {
        return new Menu(Stream.of(Facet.values())
                .filter(facet -> facet != Facet.LEGAL && !told.contains(facet))
                .filter(facet -> !(facet == Facet.FEE && guide.aboutDeath()))
                .filter(guide.facets()::containsKey)
                .map(facet -> new Menu.Option(guide.code(), facet))
                .toList());
    }

    private String facetLine(Turn turn, Menu menu) {
        List<String> choices = new ArrayList<>();
        for (Menu.Option option : menu.options()) {
            Facet facet = java.util.Objects.requireNonNull(option.facet());
            choices.add((choices.size() + 1) + " " + language.of(facet).label());
        }
        return say("reply.menu", turn, String.join(", ", choices));
    }

    private static List<String> joined(List<String> parts) {
        String all = String.join("\n\n", parts);
        return all.length() <= LONGEST_ANSWER ? List.of(all) : parts;
    }

    /** The sentence with the resident's address as {0}, the same with a capital as {1}, and what else it needs. */
    private String say(String key, Turn turn, Object... values) {
        String named = turn.conversation().state().address();
        String address = named == null ? words.getMessage("reply.address", null, RESIDENTS) : named;
        String capital = address.substring(0, 1).toUpperCase(RESIDENTS) + address.substring(1);
        Object[] all =
                Stream.concat(Stream.of(address, capital), Stream.of(values)).toArray();
        return words.getMessage(key, all, RESIDENTS);
    }
}
