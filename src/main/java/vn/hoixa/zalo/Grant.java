package vn.hoixa.zalo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of asking Zalo for tokens. */
sealed interface Grant {
    /**
     * A new pair; the one before is dead.
     *
     * @param lifetime of the access token, null where Zalo told none
     */
    record Issued(Tokens.Pair pair, @Nullable Duration lifetime) implements Grant {}

    /** No pair: nothing changes. */
    record Failed(TokenFailure cause, String detail) implements Grant {}
}
