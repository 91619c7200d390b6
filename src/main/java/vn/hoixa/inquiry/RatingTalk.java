package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.feedback.FeedbackModel;
import vn.hoixa.feedback.Noticed;
import vn.hoixa.feedback.Tone;
import vn.hoixa.inquiry.Decision.Rated;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.rating.Awaited;
import vn.hoixa.rating.Endings;
import vn.hoixa.rating.Ratings;
import vn.hoixa.rating.Said;
import vn.hoixa.rating.Subject;
import vn.hoixa.zalo.ZaloEvent;

/** How content a resident is: when a conversation has ended so that they may be asked, and what they answer. */
final class RatingTalk {
    /** Speaks of a death even where no guide is recognised. */
    private static final List<String> MOURNING = List.of(
            "qua doi",
            "tu tran",
            "dam tang",
            "dam ma",
            "tang le",
            "mai tang",
            "hoa tang",
            "chon cat",
            "khai tu",
            "chung tu",
            "bao tu");

    /** Where a death is so likely to be the matter, nobody is asked. */
    private static final double LIKELY = 0.2;

    private RatingTalk() {}

    /** A rating, by who was asked for one; a question beside it is answered instead. */
    static @Nullable Decision said(Situation situation) {
        Turn turn = situation.turn();
        Awaited awaited = turn.awaited();
        boolean isWritten = turn.messages().stream().allMatch(ZaloEvent.Text.class::isInstance);
        Said said = awaited != null && awaited.isOpen() && isWritten ? Said.of(turn.text()) : null;
        if (awaited == null || said == null || (!said.reason().isEmpty() && isMore(situation))) {
            return null;
        }
        return new Rated(Reason.of("rating"), awaited, said);
    }

    /** A word of why, by who was asked for one just before; unless it asks something. */
    static @Nullable Decision why(Situation situation) {
        Turn turn = situation.turn();
        Awaited awaited = turn.awaited();
        boolean isExpected = awaited != null
                && awaited.whyAfter() != null
                && awaited.whyAfter() == turn.conversation().version();
        return awaited != null && isExpected && !turn.text().isBlank() && !isMore(situation)
                ? new Rated(Reason.of("rating-why"), awaited, null)
                : null;
    }

    private static boolean isMore(Situation situation) {
        boolean asksFacet = !situation.understanding().facets().isEmpty() && situation.noticed() == null;
        return situation.turn().text().contains("?")
                || asksFacet
                || situation.isSure()
                || situation.says(Talk.ASKS)
                || situation.says(Talk.PERSON)
                || situation.says(Talk.FRAUD)
                || Grievance.of(situation) != null;
    }

    static Reply reply(Turn turn, Rated rated, Replies replies) {
        Said said = rated.said();
        if (said == null || rated.isWhy()) {
            return new Reply(List.of(replies.say("reply.rating.why", turn)), null);
        }
        return new Reply(
                List.of(replies.say("reply.rating." + said.contentment().name().toLowerCase(Locale.ROOT), turn)), null);
    }

    /** What is noted as feedback: why somebody is not content always is, though by itself it would be taken for none. */
    static @Nullable Noticed noted(Situation situation, Decision decision, FeedbackModel feedback) {
        Noticed noticed = Remarks.noted(situation, decision);
        Turn turn = situation.turn();
        boolean isWhy = decision instanceof Rated rated && rated.isWhy() && Remarks.mayBeNoted(turn);
        return noticed == null && isWhy ? feedback.file(turn.text(), turn.commune()) : noticed;
    }

    /**
     * What the turn is for the question how content they are, in its transaction.
     *
     * @param number of the turn
     */
    static void note(
            JdbcClient transaction,
            Situation situation,
            long resident,
            long number,
            Decision decision,
            @Nullable String field) {
        Instant now = situation.turn().now();
        if (decision instanceof Rated rated) {
            if (rated.said() != null) {
                Ratings.keep(
                        transaction,
                        situation.turn().resident().oa(),
                        resident,
                        number,
                        rated.awaited(),
                        rated.said(),
                        now);
            }
        } else if (isSpared(situation, decision)) {
            Endings.spared(transaction, resident, now);
        } else if (decision instanceof Decision.Escalate || decision instanceof Decision.Draft) {
            Endings.waits(transaction, resident);
        } else if (isAnswered(decision)) {
            String guide = guides(decision)
                    .map(Guide::code)
                    .reduce((one, next) -> next)
                    .orElse(null);
            Endings.answered(transaction, resident, new Subject(number, null, null, field, guide), now);
        } else {
            Endings.wentOn(transaction, resident, now);
        }
    }

    private static boolean isAnswered(Decision decision) {
        return decision instanceof Decision.Answer
                || decision instanceof Decision.Several
                || decision instanceof Decision.Elsewhere
                || (decision instanceof Decision.Track track && track.found() != null);
    }

    /** Who complains, denounces, is in danger, mourns, or wants to be forgotten. */
    private static boolean isSpared(Situation situation, Decision decision) {
        Noticed noticed = Remarks.noted(situation, decision);
        boolean isUnhappy = (noticed != null && noticed.tone() != Tone.PRAISE)
                || situation.says(Talk.COMPLAINT)
                || Grievance.of(situation) != null
                || (decision instanceof Decision.Escalate escalate
                        && escalate.why().isGrievance())
                || (decision instanceof Decision.Judged judged && !judged.isContent());
        return isUnhappy
                || decision instanceof Decision.Alarm
                || decision instanceof Decision.OwnData
                || isMourning(situation, decision);
    }

    private static boolean isMourning(Situation situation, Decision decision) {
        Candidate best = situation.best();
        Guide spokenOf = situation.spokenOf();
        Stream<Guide> meant = Stream.concat(
                Stream.ofNullable(best == null || best.confidence() < LIKELY ? null : best.guide()),
                Stream.ofNullable(spokenOf));
        String text = " " + Folding.fold(situation.turn().text()) + " ";
        return Stream.concat(meant, guides(decision)).anyMatch(Guide::aboutDeath)
                || MOURNING.stream().anyMatch(word -> text.contains(" " + word + " "));
    }

    private static Stream<Guide> guides(Decision decision) {
        return switch (decision) {
            case Decision.Answer answer -> Stream.of(answer.guide());
            case Decision.Several several -> several.answers().stream().map(Decision.Answer::guide);
            case Decision.Elsewhere elsewhere -> Stream.of(elsewhere.guide());
            case Decision.Escalate escalate -> Stream.ofNullable(escalate.guide());
            case Decision.Draft draft -> Stream.of(draft.guide());
            case Decision.Clarify clarify -> clarify.choices().stream().map(Decision.Choice::guide);
            default -> Stream.of();
        };
    }
}
