package vn.hoixa.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every single time, sorted, so that no percentile is a guess. */
final class Latencies {
    private final List<Duration> sorted;

    Latencies(Stream<Duration> times) {
        this.sorted = times.sorted().toList();
    }

    /** The time that so many percent kept; 100 is the longest, zero where there were none. */
    Duration percentile(int percent) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
