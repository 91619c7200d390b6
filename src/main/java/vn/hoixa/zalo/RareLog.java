package vn.hoixa.zalo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** One line a minute at most for each cause, so that a flood of forged posts cannot flood the log. */
final class RareLog {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Logger log;
    private final InstantSource clock;
    private final Map<Object, Instant> last = new ConcurrentHashMap<>();

    RareLog(Logger log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void say(Object cause, String meaning) {
        Instant now = clock.instant();
        last.compute(cause, (key, before) -> {
            if (before != null && now.isBefore(before.plus(PAUSE))) {
                return before;
            }
            log.warn("{} (further ones of this kind are only counted for a minute)", meaning);
            return now;
        });
    }
}
