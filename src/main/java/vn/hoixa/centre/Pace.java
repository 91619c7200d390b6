package vn.hoixa.centre;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** How often somebody asked in this minute; each instance counts for itself. */
final class Pace {
    static final long MINUTE = 60;

    /** Beyond so many at once there is no telling them apart, and they share one measure. */
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final int most;
    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;

    Pace(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Counts one more; false where that is too much. */
    synchronized boolean take(String who) {
        long now = Math.floorDiv(clock.instant().getEpochSecond(), MINUTE);
        if (now != minute) {
            counts.clear();
            minute = now;
        }
        boolean isTold = counts.containsKey(who) || counts.size() < MOST;
        return counts.merge(isTold ? who : "", 1, Integer::sum) <= most;
    }
}
