package vn.hoixa.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.mailbox.ResidentId;

/**
 * A question that was handed to a person.
 *
 * @param id in the database
 * @param commune id of the commune
 * @param residentRow the resident's id in the database
 * @param reason why a person has to answer
 * @param field of the procedure it seems to be about, or null
 * @param guide code of that procedure, or null
 * @param owner id of the officer who has to answer, or null where nobody could be reached
 * @param exclusion whom it must not reach
 * @param deadline null where nothing is due
 * @param lapses how often a deadline passed
 * @param version rises with each change
 */
public record Case(
        long id,
        String commune,
        CaseNumber number,
        ResidentId resident,
        long residentRow,
        Kind kind,
        Level level,
        String reason,
        @Nullable String field,
        @Nullable String guide,
        State state,
        @Nullable Long owner,
        Exclusion exclusion,
        Instant openedAt,
        @Nullable Instant deadline,
        @Nullable Stage stage,
        @Nullable Instant dueAt,
        int lapses,
        long version) {

    /** Whether its deadline has passed and nobody has answered. */
    public boolean isOverdue(Instant now) {
        return state.isOpen() && state != State.WAITING && deadline != null && now.isAfter(deadline);
    }

    /** Whether an answer was sent and nothing is due but to see whether that was all. */
    boolean isBeingSettled() {
        return stage == Stage.ASK_DONE || stage == Stage.SETTLE;
    }
}
