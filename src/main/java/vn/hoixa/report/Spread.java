package vn.hoixa.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How durations lie.
 *
 * @param n how many there are
 * @param median the lower one of the two in the middle; null where there are none
 * @param p90 the shortest that at least nine of ten do not exceed (nearest rank); null where there are none
 */
public record Spread(
        int n, @Nullable Duration median, @Nullable Duration p90) {
    static Spread of(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return new Spread(sorted.size(), rank(sorted, 50), rank(sorted, 90));
    }

    private static @Nullable Duration rank(List<Duration> sorted, int percent) {
        return sorted.isEmpty() ? null : sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
