package vn.hoixa.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.MovableClock;

/** One worker at a time has a resident, and what comes meanwhile is neither lost nor hurried. */
class LeaseTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final ResidentId LAN = new ResidentId("460", "lan");
    private static TestRedis redis;

    private final MovableClock clock = new MovableClock();
    private Mailbox mailbox;

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
        mailbox = redis.mailbox(clock, LEASE);
    }

    @Test
    void keepsOthersOut() {
        accept("m1");
        claimOne();

        clock.pass(LEASE.minusMillis(1));

        assertThat(mailbox.claim(8)).isEmpty();
    }

    @Test
    void endsAndIsClaimedAgainWithTheTriesCounted() {
        accept("m1");
        Claim dead = claimOne();
        clock.pass(LEASE);

        Claim again = claimOne();

        assertThat(dead.mail().getFirst().tries()).isEqualTo(1);
        assertThat(again.mail().getFirst().tries()).isEqualTo(2);
        assertThat(again.token()).isNotEqualTo(dead.token());
    }

    @Test
    void lastsLongerWhenRenewed() {
        accept("m1");
        Claim claim = claimOne();
        clock.pass(LEASE.minusSeconds(1));

        boolean renewed = mailbox.renew(claim);
        clock.pass(LEASE.minusSeconds(1));

        assertThat(renewed).isTrue();
        assertThat(mailbox.claim(8)).isEmpty();
    }

    @Test
    void isNothingToAWorkerThatWakesAfterIt() {
        accept("m1");
        Claim late = claimOne();
        clock.pass(LEASE);
        Claim current = claimOne();

        boolean settled = mailbox.settle(late, late.keys(), null, Tries.CLEAR);
        boolean renewed = mailbox.renew(late);

        assertThat(settled).isFalse();
        assertThat(renewed).isFalse();
        assertThat(mailbox.claim(8)).isEmpty();
        assertThat(mailbox.settle(current, List.of(), clock.instant(), Tries.KEEP))
                .isTrue();
        assertThat(claimOne().mail()).containsExactly(new Mail("m1", "{}", MovableClock.START, 3));
    }

    @Test
    void cannotBeSettledTwice() {
        accept("m1");
        Claim claim = claimOne();
        mailbox.settle(claim, claim.keys(), null, Tries.CLEAR);
        accept("m2");

        boolean again = mailbox.settle(claim, List.of("m2"), null, Tries.CLEAR);

        assertThat(again).isFalse();
        assertThat(claimOne().keys()).containsExactly("m2");
    }

    @Test
    void isNotShortenedByWhatComesMeanwhile() {
        accept("m1");
        claimOne();

        accept("m2");
        mailbox.wake(LAN, clock.instant());
        clock.pass(LEASE.minusMillis(1));

        assertThat(mailbox.claim(8)).isEmpty();
    }

    @Test
    void leavesWhatCameMeanwhileDueAtItsOwnTime() {
        accept("m1");
        Claim claim = claimOne();
        mailbox.accept(LAN, "m2", "{}", clock.instant().plusSeconds(2));

        mailbox.settle(claim, claim.keys(), null, Tries.CLEAR);

        assertThat(mailbox.claim(8)).isEmpty();
        clock.pass(Duration.ofSeconds(2));
        assertThat(claimOne().keys()).containsExactly("m2");
    }

    @Test
    void yieldsToAnEarlierTimeNotedMeanwhile() {
        accept("m1");
        Claim claim = claimOne();
        mailbox.wake(LAN, clock.instant().plusSeconds(5));
        mailbox.wake(LAN, clock.instant().plusSeconds(9));

        mailbox.settle(claim, claim.keys(), clock.instant().plusSeconds(60), Tries.CLEAR);

        clock.pass(Duration.ofSeconds(5));
        assertThat(mailbox.claim(8)).hasSize(1);
    }

    @Test
    void keepsItsOwnNextTimeWhereThatIsEarlier() {
        accept("m1");
        Claim claim = claimOne();
        mailbox.wake(LAN, clock.instant().plusSeconds(60));

        mailbox.settle(claim, claim.keys(), clock.instant().plusSeconds(5), Tries.CLEAR);

        clock.pass(Duration.ofSeconds(5));
        assertThat(mailbox.claim(8)).hasSize(1);
    }

    @Test
    void passesANotedTimeOnWhenItsWorkerDies() {
        accept("m1");
        claimOne();
        mailbox.wake(LAN, clock.instant().plusSeconds(40));
        clock.pass(LEASE);
        Claim second = claimOne();

        mailbox.settle(second, second.keys(), null, Tries.CLEAR);

        assertThat(mailbox.claim(8)).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        assertThat(claimOne().mail()).isEmpty();
    }

    @Test
    void countsAnewAfterASuccess() {
        assertThat(triesAfter(Tries.CLEAR)).isEqualTo(1);
    }

    @Test
    void countsOnAfterAFailure() {
        assertThat(triesAfter(Tries.KEEP)).isEqualTo(2);
    }

    @Test
    void doesNotCountWhatWasNotTheMessagesFault() {
        accept("m1");
        settleUnhandled(Tries.KEEP);

        settleUnhandled(Tries.FORGIVE);

        assertThat(claimOne().mail().getFirst().tries()).isEqualTo(2);
    }

    @Test
    void goesToOneOfManyClaimersOnly() throws Exception {
        int residents = 400;
        IntStream.range(0, residents)
                .forEach(i -> mailbox.accept(new ResidentId("460", "r" + i), "m" + i, "{}", clock.instant()));
        Set<ResidentId> taken = ConcurrentHashMap.newKeySet();
        var start = new CountDownLatch(1);
        Callable<Integer> claimer = () -> {
            start.await();
            int doubles = 0;
            for (var claims = mailbox.claim(3); !claims.isEmpty(); claims = mailbox.claim(3)) {
                doubles += (int) claims.stream()
                        .filter(claim -> !taken.add(claim.resident()))
                        .count();
            }
            return doubles;
        };

        int doubles = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> claimers =
                    IntStream.range(0, 8).mapToObj(i -> threads.submit(claimer)).toList();
            start.countDown();
            for (Future<Integer> each : claimers) {
                doubles += each.get();
            }
        }

        assertThat(doubles).isZero();
        assertThat(taken).hasSize(residents);
    }

    private int triesAfter(Tries tries) {
        accept("m1");
        settleUnhandled(tries);
        return claimOne().mail().getFirst().tries();
    }

    private void settleUnhandled(Tries tries) {
        mailbox.settle(claimOne(), List.of(), clock.instant(), tries);
    }

    private void accept(String key) {
        mailbox.accept(LAN, key, "{}", clock.instant());
    }

    private Claim claimOne() {
        List<Claim> claims = mailbox.claim(8);
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }
}
