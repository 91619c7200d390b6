package vn.hoixa.inquiry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.attachment.Scan;
import vn.hoixa.feedback.Tone;
import vn.hoixa.inquiry.Decision.Alarm;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Clarify;
import vn.hoixa.inquiry.Decision.Elsewhere;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Note;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Repeat;
import vn.hoixa.inquiry.Decision.Several;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.zalo.ZaloEvent;

/** What to do about a turn: the first rule with an opinion decides. */
final class Policy {
    /** Of a hundred public matters one or two are then taken for talk, of which they are told how to reach a person. */
    private static final double IDLE = 0.8;

    private static final double NO_GUIDE_MEANT = 0.7;
    private static final double BEYOND_DOUBT = 0.9;

    /** A question beside another has less around it that could speak against, and must name its own matter. */
    private static final double CLEAR = 0.85;

    private static final int LEAST = 3;

    /** So few words beside what is asked cannot name another matter that we would not have recognised. */
    private static final int FEW = 4;

    /** So many may be about what was spoken of, if that goes with them. */
    private static final int SOME = 8;

    private static final List<Rule> RULES = List.of(
            new Rule("emergency", Policy::emergency),
            new Rule("own-data", OwnDataTalk::opinion),
            new Rule("officer-speaks", Policy::officerSpeaks),
            new Rule("nothing-said", Policy::nothingSaid),
            new Rule("rating", RatingTalk::said),
            new Rule("which-case", CaseTalk::chosen),
            new Rule("case-number", CaseTalk::number),
            new Rule("voice", Policy::voice),
            new Rule("scan", Policy::scan),
            new Rule("not-taken", Policy::notTaken),
            new Rule("picture", Policy::picture),
            new Rule("digit", Policy::digit),
            new Rule("fraud", Policy::fraud),
            new Rule("grievance", Grievance::opinion),
            new Rule("answer-judged", CaseTalk::judged),
            new Rule("asks-for-person", Policy::asksForPerson),
            new Rule("erasure-beside", OwnDataTalk::beside),
            new Rule("dossier", Slips::asked),
            new Rule("no-words", Policy::noWords),
            new Rule("small-talk", Policy::smallTalk),
            new Rule("chosen", Policy::chosen),
            new Rule("several", Policy::several),
            new Rule("follow-up", Policy::followUp),
            new Rule("sure", Policy::sure),
            new Rule("rating-why", RatingTalk::why),
            new Rule("remark", Remarks::opinion),
            new Rule("which-of", Policy::whichOf),
            new Rule("abuse", Policy::abuse),
            new Rule("idle", Policy::idle),
            new Rule("which", Policy::which),
            new Rule("unsure", Policy::unsure));

    private Policy() {}

    static Decision decide(Situation situation) {
        Decision decision = RULES.stream()
                .map(rule -> rule.opinion().apply(situation))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return CaseTalk.placed(situation, decision);
    }

    private static @Nullable Decision nothingSaid(Situation situation) {
        if (!situation.turn().messages().isEmpty()) {
            return null;
        }
        if (situation.turn().has(ZaloEvent.Follow.class)) {
            return new SmallTalk(Reason.of("follow"), Line.WELCOME);
        }
        boolean isNewVisitor = situation.turn().has(ZaloEvent.Anonymous.class)
                && !situation.state().introduced();
        return isNewVisitor ? new SmallTalk(Reason.of("visitor"), Line.VISITOR) : new Note(Reason.of("nothing-said"));
    }

    /**
     * Two who answer at once would confuse; what is written meanwhile is read by that person. What must reach somebody
     * with a number and a deadline, or may be about that very person, is decided as always.
     */
    private static @Nullable Decision officerSpeaks(Situation situation) {
        boolean isTheirs = !isZero(situation.understanding().folded())
                && !situation.says(Talk.PERSON)
                && !complains(situation)
                && !(Grievance.opinion(situation) instanceof Escalate);
        return situation.turn().officerSpeaks() && isTheirs ? new Note(Reason.of("officer-speaks")) : null;
    }

    private static boolean complains(Situation situation) {
        return situation.says(Talk.COMPLAINT)
                || (situation.noticed() != null && situation.noticed().tone() == Tone.COMPLAINT);
    }

    private static boolean isZero(List<String> words) {
        return words.size() == 1 && words.getFirst().matches("00?");
    }

    /** Unless it is plainly a question, such as how to replace what a fire took. */
    private static @Nullable Decision emergency(Situation situation) {
        Candidate best = situation.best();
        boolean isQuestion = best != null && best.confidence() >= BEYOND_DOUBT;
        return situation.says(Talk.EMERGENCY) && !isQuestion ? new Alarm(Reason.of("emergency")) : null;
    }

    /** Nobody is asked to type what they have just said. */
    private static @Nullable Decision voice(Situation situation) {
        return situation.turn().has(ZaloEvent.Audio.class) ? new Escalate(Reason.of("voice"), Why.VOICE) : null;
    }

    /** A code in a picture says what is meant, unless the words beside it do. */
    private static @Nullable Decision scan(Situation situation) {
        List<Scan> scans = situation.turn().seen().scans();
        if (scans.isEmpty() || situation.isSure()) {
            return null;
        }
        return switch (scans.getFirst()) {
            case Scan.Poster poster -> poster(situation, poster);
            case Scan.Dossier dossier -> Slips.scanned(dossier);
        };
    }

    private static Decision poster(Situation situation, Scan.Poster poster) {
        Reason reason = Reason.of("scanned-poster");
        Guide guide = poster.guide() == null ? null : situation.guide(poster.guide());
        return guide == null
                ? new SmallTalk(reason, Line.WHICH)
                : quote(situation, reason, guide, situation.understanding().facets());
    }

    /** Why it was not is told beside the turns, however long it takes to find out. */
    private static @Nullable Decision notTaken(Situation situation) {
        Turn turn = situation.turn();
        boolean isAll = turn.messages().stream().allMatch(Attachments::brings);
        return isAll
                        && turn.seen().isRefused()
                        && situation.understanding().folded().isEmpty()
                ? new Note(Reason.of("not-taken"))
                : null;
    }

    private static @Nullable Decision picture(Situation situation) {
        Turn turn = situation.turn();
        if (!situation.understanding().folded().isEmpty()) {
            return null;
        }
        if (turn.has(ZaloEvent.Image.class)) {
            return new Escalate(Reason.of("picture"), Why.PICTURE);
        } else if (turn.has(ZaloEvent.Video.class)) {
            return new Escalate(Reason.of("video"), Why.VIDEO);
        }
        return turn.has(ZaloEvent.File.class) ? new Escalate(Reason.of("file"), Why.FILE) : null;
    }

    private static @Nullable Decision digit(Situation situation) {
        List<String> words = situation.understanding().folded();
        if (words.size() != 1 || !words.getFirst().matches("\\d{1,2}")) {
            return null;
        }
        if (isZero(words)) {
            return new Escalate(Reason.of("digit-zero"), Why.ASKED);
        }
        int number = Integer.parseInt(words.getFirst());
        Menu menu = situation.menu();
        if (menu != null && number <= menu.options().size()) {
            return Choosing.option(situation, "digit", menu.options().get(number - 1));
        }
        Menu last = menu != null ? menu : situation.state().menu();
        return last != null && !last.options().isEmpty()
                ? new Repeat(Reason.of("digit-without-choice"), last)
                : new SmallTalk(Reason.of("digit-without-menu"), Line.NO_MENU);
    }

    /** Whoever tells of it needs the warning before anything else. */
    private static @Nullable Decision fraud(Situation situation) {
        return situation.says(Talk.FRAUD) && !situation.isSure(Kind.PROCEDURE)
                ? new SmallTalk(Reason.of("fraud"), Line.FRAUD)
                : null;
    }

    private static @Nullable Decision asksForPerson(Situation situation) {
        return situation.says(Talk.PERSON) ? new Escalate(Reason.of("asks-for-person"), Why.ASKED) : null;
    }

    private static @Nullable Decision noWords(Situation situation) {
        if (!situation.understanding().folded().isEmpty()) {
            return null;
        }
        return new SmallTalk(Reason.of("no-words"), wordless(situation.turn()));
    }

    private static Line wordless(Turn turn) {
        if (turn.has(ZaloEvent.Location.class)) {
            return Line.LOCATION;
        } else if (turn.has(ZaloEvent.BusinessCard.class)) {
            return Line.CONTACT;
        } else if (turn.has(ZaloEvent.Sticker.class) || turn.has(ZaloEvent.Gif.class)) {
            return Line.STICKER;
        }
        return turn.messages().stream().allMatch(ZaloEvent.Text.class::isInstance) ? Line.EMPTY : Line.KEPT;
    }

    private static @Nullable Decision smallTalk(Situation situation) {
        Set<Talk> said = situation.understanding().talk();
        boolean isPolite = said.contains(Talk.THANKS) || said.contains(Talk.GREETING);
        boolean nothingElse = situation.understanding().content() == 0
                && situation.understanding().facets().isEmpty();
        if (!isPolite || !nothingElse) {
            return null;
        }
        Line line = said.contains(Talk.THANKS) ? Line.THANKS : Line.GREETING;
        return new SmallTalk(Reason.of("small-talk"), line);
    }

    /** "Cái đầu tiên", "cấp lại": one of the open choices, said in words. */
    private static @Nullable Decision chosen(Situation situation) {
        if (situation.says(Talk.NONE) && situation.menu() != null) {
            return new Escalate(Reason.of("none-of-the-choices"), Why.ASKED);
        }
        Menu.Option option = Choosing.byWords(situation);
        return option == null ? null : Choosing.option(situation, "chosen", option);
    }

    /** Each question is answered that is clear by itself; where only one is, they are taken as one. */
    private static @Nullable Decision several(Situation situation) {
        List<Answer> answers = new ArrayList<>();
        for (Understanding part : situation.understanding().parts()) {
            Answer answer = clear(situation, part);
            Answer before = answers.isEmpty() ? null : answers.getLast();
            if (answer != null && (before == null || !isSame(before, answer))) {
                answers.add(answer);
            } else if (before != null && (answer != null || part.content() <= 1)) {
                // "… Mấy ngày xong?" still speaks of the same.
                answers.set(
                        answers.size() - 1,
                        new Answer(before.reason(), before.guide(), both(before.facets(), part.facets())));
            }
        }
        return answers.size() > 1 ? new Several(Reason.of("several"), answers) : null;
    }

    private static @Nullable Answer clear(Situation situation, Understanding part) {
        Candidate best = part.candidates().isEmpty() ? null : part.candidates().getFirst();
        if (best == null || best.confidence() < CLEAR || part.content() < LEAST || !asksSomething(part)) {
            return null;
        }
        return quote(situation, reason("several", best), best.guide(), part.facets()) instanceof Answer answer
                ? answer
                : null;
    }

    private static boolean isSame(Answer one, Answer other) {
        return one.guide().code().equals(other.guide().code());
    }

    /** A sentence that only tells a story is no question of its own. */
    private static boolean asksSomething(Understanding part) {
        return !part.facets().isEmpty() || part.talk().contains(Talk.ASKS);
    }

    private static List<Facet> both(List<Facet> some, List<Facet> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream())
                .distinct()
                .toList();
    }

    /** "Thế phí bao nhiêu?" is about what was spoken of just now; "còn khai tử thì sao" asks the same of another. */
    private static @Nullable Decision followUp(Situation situation) {
        Guide guide = situation.spokenOf();
        if (guide == null) {
            return null;
        }
        Understanding meant = situation.understanding();
        Candidate best = situation.best();
        Facet before = situation.state().facet();
        if (best != null && situation.isSure()) {
            // "Thì sao" asks for nothing in particular here.
            boolean asksNothingElse = meant.facets().isEmpty() || meant.facets().equals(List.of(Facet.STEPS));
            boolean asksTheSame = before != null && asksNothingElse && situation.says(Talk.CONTINUES);
            return asksTheSame
                    ? quote(situation, reason("follow-up-same-facet", best), best.guide(), List.of(before))
                    : null;
        }
        boolean asks = !meant.facets().isEmpty() || situation.says(Talk.CORRECTION);
        boolean isLong = meant.content() > FEW;
        if (!asks || meant.content() > SOME || (isLong && isIdle(situation))) {
            return null;
        }
        // "Nhưng cháu 15 tuổi rồi" makes another procedure of the one that was spoken of.
        Candidate together = situation.inContext().candidates().stream()
                .filter(candidate -> candidate.confidence() >= meant.sure())
                .findFirst()
                .orElse(null);
        if (together != null) {
            boolean asksNothingElse = meant.facets().isEmpty() && before != null;
            return quote(
                    situation,
                    reason("follow-up", together),
                    together.guide(),
                    asksNothingElse ? List.of(before) : meant.facets());
        }
        return !isLong && !meant.facets().isEmpty()
                ? quote(situation, Reason.of("follow-up"), guide, meant.facets())
                : null;
    }

    private static @Nullable Decision sure(Situation situation) {
        Candidate best = situation.best();
        if (best == null || !situation.isSure()) {
            return null;
        }
        return quote(
                situation,
                reason("sure", best),
                best.guide(),
                situation.understanding().facets());
    }

    private static @Nullable Decision whichOf(Situation situation) {
        Candidate best = situation.best();
        Choosing.Offer offer = Choosing.offer(situation);
        if (offer == null || best == null) {
            return null;
        }
        Reason reason = reason("which-of", best);
        return situation.state().clarified() >= Situation.MOST_CLARIFICATIONS
                ? new Escalate(reason, Why.STILL_UNCLEAR)
                : new Clarify(reason, offer.question(), offer.choices());
    }

    private static @Nullable Decision abuse(Situation situation) {
        return situation.says(Talk.ABUSE) ? new SmallTalk(Reason.of("abuse"), Line.ABUSE) : null;
    }

    private static @Nullable Decision idle(Situation situation) {
        return isIdle(situation) ? new SmallTalk(Reason.of("idle"), Line.IDLE) : null;
    }

    static boolean isIdle(Situation situation) {
        Understanding meant = situation.understanding();
        return meant.none() > NO_GUIDE_MEANT && meant.idle() > IDLE && !situation.says(Talk.COMPLAINT);
    }

    /** "Bao nhiêu tiền?" with nothing spoken of: no need for a person yet. */
    private static @Nullable Decision which(Situation situation) {
        boolean onlyFacet = situation.understanding().content() == 0
                && !situation.understanding().facets().isEmpty();
        return onlyFacet ? new SmallTalk(Reason.of("which"), Line.WHICH) : null;
    }

    private static Decision unsure(Situation situation) {
        Candidate best = situation.best();
        return new Escalate(new Reason("unsure", best == null ? null : best.confidence()), Why.UNSURE);
    }

    static Decision quote(Situation situation, Reason reason, Guide guide, List<Facet> facets) {
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

    private static Reason reason(String rule, Candidate best) {
        return new Reason(rule, best.confidence());
    }
}
