package vn.hoixa.inquiry;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;

/**
 * All that a rule may look at.
 *
 * @param turn what came in
 * @param understanding what its words seem to mean
 */
record Situation(Turn turn, Understanding understanding) {
    private static final Duration SPOKEN_OF = Duration.ofMinutes(30);

    Conversation.State state() {
        return turn.conversation().state();
    }

    /** The menu that a digit answers: the quoted message's own, else the open one. */
    @Nullable
    Menu menu() {
        return turn.quotedMenu() != null ? turn.quotedMenu() : state().menu();
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
}
