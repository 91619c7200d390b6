package vn.hoixa.outbox;

import java.time.Duration;
import java.util.List;

/** How long to wait before a message is tried again. */
final class Ladder {
    private static final List<Duration> LATER = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    /** Echoes of what was delivered after all come within this. */
    static final Duration DOUBT = Duration.ofSeconds(30);

    /** A page that cannot send is tried again after this. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** How often a message may end in doubt before it is given up: once more than the first time. */
    static final int MOST_DOUBTS = 2;

    private Ladder() {}

    /** Wait after this many attempts; the last rung repeats until the message is too old. */
    static Duration after(int attempts) {
        return LATER.get(Math.min(Math.max(attempts, 1), LATER.size()) - 1);
    }
}
