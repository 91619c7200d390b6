package vn.hoixa.inquiry;

import java.time.Duration;
import java.util.List;

/** How often a message that fails by itself is tried, and how long we wait between: under five minutes in all. */
final class Ladder {
    private static final List<Duration> RUNGS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));

    private Ladder() {}

    /** Whether this was the last try. */
    static boolean isOver(int tries) {
        return tries > RUNGS.size();
    }

    static Duration after(int tries) {
        return RUNGS.get(Math.clamp(tries, 1, RUNGS.size()) - 1);
    }
}
