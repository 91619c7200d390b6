package vn.hoixa.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** Waits for a condition instead of sleeping. */
public final class Eventually {
    private Eventually() {}

    public static void eventually(ThrowingRunnable assertion) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(assertion);
    }
}
