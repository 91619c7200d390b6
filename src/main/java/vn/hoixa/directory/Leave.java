package vn.hoixa.directory;

import java.time.LocalDate;

/**
 * Days on which an officer is away.
 *
 * @param last away on that day, too
 */
public record Leave(long id, Kind kind, LocalDate first, LocalDate last) {
    /** Why they are away. */
    public enum Kind {
        LEAVE,
        TRIP
    }
}
