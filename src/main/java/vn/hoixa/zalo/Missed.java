package vn.hoixa.zalo;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Since when events were refused that Zalo may not deliver again: what its documentation says of retries contradicts
 * itself, and they end after an hour or two in any case.
 */
@Component
public class Missed {
    private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();

    void note(Instant time) {
        since.accumulateAndGet(time, Missed::earlier);
    }

    /** The first refusal since this was last asked. */
    public Optional<Instant> take() {
        return Optional.ofNullable(since.getAndSet(null));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
