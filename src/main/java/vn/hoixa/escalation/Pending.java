package vn.hoixa.escalation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a resident wrote of which we asked whether it belongs to an open case.
 *
 * @param turn in which they wrote it
 * @param reason why a person has to answer
 * @param field of the procedure it seems to be about, or null
 * @param guide code of that procedure, or null
 * @param complains whether it may concern an officer
 * @param offered ids of the cases in the order of the choices; after them stands another matter
 */
public record Pending(
        long turn,
        String reason,
        @Nullable String field,
        @Nullable String guide,
        String text,
        boolean complains,
        List<Long> offered) {
    public Pending {
        offered = List.copyOf(offered);
    }

    /** The same with other words. */
    public Pending saying(String words, boolean complaining) {
        return new Pending(turn, reason, field, guide, words, complaining, offered);
    }
}
