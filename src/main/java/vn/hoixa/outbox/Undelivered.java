package vn.hoixa.outbox;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * A message that did not reach whom it was for, or may not have.
 *
 * @param caseNumber number of the case that it belongs to, null for none
 * @param advice what an officer does about it
 * @param state waiting after a failure, closed, refused, dropped, or unknown
 */
public record Undelivered(
        long id,
        String oa,
        @Nullable Integer caseNumber,
        Advice advice,
        String state,
        int attempts,
        String cause,
        Instant createdAt) {

    /** What an officer reads and does. */
    public enum Advice {
        /** It goes out by itself. */
        WAIT,
        /** It did not arrive, and does not before the resident writes, if at all. */
        CALL,
        /** It may have arrived. */
        ASK,
        /** It came too late to be of use; nothing is to be done. */
        NOTHING;

        static Advice of(Outgoing.State state, boolean isOpen) {
            if (isOpen) {
                return WAIT;
            }
            return switch (state) {
                case CLOSED, REFUSED -> CALL;
                case UNKNOWN -> ASK;
                case DROPPED -> NOTHING;
                case WAITING, SENDING, SENT -> WAIT;
            };
        }

        /** In the words of officers. */
        public MessageSourceResolvable text() {
            return new DefaultMessageSourceResolvable("reach.undelivered." + name().toLowerCase(Locale.ROOT));
        }
    }
}
