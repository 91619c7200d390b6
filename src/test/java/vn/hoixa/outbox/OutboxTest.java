package vn.hoixa.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.outbox.PostRoom.Row;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.ZaloClient;
import vn.hoixa.zalo.ZaloClients;

/** From the row that a turn wrote to the resident, through all that Zalo may say. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class OutboxTest {
    private static final ResidentId LAN = new ResidentId("460", "lan");
    private static final ResidentId MINH = new ResidentId("460", "minh");
    private static final ResidentId ELSEWHERE = new ResidentId("461", "hoa");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration DOUBT = Duration.ofSeconds(30);

    private static final LetterSettings NO_BUTTONS = new LetterSettings(false, Set.of(), Duration.ofDays(90));

    private static final Map<String, Secret> TOKENS =
            Map.of(LAN.oa(), new Secret("one"), ELSEWHERE.oa(), new Secret("other"));
    private static final ZaloOfTests zalo = new ZaloOfTests();
    private static TestRedis redis;

    @TempDir
    private static Path folder;

    private static @Nullable FreshDatabase opened;

    private final MovableClock clock = new MovableClock();
    private FreshDatabase record;
    private ZaloClient client;
    private PostRoom post;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    @BeforeAll
    static void startServers(@TempDir Path data) {
        redis = TestRedis.start(data);
    }

    @AfterAll
    static void stopServers() throws IOException {
        redis.close();
    }

    @AfterParameterizedClassInvocation
    static void closeRecord() throws IOException {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    @BeforeEach
    void start() {
        redis.wipe();
        zalo.forget();
        // Opened by the first test and not before all, so that every test that is skipped says so.
        record = opened == null ? FreshDatabase.of(kind, folder.resolve(kind.name())) : opened;
        opened = record;
        record.empty();
        client = aClient(Duration.ofSeconds(10));
        post = aPostRoom();
    }

    @AfterEach
    void stop() {
        // Where there is no PostgreSQL the test was skipped before it had a client.
        if (client != null) {
            client.close();
        }
    }

    private ZaloClient aClient(Duration callTimeout) {
        return ZaloClients.to(zalo.address(), callTimeout, TOKENS, record, redis.buckets(clock), clock);
    }

    private PostRoom aPostRoom() {
        return new PostRoom(record, client, redis.mailbox(clock, LEASE), clock);
    }

    private PostRoom aPostRoom(boolean spendCharged, LetterSettings settings) {
        return new PostRoom(record, client, redis.mailbox(clock, LEASE), clock, spendCharged, settings);
    }

    @Test
    void deliversInOrder() {
        post.write(LAN, "một", "hai");
        post.write(LAN, "ba");

        post.work();

        assertThat(zalo.calls()).containsExactly("một", "hai", "ba");
        assertThat(post.row("ba")).satisfies(row -> {
            assertThat(row.state()).isEqualTo("sent");
            assertThat(row.messageId()).isNotBlank();
            assertThat(row.isOpen()).isFalse();
        });
        assertThat(post.workAfter(Duration.ofDays(1))).isZero();
    }

    @Test
    void commitsARowAsSendingBeforeTheCall() {
        List<String> seen = new ArrayList<>();
        zalo.whenCalled(() -> seen.addAll(List.of(post.state("một"), post.state("hai"))));
        post.write(LAN, "một", "hai");

        post.work();

        assertThat(seen).containsExactly("sending", "waiting", "sent", "sending");
    }

    @Test
    void climbsTheLadderAndKeepsTheNextBehind() {
        zalo.says(-32);
        post.write(LAN, "một", "hai");
        post.work();
        int attempts = 1;

        for (int seconds : List.of(2, 10, 30, 120, 600, 1_800, 3_600, 3_600)) {
            assertThat(post.row("một").attempts()).isEqualTo(attempts);
            assertThat(post.workAfter(Duration.ofSeconds(seconds).minusMillis(1)))
                    .isZero();
            assertThat(post.workAfter(Duration.ofMillis(1))).isEqualTo(1);
            attempts++;
            assertThat(zalo.calls()).hasSize(attempts).containsOnly("một");
        }
        zalo.takesAll();
        post.workAfter(Duration.ofHours(1));

        assertThat(zalo.calls()).hasSize(attempts + 2).endsWith("một", "hai");
        assertThat(post.row("một").cause()).isNull();
    }

    @Test
    void keepsARefusedMessageWithItsCauseAndGoesOn() {
        zalo.whenCalled(() -> zalo.says(zalo.calls().isEmpty() ? -213 : 0));
        post.write(LAN, "một", "hai");

        post.work();

        assertThat(post.row("một")).isEqualTo(new Row("refused", 1, null, "Zalo error -213", null));
        assertThat(post.state("hai")).isEqualTo("sent");
    }

    @Test
    void leavesAMessageInDoubtAlone() {
        zalo.says(-200);
        post.write(LAN, "một", "hai");
        post.work();

        int claims = post.workAfter(DOUBT.minusMillis(1));

        assertThat(claims).isZero();
        assertThat(post.state("một")).isEqualTo("unknown");
        assertThat(zalo.calls()).containsExactly("một");
    }

    @Test
    void takesAnEchoForTheAnswerThatWasLost() {
        zalo.breaksOff();
        post.write(LAN, "Lệ phí: không thu", "hai");
        post.work();
        post.echo(LAN, "Lệ phí: không thu", "e1");
        zalo.takesAll();

        post.workAfter(DOUBT);

        assertThat(post.row("Lệ phí: không thu")).isEqualTo(new Row("sent", 1, null, null, "e1"));
        assertThat(zalo.calls()).containsExactly("Lệ phí: không thu", "hai");
    }

    @Test
    void sendsOnceMoreWithoutAnEchoAndThenGivesUpInSight() {
        zalo.breaksOff();
        post.write(LAN, "một", "hai");
        post.work();
        post.workAfter(DOUBT);
        zalo.takesAll();

        post.work();

        assertThat(zalo.calls()).containsExactly("một", "một", "hai");
        Row givenUp = post.row("một");
        assertThat(givenUp.state()).isEqualTo("unknown");
        assertThat(givenUp.isOpen()).isFalse();
        assertThat(givenUp.cause()).isNotBlank();
        assertThat(post.outgoings.counts()).isEqualTo(Map.of("waiting", 0L, "closed", 0L, "failed", 1L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isInDoubtAboutWhatItWasSendingWhenItDied(boolean arrived) {
        post.write(LAN, "một");
        post.dieWhileSending(LAN);
        post.work();
        assertThat(post.state("một")).isEqualTo("unknown");
        assertThat(zalo.calls()).isEmpty();
        if (arrived) {
            post.echo(LAN, "một", "e1");
        }

        post.workAfter(DOUBT);

        assertThat(zalo.calls()).hasSize(arrived ? 0 : 1);
        assertThat(post.state("một")).isEqualTo("sent");
    }

    @Test
    void doesNotTakeTheEchoOfAnotherMessage() {
        post.write(LAN, "một");
        post.work();
        post.echo(LAN, "một", String.valueOf(post.row("một").messageId()));
        record.database()
                .write(transaction ->
                        transaction.sql("UPDATE outgoing SET text = 'trước'").update());
        zalo.says(-200);
        post.write(LAN, "một");
        post.work();

        post.workAfter(DOUBT);

        assertThat(zalo.calls()).containsExactly("một", "một", "một");
    }

    @Test
    void takesOneEchoForOneMessageOnly() {
        zalo.says(-200);
        post.write(LAN, "một");
        post.work();
        post.echo(LAN, "một", "e1");
        post.workAfter(DOUBT);
        record.database()
                .write(transaction ->
                        transaction.sql("UPDATE outgoing SET text = 'trước'").update());
        post.write(LAN, "một");
        post.work();

        post.workAfter(DOUBT);

        assertThat(zalo.calls()).containsExactly("một", "một", "một");
    }

    @Test
    void knowsAnEchoOfTheFirstTryHoweverLongTheRetriesTake() {
        zalo.says(-200);
        post.write(LAN, "một");
        post.work();
        post.echo(LAN, "hai", "not-this-one");
        Instant delivered = clock.instant();
        zalo.says(-32);
        post.workAfter(DOUBT);
        post.workAfter(Duration.ofSeconds(10));
        post.workAfter(Duration.ofSeconds(30));
        post.workAfter(Duration.ofMinutes(2));
        int tries = zalo.calls().size();
        record.database()
                .write(transaction -> transaction
                        .sql("UPDATE incoming SET text = 'một', zalo_time = ?")
                        .param(delivered.toEpochMilli())
                        .update());

        post.workAfter(Duration.ofMinutes(10));

        assertThat(tries).isEqualTo(5);
        assertThat(zalo.calls()).hasSize(tries);
        assertThat(post.state("một")).isEqualTo("sent");
    }

    @Test
    void pausesAPageThatCannotSendAndCountsNothing() {
        zalo.says(-216);
        post.write(LAN, "một", "hai");
        post.work();
        zalo.takesAll();
        post.write(MINH, "ba");
        post.write(ELSEWHERE, "bốn");

        post.work();

        assertThat(zalo.calls()).containsExactly("một", "bốn");
        assertThat(post.row("một").attempts()).isZero();
        assertThat(post.row("một").cause()).isEqualTo("Zalo error -216");
        assertThat(post.row("ba").state()).isEqualTo("waiting");
    }

    @Test
    void goesOnInOrderAMinuteAfterAPause() {
        zalo.says(-216);
        post.write(LAN, "một", "hai");
        post.work();
        post.write(LAN, "ba");
        post.work();
        zalo.takesAll();

        int early = post.workAfter(Duration.ofSeconds(59));
        post.workAfter(Duration.ofSeconds(1));

        assertThat(early).isZero();
        assertThat(zalo.calls()).containsExactly("một", "một", "hai", "ba");
    }

    @Test
    void keepsWhatZalosWindowCloses() {
        post.write(LAN, "một");
        clock.pass(Outbox.WINDOW.plusMillis(1));
        post.write(LAN, "hai");

        post.work();

        assertThat(zalo.calls()).containsExactly("hai");
        assertThat(post.row("một").state()).isEqualTo("closed");
        assertThat(post.row("một").cause()).contains("until the resident writes");
        assertThat(post.row("một").isOpen()).isFalse();
    }

    @Test
    void sendsFirstWhatTheWindowHadClosedWhenTheResidentWritesAgain() {
        post.write(LAN, "một", "hai");
        post.workAfter(Outbox.WINDOW.plusMillis(1));
        post.workAfter(Duration.ofDays(30));
        assertThat(zalo.calls()).isEmpty();
        assertThat(post.conversationDue(LAN)).isNull();

        post.hear(LAN);
        post.write(LAN, "ba");
        post.work();

        assertThat(zalo.calls()).containsExactly("một", "hai", "ba");
        assertThat(post.row("một").cause()).isNull();
    }

    @Test
    void keepsWhatZaloSaysTheWindowClosedAndLetsTheNextThrough() {
        zalo.whenCalled(() -> zalo.says(zalo.calls().isEmpty() ? -230 : 0));
        post.write(LAN, "một", "hai");
        post.work();
        assertThat(post.row("một")).isEqualTo(new Row("closed", 1, null, "Zalo error -230", null));
        assertThat(post.outgoings.counts()).isEqualTo(Map.of("waiting", 0L, "closed", 1L, "failed", 0L));

        post.hear(LAN);
        post.work();

        assertThat(zalo.calls()).containsExactly("một", "hai", "một");
        assertThat(post.state("một")).isEqualTo("sent");
    }

    @Test
    void looksForAnEchoOfWhatWasInDoubtWhenTheWindowClosed() {
        zalo.says(-200);
        post.write(LAN, "một");
        post.work();
        post.workAfter(Outbox.WINDOW.plusMillis(1));
        assertThat(post.state("một")).isEqualTo("closed");
        post.echo(LAN, "một", "e1");

        post.hear(LAN);
        post.work();

        assertThat(zalo.calls()).containsExactly("một");
        assertThat(post.row("một").messageId()).isEqualTo("e1");
    }

    @Test
    void sendsInTheWindowThatTheResidentOpenedAfterTheMessageWasWritten() {
        zalo.says(-32);
        post.write(LAN, "một");
        post.work();
        clock.pass(Outbox.WINDOW.minus(Duration.ofHours(1)));
        post.hear(LAN);
        zalo.takesAll();

        post.workAfter(Duration.ofHours(2));

        assertThat(post.state("một")).isEqualTo("sent");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void spendsMoneyOnlyWhereItMay(boolean spendCharged) {
        post = aPostRoom(spendCharged, NO_BUTTONS);
        post.hear(LAN);
        post.write(LAN, "một");
        post.workAfter(Duration.ofDays(7));

        assertThat(post.state("một")).isEqualTo(spendCharged ? "sent" : "closed");
        assertThat(zalo.calls()).hasSize(spendCharged ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void spendsMoneyOnOfficersOnlyWhereItMayWhateverHoldsForResidents(boolean onOfficers) {
        post = aPostRoom(!onOfficers, new LetterSettings(onOfficers, Set.of(), Duration.ofDays(90)));
        post.hear(LAN);
        post.write(LAN, new Letter("notice", "một", null).toOfficer());
        post.workAfter(Duration.ofDays(7));

        assertThat(post.state("một")).isEqualTo(onOfficers ? "sent" : "closed");
        assertThat(zalo.calls()).hasSize(onOfficers ? 1 : 0);
    }

    /** An officer's answer on the third day is not free because it is new. */
    @Test
    void spendsNothingOnALetterThatIsWrittenAfterTheFreeTime() {
        post.hear(LAN);
        clock.pass(Duration.ofDays(3));
        post.write(LAN, new Letter("answer", "một", null).byOfficer());

        post.work();

        assertThat(post.state("một")).isEqualTo("closed");
        assertThat(zalo.calls()).isEmpty();
    }

    /** What was read back after a day off opens no window of its own. */
    @Test
    void countsTheWindowByZalosTimeUnlessThatCannotBeTrue() {
        post.hear(LAN);
        post.write(LAN, "một");
        backdate(LAN, Duration.ofHours(47));
        post.workAfter(Duration.ofHours(2));
        post.hear(MINH);
        post.write(MINH, "hai");
        backdate(MINH, Duration.ofDays(10_000));
        post.work();

        assertThat(post.state("một")).isEqualTo("closed");
        assertThat(post.state("hai")).isEqualTo("sent");
    }

    private void backdate(ResidentId resident, Duration by) {
        record.database()
                .write(transaction -> transaction
                        .sql("UPDATE incoming SET zalo_time = zalo_time - ? WHERE resident_id ="
                                + " (SELECT id FROM resident WHERE zalo_user = ?)")
                        .params(by.toMillis(), resident.user())
                        .update());
    }

    @Test
    void dropsInSightWhatCameTooLate() {
        zalo.says(-32);
        post.hear(LAN);
        post.write(LAN, new Letter("reminder", "một", null).perishable());
        post.work();
        post.hear(LAN);
        zalo.takesAll();
        post.workAfter(Outbox.WINDOW.plusMillis(1));

        assertThat(zalo.calls()).containsExactly("một");
        assertThat(post.row("một")).isEqualTo(new Row("dropped", 1, null, "it came too late to be of use", null));
        assertThat(post.outgoings.counts()).isEqualTo(Map.of("waiting", 0L, "closed", 0L, "failed", 0L));
        assertThat(post.outbox.undelivered())
                .extracting(Undelivered::advice)
                .containsExactly(Undelivered.Advice.NOTHING);
    }

    @Test
    void dropsWhatIsPerishableRatherThanKeepItForTheNextWindow() {
        zalo.says(-230);
        post.write(LAN, new Letter("reminder", "một", null).perishable());
        post.work();
        post.hear(LAN);
        post.work();

        assertThat(zalo.calls()).containsExactly("một");
        assertThat(post.state("một")).isEqualTo("dropped");
    }

    @Test
    void givesWayToAnOfficersHand() {
        zalo.says(-32);
        post.write(LAN, "một", "hai");
        post.write(LAN, new Letter("answer", "của cán bộ", null).byOfficer());
        post.write(LAN, new Letter("alarm", "gọi 114", null));
        post.work();
        post.write(MINH, "ba");

        post.speak(LAN);
        clock.pass(Duration.ofMillis(1));
        post.write(LAN, "sau đó");
        zalo.takesAll();
        post.workAfter(Duration.ofMinutes(1));

        assertThat(post.row("một")).isEqualTo(new Row("dropped", 1, null, "an officer wrote by hand meanwhile", null));
        assertThat(post.state("hai")).isEqualTo("dropped");
        assertThat(zalo.calls()).containsExactlyInAnyOrder("một", "của cán bộ", "gọi 114", "sau đó", "ba");
    }

    @Test
    void givesWayWithWhatTheWindowHadClosedToo() {
        post.write(LAN, "một");
        post.workAfter(Outbox.WINDOW.plusMillis(1));
        post.speak(LAN);

        post.hear(LAN);
        post.work();

        assertThat(post.state("một")).isEqualTo("dropped");
        assertThat(zalo.calls()).isEmpty();
    }

    @Test
    void doesNotSendAgainWhatWasInDoubtWhenAnOfficerWrote() {
        zalo.says(-200);
        post.write(LAN, "một");
        post.work();
        post.write(MINH, "hai");
        post.dieWhileSending(MINH);
        post.speak(LAN);
        post.speak(MINH);
        zalo.takesAll();

        post.workAfter(DOUBT);
        post.workAfter(LEASE);

        assertThat(zalo.calls()).containsExactly("một");
        assertThat(post.state("một")).isEqualTo("unknown");
        assertThat(post.state("hai")).isEqualTo("unknown");
        assertThat(post.outbox.undelivered()).extracting(Undelivered::advice).containsOnly(Undelivered.Advice.ASK);
    }

    @Test
    void keepsWhatWasWrittenAfterTheOfficersWord() {
        zalo.says(-32);
        clock.pass(Duration.ofHours(1));
        post.write(LAN, "một");
        post.work();
        post.spoke(LAN, clock.instant().minusSeconds(1));
        zalo.takesAll();

        post.workAfter(Duration.ofSeconds(2));

        assertThat(post.state("một")).isEqualTo("sent");
    }

    @Test
    void tellsOfficersWhatDidNotReachAResidentAndOfWhichCase() {
        post.hear(LAN);
        openCase(LAN, 427);
        clock.pass(Duration.ofDays(3));
        post.write(LAN, new Letter("answer", "của cán bộ", null).byOfficer());
        post.work();
        zalo.says(-32);
        post.write(MINH, "một");
        post.work();

        assertThat(post.outbox.undelivered())
                .extracting(Undelivered::caseNumber, Undelivered::advice)
                .containsExactly(tuple(null, Undelivered.Advice.WAIT), tuple(427, Undelivered.Advice.CALL));
    }

    private void openCase(ResidentId resident, int number) {
        record.database()
                .write(transaction -> transaction
                        .sql("""
                        INSERT INTO cases (commune, number, resident_id, reason, state, opened_at)
                        SELECT 'mau', ?, id, 'UNSURE', 'new', ? FROM resident WHERE zalo_user = ?""")
                        .params(number, clock.millis(), resident.user())
                        .update());
    }

    @Test
    void spendsNothingAfterSevenDays() {
        post = aPostRoom(true, NO_BUTTONS);
        post.hear(LAN);
        post.write(LAN, "một");

        post.workAfter(Duration.ofDays(7).plusMillis(1));

        assertThat(post.state("một")).isEqualTo("closed");
        assertThat(zalo.calls()).isEmpty();
    }

    @Test
    void keepsWhatZaloCountedAMessageAgainst() {
        zalo.takesAllOf("reply", 7, 8);
        post.write(LAN, "một");

        post.work();

        assertThat(record.database()
                        .read()
                        .sql("SELECT quota_type || ' ' || quota_remain || '/' || quota_total FROM outgoing")
                        .query(String.class)
                        .single())
                .isEqualTo("reply 7/8");
    }

    @Test
    void sendsNoFasterThanItMay() {
        for (int i = 0; i < 100; i++) {
            post.write(new ResidentId(LAN.oa(), "resident" + i), "chào " + i);
        }

        while (post.work() > 0) {
            // All who are due now.
        }
        int atOnce = zalo.calls().size();
        for (int tick = 0; tick < 30; tick++) {
            post.workAfter(Duration.ofMillis(100));
        }

        // 2,000 a minute, no more than a second's worth at once.
        assertThat(atOnce).isEqualTo(33);
        assertThat(zalo.calls()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void holdsTheWholePageBackWhereZaloSaysThatItWasTooMuch() {
        zalo.says(-32);
        post.write(LAN, "một");
        post.work();
        zalo.takesAll();
        post.write(MINH, "hai");
        post.write(ELSEWHERE, "ba");
        post.work();
        assertThat(zalo.calls()).containsExactly("một", "ba");

        post.workAfter(Duration.ofSeconds(2));

        assertThat(zalo.calls()).containsExactlyInAnyOrder("một", "ba", "một", "hai");
        assertThat(post.row("hai").attempts()).isEqualTo(1);
    }

    @Test
    void sendsUntilTheWindowCloses() {
        post.write(LAN, "một");

        post.workAfter(Outbox.WINDOW);

        assertThat(post.state("một")).isEqualTo("sent");
    }

    @Test
    void sendsNothingOnceItsLeaseIsLost() {
        post.write(LAN, "một");
        Claim late = post.mailbox.claim(1).getFirst();
        clock.pass(LEASE);
        post.mailbox.claim(1);

        post.outbox.deliver(late);

        assertThat(zalo.calls()).isEmpty();
        assertThat(post.row("một").attempts()).isZero();
    }

    @Test
    void endsASlowCallWhileItsLeaseHolds() {
        client.close();
        client = aClient(Duration.ofMillis(300));
        post = aPostRoom();
        zalo.hangs();
        zalo.whenCalled(() -> clock.pass(LEASE.dividedBy(2)));
        post.write(LAN, "một");
        Claim claim = post.mailbox.claim(1).getFirst();
        clock.pass(LEASE.minusSeconds(1));

        post.outbox.deliver(claim);

        assertThat(post.state("một")).isEqualTo("unknown");
        assertThat(post.mailbox.claim(1)).isEmpty();
        assertThat(post.mailbox.renew(claim)).isTrue();
    }

    @Test
    void tellsTheDatabaseWhenTheFirstOpenMessageIsDue() {
        zalo.says(-32);
        post.write(LAN, "một", "hai");
        Instant written = clock.instant();
        Instant fresh = post.conversationDue(LAN);
        post.work();
        Instant retried = post.conversationDue(LAN);
        zalo.takesAll();
        post.workAfter(Duration.ofSeconds(2));

        assertThat(fresh).isEqualTo(written);
        assertThat(retried).isEqualTo(written.plusSeconds(2));
        assertThat(post.conversationDue(LAN)).isNull();
        assertThat(post.outbox.isOpen(LAN)).isFalse();
    }

    @Test
    void isFoundAgainByTheDatabaseWhileACallIsUnderWay() {
        List<Instant> seen = new ArrayList<>();
        zalo.whenCalled(() -> seen.add(java.util.Objects.requireNonNull(post.conversationDue(LAN))));
        post.write(LAN, "một");

        post.work();

        assertThat(seen).containsExactly(clock.instant().plus(LEASE));
    }
}
