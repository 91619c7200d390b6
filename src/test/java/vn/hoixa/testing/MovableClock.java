package vn.hoixa.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes only when a test says so. */
public final class MovableClock implements InstantSource {
    /** A Tuesday morning in Vietnam, after the bank's snapshot. */
    public static final Instant START = Instant.parse("2026-11-24T02:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant instant() {
        return now.get();
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
