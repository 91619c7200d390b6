package vn.hoixa.outbox;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoixa.mailbox.ResidentId;

/** A row of table {@code outgoing} that still stands open. */
record Outgoing(
        long id,
        long residentRow,
        ResidentId resident,
        String text,
        @Nullable Enclosure enclosure,
        Letter.Reader reader,
        boolean isPerishable,
        State state,
        int attempts,
        int doubts,
        Instant dueAt,
        Instant notAfter,
        @Nullable Instant sendingAt,
        @Nullable String cause) {

    enum State {
        WAITING,
        SENDING,
        SENT,
        REFUSED,
        CLOSED,
        /** Not sent any more: it came too late to be of use. */
        DROPPED,
        UNKNOWN;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isStale(Instant now) {
        return isPerishable && now.isAfter(notAfter);
    }

    Outgoing tried() {
        return withAttempts(attempts + 1);
    }

    /** The last attempt does not count: it was not the message's fault. */
    Outgoing untried() {
        return withAttempts(attempts - 1);
    }

    private Outgoing withAttempts(int count) {
        return new Outgoing(
                id,
                residentRow,
                resident,
                text,
                enclosure,
                reader,
                isPerishable,
                state,
                count,
                doubts,
                dueAt,
                notAfter,
                sendingAt,
                cause);
    }
}
