package vn.hoixa.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A page with a long queue does not hold up the others. */
class FairTurnsTest {
    private static final String BUSY = "460";
    private static final String QUIET = "461";
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
    void takesALateResidentOfAnotherPageAtOnce() {
        aQueue(BUSY, 1_000);
        aQueue(QUIET, 1);

        List<String> pages = pages(mailbox.claim(8));

        assertThat(pages).containsOnlyOnce(QUIET);
    }

    @Test
    void takesTurnsWhereOneIsClaimedAtATime() {
        aQueue(BUSY, 1_000);
        aQueue(QUIET, 3);

        List<String> pages = IntStream.range(0, 8)
                .mapToObj(i -> pages(mailbox.claim(1)).getFirst())
                .toList();

        assertThat(pages).startsWith(BUSY, QUIET, BUSY, QUIET, BUSY, QUIET, BUSY, BUSY);
    }

    @Test
    void sharesAClaimBetweenPages() {
        aQueue(BUSY, 10);
        aQueue(QUIET, 10);

        List<String> pages = pages(mailbox.claim(6));

        assertThat(pages).containsOnly(BUSY, QUIET);
        assertThat(pages.stream().filter(QUIET::equals)).hasSize(3);
    }

    @Test
    void keepsTheOrderWithinAPage() {
        aQueue(BUSY, 5);

        List<String> users =
                mailbox.claim(5).stream().map(claim -> claim.resident().user()).toList();

        assertThat(users).containsExactly("r0", "r1", "r2", "r3", "r4");
    }

    private void aQueue(String page, int residents) {
        for (int i = 0; i < residents; i++) {
            clock.pass(Duration.ofMillis(1));
            mailbox.accept(new ResidentId(page, "r" + i), page + "-m" + i, "{}", clock.instant());
        }
    }

    private static List<String> pages(List<Claim> claims) {
        return claims.stream().map(claim -> claim.resident().oa()).toList();
    }
}
