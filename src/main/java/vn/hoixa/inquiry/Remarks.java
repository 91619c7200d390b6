package vn.hoixa.inquiry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoixa.escalation.Affair;
import vn.hoixa.escalation.Handed;
import vn.hoixa.escalation.Handover;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.State;
import vn.hoixa.feedback.Noticed;
import vn.hoixa.feedback.Tone;
import vn.hoixa.inquiry.Decision.Acknowledge;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;

/** Feedback beside what is decided: whether it is noted, what it opens, how it is acknowledged. */
final class Remarks {
    /** Below this a question may be lost in it, and questions go to a person. */
    private static final double CERTAIN = 0.7;

    /** Where no word of a theme or of a tone was said, this much tells that it is a remark beside something else. */
    private static final double LIKELY = 0.6;

    /** This much, that it is no idle talk. */
    private static final double NO_IDLE_TALK = 0.85;

    /** And this much that it is nothing else. */
    private static final double CERTAIN_BY_LIKENESS = 0.95;

    /** So few words beside rude ones tell nothing. */
    private static final int FEW = 4;

    /** So long after an exchange about a case what follows is mostly about it. */
    private static final Duration STILL = Duration.ofMinutes(15);

    private static final String WAITING = "waiting";

    private Remarks() {}

    /** The question beside the feedback, or only feedback, which no guide would answer. */
    static @Nullable Decision opinion(Situation situation) {
        Noticed noticed = situation.noticed();
        if (noticed == null || !isMeant(situation, noticed)) {
            return null;
        }
        if (noticed.asks()) {
            return asked(situation);
        }
        boolean isOnlyRude =
                situation.says(Talk.ABUSE) && situation.understanding().content() <= FEW;
        boolean isMidway = situation.menu() != null || situation.spokenOf() != null;
        double certain = noticed.isGrounded() ? CERTAIN : CERTAIN_BY_LIKENESS;
        if (noticed.confidence() < certain || isOnlyRude || isMidway || isAboutACase(situation, noticed)) {
            return null;
        }
        Reason reason = new Reason("remark", noticed.confidence());
        return noticed.needsSomeone() ? new Escalate(reason, Why.FEEDBACK) : new Acknowledge(reason);
    }

    /** What is sure by itself, without the story around it. */
    private static @Nullable Decision asked(Situation situation) {
        return situation.understanding().parts().stream()
                .filter(part -> !part.candidates().isEmpty()
                        && part.candidates().getFirst().confidence() >= part.sure()
                        && (!part.facets().isEmpty() || part.talk().contains(Talk.ASKS)))
                .findFirst()
                .map(part -> {
                    Candidate best = part.candidates().getFirst();
                    return Policy.quote(
                            situation, new Reason("beside-remark", best.confidence()), best.guide(), part.facets());
                })
                .orElse(null);
    }

    private static boolean isAboutACase(Situation situation, Noticed noticed) {
        return situation.turn().affairs().open().stream()
                .anyMatch(affair -> affair.about().state() == State.WAITING
                        || WAITING.equals(noticed.theme().parent())
                        || isRecent(situation.turn(), affair));
    }

    /** Whoever denounces somebody, or did so just now, is quoted nowhere. */
    static boolean mayBeNoted(Turn turn) {
        return turn.affairs().open().stream()
                .noneMatch(affair -> affair.about().kind() == Kind.DENUNCIATION && isRecent(turn, affair));
    }

    private static boolean isRecent(Turn turn, Affair affair) {
        return affair.spokenAt().isAfter(turn.now().minus(STILL));
    }

    /** What is noted beside a decision, or null. */
    static @Nullable Noticed noted(Situation situation, Decision decision) {
        Noticed noticed = situation.noticed();
        if (noticed == null || !isMeant(situation, noticed)) {
            return null;
        }
        boolean isOf =
                switch (decision) {
                    case Decision.Answer ignored -> true;
                    case Decision.Several ignored -> true;
                    case Decision.Clarify ignored -> true;
                    case Decision.Elsewhere ignored -> true;
                    case Decision.Draft ignored -> true;
                    case Decision.Alarm ignored -> true;
                    case Decision.WhichCase ignored -> true;
                    case Decision.Track ignored -> false;
                    case Decision.Told ignored -> false;
                    case Acknowledge ignored -> true;
                    case Decision.Rated ignored -> true;
                    case Escalate escalate ->
                        escalate.why() != Why.DENUNCIATION
                                && (escalate.joins() == null || escalate.joins().kind() != Kind.DENUNCIATION);
                    case Decision.SmallTalk talk ->
                        talk.line() == Line.ABUSE
                                || talk.line() == Line.IDLE
                                || talk.line() == Line.REGULATION
                                // To ask how far a dossier is blames nobody.
                                || (talk.line() == Line.DOSSIER && noticed.tone() == Tone.COMPLAINT);
                    case Decision.Repeat ignored -> false;
                    case Decision.Settle ignored -> false;
                    case Decision.Judged ignored -> false;
                    // What is kept is said there, and not counted twice.
                    case Decision.Meet meet -> meet.step() instanceof MeetingStep.Dates;
                    case Decision.OwnData ignored -> false;
                    case Decision.Wait ignored -> false;
                    case Decision.Note ignored -> false;
                };
        // A question that is answered is like a remark, too.
        boolean isLikenessEnough = decision instanceof Acknowledge || decision instanceof Escalate;
        return isOf && (noticed.isGrounded() || isLikenessEnough) ? noticed : null;
    }

    /** Small talk and questions are like remarks; without a word that tells, it must be very like one. */
    private static boolean isMeant(Situation situation, Noticed noticed) {
        if (situation.understanding().content() == 0) {
            return false;
        }
        if (noticed.isGrounded()) {
            return true;
        }
        // "Trời đẹp quá" praises nobody.
        return Policy.isIdle(situation)
                ? noticed.confidence() >= NO_IDLE_TALK && noticed.tone() != Tone.PRAISE
                : noticed.confidence() >= LIKELY;
    }

    /** What a person has to do beside what is decided. */
    static Optional<Handover> beside(Situation situation, Decision decision) {
        Noticed noticed = noted(situation, decision);
        boolean isHandled = decision instanceof Escalate
                || decision instanceof Decision.Alarm
                || decision instanceof Decision.WhichCase
                || decision instanceof Decision.Told;
        if (noticed == null || !noticed.needsSomeone() || isHandled) {
            return Optional.empty();
        }
        Decision placed = CaseTalk.placed(situation, new Escalate(Reason.of("remark"), Why.FEEDBACK));
        return placed instanceof Escalate escalate ? Optional.of(Handovers.of(situation, escalate)) : Optional.empty();
    }

    /** The reply with a word about the feedback before it. */
    static Reply acknowledged(
            Situation situation, Decision decision, Reply reply, @Nullable Handed beside, Replies replies) {
        Noticed noticed = noted(situation, decision);
        boolean isSaid = decision instanceof Acknowledge
                || (decision instanceof Decision.Rated && beside == null)
                || decision instanceof Decision.Alarm
                || (decision instanceof Escalate escalate
                        && (escalate.why().isGrievance() || escalate.why() == Why.OFF || escalate.joins() != null));
        if (noticed == null || isSaid) {
            return reply;
        }
        Turn turn = situation.turn();
        String word = sentence(turn, noticed, replies);
        List<String> texts = new ArrayList<>(reply.texts());
        if (beside != null) {
            texts.addFirst(word + "\n\n" + replies.beside(turn, beside));
        } else if (texts.isEmpty()) {
            texts.add(word);
        } else {
            texts.set(0, word + "\n\n" + texts.getFirst());
        }
        return new Reply(texts, reply.menu());
    }

    /** Where nothing else is said. */
    static Reply alone(Situation situation, Replies replies) {
        Noticed noticed = java.util.Objects.requireNonNull(situation.noticed());
        String word = sentence(situation.turn(), noticed, replies);
        return new Reply(
                List.of(
                        noticed.tone() == Tone.PRAISE
                                ? word
                                : word + "\n\n" + replies.say("reply.noted.person", situation.turn())),
                null);
    }

    private static String sentence(Turn turn, Noticed noticed, Replies replies) {
        boolean isWaiting = WAITING.equals(noticed.theme().parent()) && noticed.tone() != Tone.PRAISE;
        return replies.say(
                "reply.noted." + (isWaiting ? WAITING : noticed.tone().key()), turn);
    }
}
