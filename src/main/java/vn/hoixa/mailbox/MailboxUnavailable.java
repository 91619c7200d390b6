package vn.hoixa.mailbox;

import org.jspecify.annotations.Nullable;

/** Redis cannot be reached, or did not keep what it should; nothing may be acknowledged meanwhile. */
public final class MailboxUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailboxUnavailable(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
