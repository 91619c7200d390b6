package vn.hoixa.zalo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a minute at most for each cause, so that a flood of forged posts cannot flood the log. */
final class RareLog {
    private static final Logger log = LoggerFactory.getLogger(Webhook.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Intake, Instant> last = new ConcurrentHashMap<>();

    RareLog(InstantSource clock) {
        this.clock = clock;
    }

    void say(Intake cause, String meaning) {
        Instant now = clock.instant();
        last.compute(cause, (key, before) -> {
            if (before != null && now.isBefore(before.plus(PAUSE))) {
                return before;
            }
            log.warn("Webhook: {} (further ones of this kind are only counted for a minute)", meaning);
            return now;
        });
    }
}
