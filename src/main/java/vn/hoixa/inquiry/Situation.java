package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;

/**
 * All that a rule may look at.
 *
 * @param turn what came in
 * @param understanding what its words seem to mean
 * @param knowledge what can be quoted
 */
record Situation(Turn turn, Understanding understanding, Knowledge knowledge) {
    private static final Duration SPOKEN_OF = Duration.ofMinutes(30);
    private static final ZoneId COMMUNE_TIME = ZoneId.of("Asia/Ho_Chi_Minh");

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
        return recent && state.guide() != null ? knowledge.guide(state.guide()) : null;
    }

    boolean isQuotable(Guide guide) {
        return guide.isQuotable(LocalDate.ofInstant(turn.now(), COMMUNE_TIME));
    }

    List<Candidate> candidates() {
        return understanding.candidates();
    }
}
