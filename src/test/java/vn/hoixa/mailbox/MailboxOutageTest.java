package vn.hoixa.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.MovableClock;

/** Redis wiped, gone, or without the replicas that it should have. */
class MailboxOutageTest {
    private static final ResidentId LAN = new ResidentId("460", "lan");

    private final MovableClock clock = new MovableClock();
    private TestRedis redis;
    private Mailbox mailbox;

    @BeforeEach
    void start(@TempDir Path data) {
        redis = TestRedis.start(data);
        mailbox = redis.mailbox(clock, Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
    }

    @Test
    void goesOnAfterAWipe() {
        accept("m1");
        Claim before = mailbox.claim(8).getFirst();
        redis.wipe();

        boolean renewed = mailbox.renew(before);
        boolean settled = mailbox.settle(before, before.keys(), clock.instant(), Tries.CLEAR);
        accept("m2");

        assertThat(renewed).isFalse();
        assertThat(settled).isFalse();
        assertThat(mailbox.claim(8))
                .singleElement()
                .satisfies(claim -> assertThat(claim.keys()).containsExactly("m2"));
    }

    @Test
    void doesNotTakeALeaseFromBeforeAWipeForALaterOne() {
        accept("m1");
        Claim before = mailbox.claim(8).getFirst();
        redis.wipe();
        accept("m2");
        Claim after = mailbox.claim(8).getFirst();

        boolean settled = mailbox.settle(before, List.of("m2"), null, Tries.CLEAR);

        assertThat(settled).isFalse();
        assertThat(mailbox.renew(after)).isTrue();
    }

    @Test
    void saysThatRedisIsGone() {
        accept("m1");
        Claim claim = mailbox.claim(8).getFirst();
        redis.stop();

        assertUnavailable(() -> accept("m2"));
        assertUnavailable(() -> mailbox.claim(8));
        assertUnavailable(() -> mailbox.settle(claim, List.of(), null, Tries.CLEAR));
        assertUnavailable(() -> mailbox.renew(claim));
        assertUnavailable(() -> mailbox.wake(LAN, clock.instant()));
        assertUnavailable(() -> mailbox.depth());
        assertUnavailable(() -> mailbox.oldestWait());
        assertUnavailable(() -> mailbox.ping());
    }

    @Test
    void acknowledgesNothingThatReplicasShouldHaveAndDoNot() {
        Mailbox replicated = redis.mailbox(clock, TestRedis.settings(Duration.ofSeconds(30), Duration.ofDays(2), 1));

        assertThatExceptionOfType(MailboxUnavailable.class)
                .isThrownBy(() -> replicated.accept(LAN, "m1", "{}", clock.instant()))
                .withMessageContaining("0 of 1 replicas");
        assertUnavailable(() -> replicated.accept(LAN, "m1", "{}", clock.instant()));
    }

    private boolean accept(String key) {
        return mailbox.accept(LAN, key, "{}", clock.instant());
    }

    private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(MailboxUnavailable.class).isThrownBy(call);
    }
}
