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
import vn.hoixa.knowledge.Counter;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Language;
import vn.hoixa.knowledge.Links;

/** A decision in the words that a resident reads. */
@Component
class Replies {
    /** Longer than this is two messages: an old phone shows it without much scrolling. */
    private static final int LONGEST_ANSWER = 900;

    /** A longer line is not read; what is left out can be asked for in words. */
    private static final int MOST_CHOICES = 7;

    private static final Locale RESIDENTS = Locale.of("vi");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final MessageSource words;
    private final Links links;

    Replies(MessageSource messageSource, Links links) {
        this.words = messageSource;
        this.links = links;
    }

    /** Texts with the menu that the last of them offers. */
    record Reply(List<String> texts, @Nullable Menu menu) {}

    /** The first thing that anyone reads here. */
    String introduction(Turn turn) {
        return say("reply.introduction", turn, turn.commune().name());
    }

    Reply answer(Turn turn, Decision.Answer answer) {
        Guide guide = answer.guide();
        List<Facet> asked = answer.facets();
        boolean isWhole = asked.isEmpty() && isProse(guide);
        List<Facet> told = (isWhole ? List.copyOf(guide.facets().keySet()) : asked)
                .stream().filter(guide.facets()::containsKey).toList();
        List<String> parts = new ArrayList<>();
        if (told.isEmpty() || isWhole) {
            parts.add(summary(turn, guide));
        }
        told.forEach(facet -> parts.add(facet(turn, guide, facet, isWhole)));
        addMissing(turn, guide, asked, told, parts);
        if (guide.aboutDeath()) {
            parts.set(0, say("reply.condolence", turn) + "\n\n" + parts.getFirst());
        }
        Menu menu = facetMenu(guide, told);
        parts.set(
                parts.size() - 1,
                parts.getLast() + "\n\n" + sources(turn, guide, told) + page(turn, guide) + "\n\n"
                        + facetLine(turn, menu));
        return new Reply(joined(parts), menu);
    }

    /** Help, and what the commune tells of itself, are read whole; a procedure in pieces. */
    private static boolean isProse(Guide guide) {
        return guide.kind() == Kind.HELP || guide.kind() == Kind.COMMUNE;
    }

    private void addMissing(Turn turn, Guide guide, List<Facet> asked, List<Facet> told, List<String> parts) {
        List<Facet> withheld =
                asked.stream().filter(guide.withheld()::containsKey).toList();
        if (!withheld.isEmpty()) {
            parts.add(say("reply.facet-withheld", turn, labels(turn, withheld)));
        } else if (!asked.isEmpty() && told.isEmpty()) {
            parts.add(say("reply.facet-missing", turn, labels(turn, asked)));
        }
    }

    private static String labels(Turn turn, List<Facet> facets) {
        return facets.stream()
                .map(facet -> turn.knowledge().language().of(facet).label())
                .collect(Collectors.joining(", "));
    }

    private String page(Turn turn, Guide guide) {
        String page = links.page(turn.commune(), guide);
        if (page != null) {
            return "\n" + say("reply.page", turn, page);
        }
        // What stands on imported facts alone tells little; the official page tells the rest.
        boolean isThin = guide.summary().isEmpty() && links.isAllowed(guide.source());
        return isThin ? "\n" + say("reply.official-page", turn, guide.source()) : "";
    }

    Reply clarify(Turn turn, Decision.Clarify clarify) {
        Menu menu = new Menu(clarify.choices().stream()
                .map(choice -> new Menu.Option(choice.guide().code(), null, choice.text()))
                .toList());
        return new Reply(List.of(question(turn, clarify) + "\n" + listed(turn, menu)), menu);
    }

    /** The last choices once more, for a number that none of them has. */
    Reply repeat(Turn turn, Decision.Repeat repeat) {
        return new Reply(List.of(say("reply.repeat", turn) + "\n" + listed(turn, repeat.menu())), repeat.menu());
    }

    private String listed(Turn turn, Menu menu) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < menu.options().size(); i++) {
            lines.append(i + 1)
                    .append(". ")
                    .append(text(turn, menu.options().get(i)))
                    .append('\n');
        }
        return lines.append(say("reply.clarify-other", turn)).toString();
    }

    private static String text(Turn turn, Menu.Option option) {
        if (option.text() != null) {
            return option.text();
        }
        Guide guide = turn.knowledge().guide(turn.commune(), option.guide());
        String title = guide == null ? option.guide() : guide.title();
        return option.facet() == null
                ? title
                : title + ": " + turn.knowledge().language().of(option.facet()).label();
    }

    /** One after the other; the last one's menu stays open. */
    Reply several(Turn turn, Decision.Several several) {
        List<String> texts = new ArrayList<>();
        Menu menu = null;
        for (Decision.Answer answer : several.answers()) {
            Reply reply = answer(turn, answer);
            texts.addAll(reply.texts());
            menu = reply.menu();
        }
        return new Reply(texts, menu);
    }

    Reply alarm(Turn turn, Case opened) {
        Commune commune = turn.commune();
        return new Reply(List.of(say("reply.alarm", turn, commune.name(), commune.phone(), opened.number())), null);
    }

    private String question(Turn turn, Decision.Clarify clarify) {
        if (clarify.question() != null) {
            return say("reply.clarify-twins", turn, clarify.question());
        }
        return say(clarify.choices().size() == 1 ? "reply.clarify-one" : "reply.clarify", turn);
    }

    /** Who decides, and where to go: one need not travel to learn that it was the wrong office. */
    Reply elsewhere(Turn turn, Decision.Elsewhere elsewhere) {
        Guide guide = elsewhere.guide();
        Reception at = turn.commune().reception(Counter.COMMUNE);
        String place = guide.facets().get(Facet.PLACE);
        List<String> parts = new ArrayList<>();
        // Of a name that was only imported we know no more than what the portal says.
        String key = guide.phrasings().isEmpty() ? "reply.elsewhere-imported" : "reply.elsewhere";
        parts.add(say(key, turn, guide.title(), guide.handler()));
        if (!guide.summary().isEmpty()) {
            parts.add(guide.summary());
        }
        parts.add(place == null ? say("reply.elsewhere-ask", turn, at.name(), at.address(), at.hours()) : place);
        if (links.isAllowed(guide.source())) {
            parts.add(say("reply.official-page", turn, guide.source()));
        }
        parts.add(say("reply.elsewhere-person", turn));
        return new Reply(List.of(String.join("\n\n", parts)), null);
    }

    Reply escalate(Turn turn, Decision.Escalate escalate, Case opened) {
        Commune commune = turn.commune();
        String lead = lead(turn, escalate);
        String key = opened.isNew() ? "reply.case-new" : "reply.case-again";
        return new Reply(
                List.of(lead + "\n\n"
                        + say(key, turn, commune.name(), opened.number(), commune.hours(), commune.phone())),
                null);
    }

    private String lead(Turn turn, Decision.Escalate escalate) {
        Guide guide = escalate.guide();
        String key = "reply.why." + escalate.why().name().toLowerCase(Locale.ROOT);
        if (guide == null || escalate.why() != Why.NO_GUIDE) {
            return say(key, turn);
        }
        String post = guide.handler().isEmpty() ? "" : " " + say("reply.post", turn, guide.handler());
        String page = links.isAllowed(guide.source()) ? "\n\n" + say("reply.official-page", turn, guide.source()) : "";
        return say(key, turn, guide.title()) + post + page;
    }

    /** Before an answer to somebody who is angry. */
    String regret(Turn turn) {
        return say("reply.regret", turn);
    }

    Reply smallTalk(Turn turn, Decision.SmallTalk talk) {
        String key = "reply.talk." + talk.line().name().toLowerCase(Locale.ROOT);
        Commune commune = turn.commune();
        return new Reply(List.of(say(key, turn, commune.name(), commune.phone())), null);
    }

    /** For a message that could not be treated at all. */
    String apology(Commune commune, Case opened) {
        return words.getMessage(
                "reply.apology",
                new Object[] {commune.name(), opened.number(), commune.hours(), commune.phone()},
                RESIDENTS);
    }

    private String summary(Turn turn, Guide guide) {
        String lead = guide.title() + (guide.summary().isEmpty() ? "" : "\n\n" + guide.summary());
        if (isProse(guide)) {
            return lead;
        }
        List<Facet> shown =
                guide.aboutDeath() ? List.of(Facet.PLACE, Facet.TIME) : List.of(Facet.PLACE, Facet.TIME, Facet.FEE);
        Language language = turn.knowledge().language();
        Stream<String> facts = shown.stream()
                .filter(guide.facets()::containsKey)
                .map(facet -> language.of(facet).heading() + ": " + firstLine(guide, facet));
        return lead + "\n\n"
                + Stream.concat(facts, Stream.of(reception(turn, guide))).collect(Collectors.joining("\n"));
    }

    /** @param isWithin a whole text, which begins with the guide's title */
    private String facet(Turn turn, Guide guide, Facet facet, boolean isWithin) {
        Language.FacetWords words = turn.knowledge().language().of(facet);
        String head = isWithin ? words.heading() + ":" : say("reply.facet-head", turn, guide.title(), words.label());
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

    /** Who or what stands behind each part that is quoted. */
    private String sources(Turn turn, Guide guide, List<Facet> told) {
        Guide.Review whole = java.util.Objects.requireNonNull(guide.review());
        Stream<Guide.Review> reviews =
                told.isEmpty() ? Stream.of(whole) : told.stream().map(guide::review);
        return reviews.distinct().map(review -> source(turn, review)).collect(Collectors.joining("\n"));
    }

    private String source(Turn turn, Guide.Review review) {
        String day = DAY.format(review.on());
        return switch (review.by()) {
            case RECORD -> say("reply.source-record", turn, day);
            case PERSON -> say("reply.source-person", turn, review.who(), day);
            case LAW -> say("reply.source-law", turn, day);
            case PAGE -> say("reply.source-page", turn, review.who(), day);
            case COMMUNE -> say("reply.source-commune", turn, turn.commune().name());
        };
    }

    /** What else can be asked; after a death nobody is offered the fee, who asks for it is told. */
    private static Menu facetMenu(Guide guide, List<Facet> told) {
        return new Menu(Stream.of(Facet.values())
                .filter(facet -> facet != Facet.LEGAL && !told.contains(facet))
                .filter(facet -> !(facet == Facet.FEE && guide.aboutDeath()))
                .filter(guide.facets()::containsKey)
                .limit(MOST_CHOICES)
                .map(facet -> new Menu.Option(guide.code(), facet, null))
                .toList());
    }

    private String facetLine(Turn turn, Menu menu) {
        List<String> choices = new ArrayList<>();
        for (Menu.Option option : menu.options()) {
            Facet facet = java.util.Objects.requireNonNull(option.facet());
            choices.add((choices.size() + 1) + " "
                    + turn.knowledge().language().of(facet).label());
        }
        return choices.isEmpty() ? say("reply.menu-person", turn) : say("reply.menu", turn, String.join(", ", choices));
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
