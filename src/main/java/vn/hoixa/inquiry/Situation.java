package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.feedback.FeedbackModel;
import vn.hoixa.feedback.Noticed;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.matching.Matcher;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;

/**
 * All that a rule may look at.
 *
 * @param turn what came in
 * @param understanding what its words seem to mean
 * @param inContext the same after the name of what was spoken of just now; where nothing was, as by themselves
 * @param noticed feedback in its words, or null
 */
record Situation(
        Turn turn,
        Understanding understanding,
        Understanding inContext,
        @Nullable Noticed noticed) {
    static final int MOST_CLARIFICATIONS = 2;

    private static final Duration SPOKEN_OF = Duration.ofMinutes(30);
    private static final Duration OPEN = Duration.ofDays(2);

    Situation(Turn turn, Understanding understanding, Understanding inContext) {
        this(turn, understanding, inContext, null);
    }

    static Situation of(Turn read, Matcher matcher, FeedbackModel feedback) {
        Understanding alone = matcher.understand(read.text(), read.commune());
        Turn turn = read.addressedAs(alone.address());
        Guide guide = new Situation(turn, alone, alone).spokenOf();
        return new Situation(
                turn,
                alone,
                guide == null ? alone : matcher.understand(guide.title() + "\n" + turn.text(), turn.commune()),
                Remarks.mayBeNoted(turn) ? feedback.notice(turn.text(), turn.commune()) : null);
    }

    /** With more known of the feedback. */
    Situation noticing(Noticed known) {
        return new Situation(turn, understanding, inContext, known);
    }

    /** Without a look at feedback: an officer's draft is only the answer. */
    Situation unnoticed() {
        return new Situation(turn, understanding, inContext);
    }

    Conversation.State state() {
        return turn.conversation().state();
    }

    /** The menu that a digit answers: the quoted message's own, else the last one while it is open. */
    @Nullable
    Menu menu() {
        if (turn.quotedMenu() != null) {
            return turn.quotedMenu();
        }
        Instant offered = state().menuAt();
        return offered != null && turn.now().isBefore(offered.plus(OPEN)) ? state().menu() : null;
    }

    /** The procedure that was spoken of just now, or null. */
    @Nullable
    Guide spokenOf() {
        Conversation.State state = state();
        boolean recent =
                state.guideAt() != null && turn.now().isBefore(state.guideAt().plus(SPOKEN_OF));
        return recent && state.guide() != null ? guide(state.guide()) : null;
    }

    /** The guide as this commune's residents get it, or null where there is none (any more). */
    @Nullable
    Guide guide(String code) {
        return turn.knowledge().guide(turn.commune(), code);
    }

    boolean isQuotable(Guide guide) {
        return guide.isQuotable(CommuneTime.day(turn.now()));
    }

    List<Candidate> candidates() {
        return understanding.candidates();
    }

    /** The likeliest guide, or null where nothing is in common with any. */
    @Nullable
    Candidate best() {
        return candidates().isEmpty() ? null : candidates().getFirst();
    }

    /** Whether the likeliest guide would be quoted. */
    boolean isSure() {
        Candidate best = best();
        return best != null && best.confidence() >= understanding.sure();
    }

    boolean isSure(Kind kind) {
        Candidate best = best();
        return isSure() && best != null && best.guide().kind() == kind;
    }

    boolean says(Talk kind) {
        return understanding.talk().contains(kind);
    }
}
