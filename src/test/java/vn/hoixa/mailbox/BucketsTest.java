package vn.hoixa.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.mailbox.Buckets.Bucket;
import vn.hoixa.testing.MovableClock;

/** Calls a minute, shared by whoever shares the Redis. */
class BucketsTest {
    /** Two a second. */
    private static final Bucket PAGE = new Bucket("page", 120);

    private static TestRedis redis;

    private final MovableClock clock = new MovableClock();
    private Buckets buckets;

    @BeforeAll
    static void start(@TempDir Path data) {
        redis = TestRedis.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.wipe();
        buckets = redis.buckets(clock);
    }

    @Test
    void givesASecondsWorthAndThenSaysWhenTheNextIsThere() {
        assertThat(take(PAGE)).isZero();
        assertThat(take(PAGE)).isZero();
        assertThat(take(PAGE)).isEqualTo(Duration.ofMillis(500));

        clock.pass(Duration.ofMillis(499));
        assertThat(take(PAGE)).isPositive();
        clock.pass(Duration.ofMillis(1));
        assertThat(take(PAGE)).isZero();
    }

    @Test
    void keepsToTheLimitHoweverLongItRuns() {
        int taken = 0;
        for (int tick = 0; tick < 600; tick++) {
            while (take(PAGE).isZero()) {
                taken++;
            }
            clock.pass(Duration.ofMillis(100));
        }

        assertThat(taken).isBetween(118, 122);
    }

    @Test
    void savesUpNoMoreThanASecondsWorth() {
        take(PAGE);
        clock.pass(Duration.ofHours(1));

        assertThat(take(PAGE)).isZero();
        assertThat(take(PAGE)).isZero();
        assertThat(take(PAGE)).isPositive();
    }

    @Test
    void isSharedByAllInstances() {
        Buckets other = redis.buckets(clock);
        take(PAGE);
        take(PAGE);

        assertThat(other.take(List.of(PAGE))).isPositive();
    }

    @Test
    void takesNothingFromTheAppWhereThePageHasNoneLeft() {
        Bucket app = new Bucket("app", 240);
        take(PAGE);
        take(PAGE);

        for (int i = 0; i < 10; i++) {
            assertThat(take(app, PAGE)).isPositive();
        }

        assertThat(take(app)).isZero();
        assertThat(take(app)).isZero();
        assertThat(take(app)).isZero();
        assertThat(take(app)).isZero();
    }

    @Test
    void staysClosedLongerEachTimeThatItWasTooMuch() {
        for (int seconds : List.of(2, 4, 8, 16, 32, 60, 60)) {
            buckets.backOff("page");
            assertThat(take(PAGE)).isEqualTo(Duration.ofSeconds(seconds));
            clock.pass(Duration.ofSeconds(seconds));
            assertThat(take(PAGE)).isZero();
        }
    }

    @Test
    void countsCallsThatWereUnderWayOnceAndForgetsAfterFiveMinutes() {
        buckets.backOff("page");
        buckets.backOff("page");
        assertThat(take(PAGE)).isEqualTo(Duration.ofSeconds(2));

        clock.pass(Duration.ofMinutes(6));
        buckets.backOff("page");

        assertThat(take(PAGE)).isEqualTo(Duration.ofSeconds(2));
    }

    private Duration take(Bucket... from) {
        return buckets.take(List.of(from));
    }
}
