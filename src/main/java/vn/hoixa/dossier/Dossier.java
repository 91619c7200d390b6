package vn.hoixa.dossier;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.DossierWords.State;

/**
 * What a resident handed in at the counter, as far as a stranger who has its code may know.
 *
 * @param words the list's own for the state; empty where it tells none
 * @param procedure its name; empty where the list tells none
 * @param due day on which the result was promised, if one was
 * @param asOf when this was known
 */
public record Dossier(
        DossierCode code,
        State state,
        String words,
        String procedure,
        @Nullable LocalDate due,
        Instant asOf) {
    /** Nothing is left to be done in the office. */
    public boolean isFinished() {
        return state == State.DONE || state == State.RETURNED || state == State.REFUSED;
    }

    /** The promised day is over without a result; while the office waits for the resident, no day is promised. */
    public boolean isLate(Instant now) {
        return due != null
                && !isFinished()
                && state != State.WAITING
                && CommuneTime.day(now).isAfter(due);
    }

    /** Whether this was known before the promised day was over, so that it may be finished by now. */
    public boolean isOlderThanItsDay() {
        return due != null && !CommuneTime.day(asOf).isAfter(due);
    }
}
