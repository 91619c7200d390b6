package vn.hoixa.inquiry;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Choice;
import vn.hoixa.inquiry.Decision.Clarify;
import vn.hoixa.inquiry.Decision.Elsewhere;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Note;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Twins;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.zalo.ZaloEvent;

/** What to do about a turn: the first rule with an opinion decides. */
final class Policy {
    private static final double SURE = 0.70;
    private static final double POSSIBLE = 0.30;
    private static final double FAR_BEHIND = 0.25;
    private static final int MOST_OPTIONS = 3;
    private static final int MOST_CLARIFICATIONS = 2;

    private static final List<Rule> RULES = List.of(
            new Rule("nothing-said", Policy::nothingSaid),
            new Rule("voice", Policy::voice),
            new Rule("picture", Policy::picture),
            new Rule("digit", Policy::digit),
            new Rule("asks-for-person", Policy::asksForPerson),
            new Rule("asks-for-erasure", Policy::asksForErasure),
            new Rule("no-words", Policy::noWords),
            new Rule("small-talk", Policy::smallTalk),
            new Rule("follow-up", Policy::followUp),
            new Rule("sure", Policy::sure),
            new Rule("several-fit", Policy::severalFit),
            new Rule("which", Policy::which),
            new Rule("unsure", Policy::unsure));

    private Policy() {}

    static Decision decide(Situation situation) {
        return RULES.stream()
                .map(rule -> rule.opinion().apply(situation))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Decision nothingSaid(Situation situation) {
        if (!situation.turn().messages().isEmpty()) {
            return null;
        }
        return situation.turn().has(ZaloEvent.Follow.class)
                ? new SmallTalk(Reason.of("follow"), Line.WELCOME)
                : new Note(Reason.of("nothing-said"));
    }

    /** Nobody is asked to type what they have just said. */
    private static @Nullable Decision voice(Situation situation) {
        return situation.turn().has(ZaloEvent.Audio.class) ? new Escalate(Reason.of("voice"), Why.VOICE) : null;
    }

    private static @Nullable Decision picture(Situation situation) {
        Turn turn = situation.turn();
        boolean shows =
                turn.has(ZaloEvent.Image.class) || turn.has(ZaloEvent.Video.class) || turn.has(ZaloEvent.File.class);
        return shows && situation.understanding().folded().isEmpty()
                ? new Escalate(Reason.of("picture"), Why.PICTURE)
                : null;
    }

    private static @Nullable Decision digit(Situation situation) {
        List<String> words = situation.understanding().folded();
        if (words.size() != 1 || !words.getFirst().matches("\\d{1,2}")) {
            return null;
        }
        int number = Integer.parseInt(words.getFirst());
        if (number == 0) {
            return new Escalate(Reason.of("digit-zero"), Why.ASKED);
        }
        Menu menu = situation.menu();
        if (menu == null || number > menu.options().size()) {
            return new SmallTalk(Reason.of("digit-without-menu"), Line.NO_MENU);
        }
        Menu.Option option = menu.options().get(number - 1);
        Guide guide = situation.guide(option.guide());
        if (guide == null) {
            return new Escalate(Reason.of("digit-of-gone-guide"), Why.NOT_QUOTABLE);
        }
        Reason reason = Reason.of("digit");
        return quote(situation, reason, guide, option.facet() == null ? List.of() : List.of(option.facet()));
    }

    private static @Nullable Decision asksForPerson(Situation situation) {
        return situation.understanding().talk().contains(Talk.PERSON)
                ? new Escalate(Reason.of("asks-for-person"), Why.ASKED)
                : null;
    }

    private static @Nullable Decision asksForErasure(Situation situation) {
        return situation.understanding().talk().contains(Talk.ERASURE)
                ? new Escalate(Reason.of("asks-for-erasure"), Why.ERASURE)
                : null;
    }

    private static @Nullable Decision noWords(Situation situation) {
        if (!situation.understanding().folded().isEmpty()) {
            return null;
        }
        boolean textOnly = situation.turn().messages().stream().allMatch(ZaloEvent.Text.class::isInstance);
        return new SmallTalk(Reason.of("no-words"), textOnly ? Line.EMPTY : Line.KEPT);
    }

    private static @Nullable Decision smallTalk(Situation situation) {
        Set<Talk> said = situation.understanding().talk();
        boolean nothingElse = situation.understanding().content() == 0
                && situation.understanding().facets().isEmpty();
        if (said.isEmpty() || !nothingElse) {
            return null;
        }
        Line line = said.contains(Talk.THANKS) ? Line.THANKS : Line.GREETING;
        return new SmallTalk(Reason.of("small-talk"), line);
    }

    /** "Thế phí bao nhiêu?" is about what was spoken of just now. */
    private static @Nullable Decision followUp(Situation situation) {
        Guide guide = situation.spokenOf();
        boolean onlyFacet = situation.understanding().content() == 0
                && !situation.understanding().facets().isEmpty();
        return guide != null && onlyFacet
                ? quote(
                        situation,
                        Reason.of("follow-up"),
                        guide,
                        situation.understanding().facets())
                : null;
    }

    private static @Nullable Decision sure(Situation situation) {
        Candidate best = best(situation);
        if (best == null || best.confidence() < SURE) {
            return null;
        }
        return quote(
                situation,
                new Reason("sure", best.confidence()),
                best.guide(),
                situation.understanding().facets());
    }

    private static @Nullable Decision severalFit(Situation situation) {
        Candidate best = best(situation);
        if (best == null || best.confidence() < POSSIBLE) {
            return null;
        }
        Reason reason = new Reason("several-fit", best.confidence());
        if (situation.state().clarified() >= MOST_CLARIFICATIONS) {
            return new Escalate(reason, Why.STILL_UNCLEAR);
        }
        List<Guide> likely = situation.candidates().stream()
                .filter(candidate -> candidate.confidence() > best.confidence() - FAR_BEHIND)
                .limit(MOST_OPTIONS)
                .map(Candidate::guide)
                .toList();
        Twins twins = situation.turn().knowledge().twins(best.guide().code());
        if (twins != null && likely.size() > 1 && likely.stream().allMatch(guide -> twins.has(guide.code()))) {
            return new Clarify(reason, twins.question(), choices(situation, twins));
        }
        return new Clarify(
                reason,
                null,
                likely.stream().map(guide -> new Choice(guide, guide.title())).toList());
    }

    private static List<Choice> choices(Situation situation, Twins twins) {
        return twins.choices().stream()
                .map(choice -> {
                    Guide guide = situation.guide(choice.code());
                    return guide == null ? null : new Choice(guide, choice.text());
                })
                .filter(Objects::nonNull)
                .toList();
    }

    /** "Bao nhiêu tiền?" with nothing spoken of: no need for a person yet. */
    private static @Nullable Decision which(Situation situation) {
        boolean onlyFacet = situation.understanding().content() == 0
                && !situation.understanding().facets().isEmpty();
        return onlyFacet ? new SmallTalk(Reason.of("which"), Line.WHICH) : null;
    }

    private static Decision unsure(Situation situation) {
        Candidate best = best(situation);
        return new Escalate(new Reason("unsure", best == null ? null : best.confidence()), Why.UNSURE);
    }

    private static Decision quote(Situation situation, Reason reason, Guide guide, List<Facet> facets) {
        if (guide.kind() == Kind.ELSEWHERE) {
            return new Elsewhere(reason, guide);
        }
        if (!guide.isWritten() && guide.withheld().isEmpty()) {
            return new Escalate(reason, Why.NO_GUIDE, guide);
        }
        boolean isKeptBack = !facets.isEmpty() && guide.withheld().keySet().containsAll(facets);
        return situation.isQuotable(guide) && !isKeptBack
                ? new Answer(reason, guide, facets)
                : new Escalate(reason, Why.NOT_QUOTABLE, guide);
    }

    private static @Nullable Candidate best(Situation situation) {
        return situation.candidates().isEmpty() ? null : situation.candidates().getFirst();
    }
}
