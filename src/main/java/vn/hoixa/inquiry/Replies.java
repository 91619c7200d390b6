package vn.hoixa.inquiry;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Handed;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Commune.Reception;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Counter;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Language;
import vn.hoixa.knowledge.Links;
import vn.hoixa.settings.OwnWords;

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
    private final OwnWords own;

    @Autowired
    Replies(MessageSource messageSource, Links links, OwnWords own) {
        this.words = messageSource;
        this.links = links;
        this.own = own;
    }

    /** Where there is no commune that could have words of its own. */
    Replies(MessageSource messageSource, Links links) {
        this(messageSource, links, OwnWords.NONE);
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

    Reply alarm(Turn turn, Handed opened) {
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

    Reply escalate(Turn turn, Decision.Escalate escalate, Handed opened) {
        return just(cases(turn).escalated(escalate, opened));
    }

    /** Nothing, while an officer has the answer; unless nobody in the commune may have it. */
    Reply drafted(Turn turn, Handed opened) {
        return opened.instead() == null
                ? new Reply(List.of(), null)
                : just(cases(turn).outside(opened));
    }

    /** Whom what was told goes to. */
    String beside(Turn turn, Handed opened) {
        return opened.instead() == null
                ? cases(turn).handed(opened, true)
                : cases(turn).outside(opened);
    }

    /** The words that were asked about have their place. */
    Reply settled(Turn turn, Handed opened) {
        return just(
                opened.instead() == null
                        ? cases(turn).handed(opened, false)
                        : cases(turn).outside(opened));
    }

    /** Nobody learns from it whether another person's case exists. */
    Reply told(Turn turn, Decision.Told told) {
        return just(
                told.affair() == null
                        ? say("reply.told.unknown", turn)
                        : cases(turn).told(told.affair()));
    }

    Reply whichCase(Turn turn, Decision.WhichCase which) {
        return just(cases(turn).which(which));
    }

    Reply judged(Turn turn, Decision.Judged judged, Handed opened) {
        return just(cases(turn).judged(judged, opened));
    }

    private CaseReplies cases(Turn turn) {
        return new CaseReplies(this, links, turn);
    }

    private static Reply just(String text) {
        return new Reply(List.of(text), null);
    }

    /**
     * Asks for a word, which opens the window again.
     *
     * @param address as the resident names themselves, or null
     * @param closes when the window does
     */
    String lastCall(@Nullable String address, CaseNumber number, Instant closes) {
        return said("reach.last-call", null, address, number, CommuneTime.said(closes));
    }

    /** How content they are; in words, for a digit chooses from a menu. */
    String rating(@Nullable String address) {
        return said("reply.rating.ask", null, address);
    }

    /** Before an answer to somebody who is angry. */
    String regret(Turn turn) {
        return say("reply.regret", turn);
    }

    Reply smallTalk(Turn turn, Decision.SmallTalk talk) {
        String key = "reply.talk." + talk.line().name().toLowerCase(Locale.ROOT);
        Commune commune = turn.commune();
        Reception at = commune.reception(Counter.COMMUNE);
        return new Reply(List.of(say(key, turn, commune.name(), commune.phone(), at.name(), at.address())), null);
    }

    /** Where a dossier stands, or how else to find out. */
    Reply track(Turn turn, Decision.Track track) {
        return new Reply(List.of(new SlipReplies(this, turn).text(track)), null);
    }

    /**
     * Of a picture or file that was not taken.
     *
     * @param kind "image" or "file"
     */
    String refusal(Conversation.State state, String kind, String cause) {
        String what = words.getMessage("reply.received." + kind, null, RESIDENTS);
        return said("reply.refused." + cause, null, state.address(), what);
    }

    /** For a message that could not be treated at all. */
    String apology(Commune commune, Handed opened) {
        return filled(
                "reply.apology",
                commune,
                commune.name(),
                opened.number(),
                CommuneTime.said(opened.deadline()),
                commune.phone());
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
        String text = Objects.requireNonNull(guide.facets().get(facet));
        return head + "\n\n" + text + (facet == Facet.PLACE ? "\n" + reception(turn, guide) : "");
    }

    private String reception(Turn turn, Guide guide) {
        Reception at = turn.commune().reception(guide.counter());
        return say("reply.reception", turn, at.name(), at.address(), at.hours())
                + more(turn, "reply.reception-counter", at.counter())
                + more(turn, "reply.reception-phone", at.phone())
                + more(turn, "reply.reception-map", at.map());
    }

    private String more(Turn turn, String key, String value) {
        return value.isEmpty() ? "" : "\n" + say(key, turn, value);
    }

    private static String firstLine(Guide guide, Facet facet) {
        return Objects.requireNonNull(guide.facets().get(facet))
                .lines()
                .findFirst()
                .orElse("");
    }

    /** Who or what stands behind each part that is quoted. */
    private String sources(Turn turn, Guide guide, List<Facet> told) {
        Guide.Review whole = Objects.requireNonNull(guide.review());
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
            Facet facet = Objects.requireNonNull(option.facet());
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
    String say(String key, Turn turn, Object... values) {
        return said(key, turn.commune(), turn.conversation().state().address(), values);
    }

    private String said(String key, @Nullable Commune commune, @Nullable String named, Object... values) {
        String address = named == null ? words.getMessage("reply.address", null, RESIDENTS) : named;
        String capital = address.substring(0, 1).toUpperCase(RESIDENTS) + address.substring(1);
        Object[] all =
                Stream.concat(Stream.of(address, capital), Stream.of(values)).toArray();
        return filled(key, commune, all);
    }

    private String filled(String key, @Nullable Commune commune, Object... values) {
        String ours = commune == null ? null : own.of(commune, key);
        return ours == null ? words.getMessage(key, values, RESIDENTS) : OwnWords.filled(ours, values);
    }
}
