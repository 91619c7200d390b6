package vn.hoixa.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.MovableClock;

/** What is kept, when it is due, and what a settlement removes. */
class MailboxTest {
    private static final ResidentId LAN = new ResidentId("460", "lan");
    private static final ResidentId MINH = new ResidentId("460", "minh");
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
        mailbox = redis.mailbox(clock, Duration.ofSeconds(30));
    }

    @Test
    void keepsAnEventOnce() {
        boolean first = accept(LAN, "m1");
        boolean second = accept(LAN, "m1");

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(claimOne().keys()).containsExactly("m1");
    }

    @Test
    void knowsAnEventAgainAfterItWasHandled() {
        accept(LAN, "m1");
        Claim claim = claimOne();
        mailbox.settle(claim, claim.keys(), null, Tries.CLEAR);

        boolean isNew = accept(LAN, "m1");

        assertThat(isNew).isFalse();
        assertThat(mailbox.claim(8)).isEmpty();
    }

    @Test
    void forgetsIdsAfterTheSetTime() {
        Mailbox forgetful = redis.mailbox(clock, TestRedis.settings(Duration.ofSeconds(30), Duration.ofMillis(100), 0));

        forgetful.accept(LAN, "m1", "first", clock.instant());
        Claim claim = forgetful.claim(1).getFirst();
        forgetful.settle(claim, claim.keys(), null, Tries.CLEAR);

        eventually(() -> assertThat(forgetful.accept(LAN, "m1", "again", clock.instant()))
                .isTrue());
    }

    /** An id that was forgotten while its event still waits: in the box twice, it would be without a body at the end. */
    @Test
    void keepsNothingTwiceThatStillWaits() {
        accept(LAN, "m1");
        Claim claim = claimOne();
        redis.client().del("{hoixa}:seen:m1");

        boolean isNew = accept(LAN, "m1");
        mailbox.settle(claim, claim.keys(), null, Tries.CLEAR);

        assertThat(isNew).isFalse();
        assertThat(mailbox.claim(8)).isEmpty();
    }

    /** One resident's spoiled event must not keep all others from their turn. */
    @Test
    void dropsAnEventWithoutABody() {
        accept(LAN, "m1");
        accept(LAN, "m2");
        accept(MINH, "m3");
        redis.client().hdel("{hoixa}:bodies:" + LAN.key(), "m1");

        List<Claim> claims = mailbox.claim(8);

        assertThat(claims).extracting(Claim::keys).containsExactlyInAnyOrder(List.of("m2"), List.of("m3"));
    }

    @Test
    void givesEventsBackAsTheyCame() {
        mailbox.accept(LAN, "m1", "{\"text\":\"tạm trú | tạm vắng\"}", clock.instant());
        clock.pass(Duration.ofSeconds(1));

        Mail mail = claimOne().mail().getFirst();

        assertThat(mail).isEqualTo(new Mail("m1", "{\"text\":\"tạm trú | tạm vắng\"}", MovableClock.START, 1));
    }

    @Test
    void keepsTheOrderOfArrival() {
        List<String> keys = keys(0, 30);

        keys.forEach(key -> accept(LAN, key));

        assertThat(claimOne().keys()).isEqualTo(keys);
    }

    @Test
    void holdsResidentsBackUntilTheyAreDue() {
        mailbox.accept(LAN, "m1", "{}", clock.instant().plusMillis(1500));

        clock.pass(Duration.ofMillis(1499));
        List<Claim> early = mailbox.claim(8);
        clock.pass(Duration.ofMillis(1));
        List<Claim> due = mailbox.claim(8);

        assertThat(early).isEmpty();
        assertThat(due).hasSize(1);
    }

    @Test
    void isDueWithTheFirstOfSeveralEvents() {
        mailbox.accept(LAN, "m1", "{}", clock.instant().plusSeconds(2));
        mailbox.accept(LAN, "m2", "{}", clock.instant().plusSeconds(9));

        clock.pass(Duration.ofSeconds(2));

        assertThat(claimOne().keys()).containsExactly("m1", "m2");
    }

    @Test
    void claimsNoMoreThanAskedAndNobodyTwice() {
        IntStream.range(0, 5).forEach(i -> accept(new ResidentId("460", "r" + i), "m" + i));

        List<Claim> first = mailbox.claim(3);
        List<Claim> second = mailbox.claim(3);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2).noneMatch(claim -> residents(first).contains(claim.resident()));
    }

    @Test
    void removesByIdAndNotByCount() {
        List.of("m1", "m2", "m3").forEach(key -> accept(LAN, key));
        Claim claim = claimOne();

        mailbox.settle(claim, List.of("m2"), clock.instant(), Tries.CLEAR);

        assertThat(claimOne().keys()).containsExactly("m1", "m3");
    }

    @Test
    void toleratesHandledEventsThatAreNotThere() {
        accept(LAN, "m1");
        Claim claim = claimOne();

        boolean settled = mailbox.settle(claim, List.of("never-came"), null, Tries.CLEAR);

        assertThat(settled).isTrue();
        assertThat(claimOne().keys()).containsExactly("m1");
    }

    @Test
    void isDueAtOnceWhileSomethingIsLeft() {
        List.of("m1", "m2").forEach(key -> accept(LAN, key));
        Claim claim = claimOne();

        mailbox.settle(claim, List.of("m1"), null, Tries.CLEAR);

        assertThat(claimOne().keys()).containsExactly("m2");
    }

    @Test
    void takesALongBacklogInSeveralClaims() {
        keys(0, 230).forEach(key -> accept(LAN, key));

        List<List<String>> taken = IntStream.range(0, 3)
                .mapToObj(i -> {
                    Claim claim = claimOne();
                    mailbox.settle(claim, claim.keys(), null, Tries.CLEAR);
                    return claim.keys();
                })
                .toList();

        assertThat(taken).containsExactly(keys(0, 100), keys(100, 200), keys(200, 230));
        assertThat(mailbox.claim(8)).isEmpty();
    }

    @Test
    void goesOnWithALongBacklogWhileARetryWaits() {
        keys(0, 130).forEach(key -> accept(LAN, key));
        Claim claim = claimOne();

        mailbox.settle(claim, claim.keys(), clock.instant().plusSeconds(3_600), Tries.CLEAR);

        assertThat(claimOne().keys()).isEqualTo(keys(100, 130));
    }

    @Test
    void doesNotHurryALongBacklogThatFailed() {
        keys(0, 130).forEach(key -> accept(LAN, key));
        Claim claim = claimOne();

        mailbox.settle(claim, List.of(), clock.instant().plusSeconds(10), Tries.KEEP);

        assertThat(mailbox.claim(8)).isEmpty();
    }

    @Test
    void wakesAResidentWithNothingToRead() {
        mailbox.wake(LAN, clock.instant().plusSeconds(60));

        clock.pass(Duration.ofSeconds(60));

        assertThat(claimOne().mail()).isEmpty();
    }

    @Test
    void neverPutsAnEarlierTimeOff() {
        mailbox.wake(LAN, clock.instant().plusSeconds(5));
        mailbox.wake(LAN, clock.instant().plusSeconds(60));

        clock.pass(Duration.ofSeconds(5));

        assertThat(mailbox.claim(8)).hasSize(1);
    }

    @Test
    void keepsEventsOfThePageItself() {
        ResidentId page = ResidentId.page("460");

        accept(page, "m1");

        assertThat(claimOne().resident()).isEqualTo(page);
    }

    @Test
    void tellsHowManyWaitAndForHowLong() {
        accept(LAN, "m1");
        mailbox.accept(MINH, "m2", "{}", clock.instant().plusSeconds(60));

        clock.pass(Duration.ofSeconds(7));

        assertThat(mailbox.depth()).isEqualTo(1);
        assertThat(mailbox.oldestWait()).isEqualTo(Duration.ofSeconds(7));
    }

    private boolean accept(ResidentId resident, String key) {
        return mailbox.accept(resident, key, "{}", clock.instant());
    }

    private Claim claimOne() {
        List<Claim> claims = mailbox.claim(8);
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    private static List<ResidentId> residents(List<Claim> claims) {
        return claims.stream().map(Claim::resident).toList();
    }
}
