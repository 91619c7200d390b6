package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;

/** Nothing is lost by a wrong OA secret key, in a HoiXa whose secrets were entered in a page. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
// What runs before each invocation sets them.
@SuppressWarnings("NullAway.Init")
class QuarantineTest {
    private static final String APP = RunningHoiXa.APP;
    private static final AtomicInteger residents = new AtomicInteger();

    @TempDir
    static Path folder;

    private static @Nullable RunningHoiXa opened;
    private static RunningHoiXa hoixa;
    private static AppSettings app;
    private static Quarantine quarantine;

    @Parameter
    FreshDatabase.Kind kind;

    @BeforeParameterizedClassInvocation
    static void start(FreshDatabase.Kind kind) {
        opened = null;
        // An empty variable is an unset one.
        String unset = "hoixa.zalo.app-id=";
        opened = RunningHoiXa.start(
                folder.resolve(kind.name()),
                unset,
                "hoixa.zalo.oa-secret-key=",
                "hoixa.zalo.tokens." + RunningHoiXa.OA + "=",
                kind == FreshDatabase.Kind.POSTGRES ? "hoixa.database.url=" + Postgres.freshDatabase() : unset);
        hoixa = opened;
        app = hoixa.bean(AppSettings.class);
        quarantine = hoixa.bean(Quarantine.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (opened != null) {
            opened.close();
        }
    }

    @BeforeEach
    void forget() {
        hoixa.database()
                .write(transaction -> transaction.sql("DELETE FROM app").update()
                        + transaction.sql("DELETE FROM quarantine").update());
    }

    @Test
    void endsTheTrialWhenSecretsAreEntered() {
        app.reload();
        assertThat(app.isTrial()).isTrue();

        app.save(APP, new Secret("app-secret"), new Secret("key"));

        assertThat(app.isTrial()).isFalse();
        assertThat(app.state().hasSecret()).isTrue();
        assertThat(hoixa.get(hoixa.address("/simulator")).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsSecretsSealed() {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        app.save(APP, null, new Secret("newer-key"));

        String row = hoixa.database()
                .read()
                .sql("SELECT app_secret || oa_secret_key || previous_oa_secret_key FROM app")
                .query(String.class)
                .single();

        assertThat(row).isNotEmpty().doesNotContain("secret", "oa-key", "newer-key");
    }

    @Test
    void takesThePreviousKeyForADay() {
        app.save(APP, null, new Secret("first"));
        app.save(APP, null, new Secret("second"));

        assertThat(count("first")).isEqualTo(Intake.ACCEPTED);
        assertThat(count("second")).isEqualTo(Intake.ACCEPTED);
        hoixa.clock().pass(Duration.ofHours(24));
        assertThat(count("first")).isEqualTo(Intake.BAD_SIGNATURE);
        assertThat(count("second")).isEqualTo(Intake.ACCEPTED);
    }

    @Test
    void keepsTheAppSecretWhereOnlyTheKeyIsEntered() {
        app.save(APP, new Secret("app-secret"), new Secret("first"));

        app.save(APP, null, new Secret("second"));

        assertThat(app.current().secret()).isEqualTo(new Secret("app-secret"));
        assertThat(app.state().previousUntil())
                .isEqualTo(hoixa.clock().instant().plus(Duration.ofHours(24)));
    }

    @Test
    void forgetsTheSecretsOfAnotherApp() {
        app.save(APP, new Secret("app-secret"), new Secret("first"));

        app.save("77", null, null);

        assertThat(app.current()).isEqualTo(new App("77", null, null, null, null));
    }

    @Test
    void takesWhatWaitedOnceTheKeyIsCorrected() {
        app.save(APP, null, new Secret("typo"));
        String resident = resident();
        String event = hoixa.textEvent(resident, "lam giay khai sinh", hoixa.newMessageId());
        String forged = hoixa.textEvent(resident, "gia mao", hoixa.newMessageId());
        post(event, "right");
        post(event, "right");
        post(forged, "forger");
        assertThat(quarantine.size()).isEqualTo(2);
        assertThat(texts(resident)).isEmpty();

        app.save(APP, null, new Secret("right"));
        hoixa.bean(Release.class).verifyAgain();
        hoixa.clock().pass(Duration.ofSeconds(13));

        eventually(() -> assertThat(texts(resident)).containsExactly("lam giay khai sinh"));
        assertThat(quarantine.size()).isEqualTo(1);
        hoixa.clock().pass(Duration.ofHours(24));
        hoixa.bean(Release.class).verifyAgain();
        assertThat(quarantine.size()).isZero();
        assertThat(texts(resident)).containsExactly("lam giay khai sinh");
    }

    @Test
    void recognisesSwappedSecrets() {
        app.save(APP, new Secret("oa-key"), new Secret("app-secret"));
        double before = bad("swapped");
        String resident = resident();

        post(hoixa.textEvent(resident, "xin chao", hoixa.newMessageId()), "oa-key");
        post(hoixa.textEvent(resident, "gia mao", hoixa.newMessageId()), "forger");

        assertThat(bad("swapped")).isEqualTo(before + 1);
        assertThat(alarms()).contains(AlarmKind.SIGNATURES);
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        hoixa.bean(Release.class).verifyAgain();
        hoixa.clock().pass(Duration.ofSeconds(13));
        eventually(() -> assertThat(texts(resident)).containsExactly("xin chao"));
        assertThat(alarms()).doesNotContain(AlarmKind.SIGNATURES);
    }

    @Test
    void holdsNothingThatCouldNeverProveGenuine() {
        app.save(APP, null, new Secret("key"));
        String event = hoixa.textEvent(resident(), "xin chao", hoixa.newMessageId());
        double unsigned = bad("unsigned");

        hoixa.post(event.getBytes(StandardCharsets.UTF_8), "nonsense");
        post(event.replace(RunningHoiXa.OA, "999"), "forger");
        post("{\"event_name\":\"user_send_text\"}", "forger");
        post(hoixa.textEvent(resident(), "x".repeat(Quarantine.LARGEST), hoixa.newMessageId()), "forger");

        assertThat(quarantine.size()).isZero();
        assertThat(bad("unsigned")).isEqualTo(unsigned + 1);
    }

    /** Somebody posts well-formed events of residents whom nobody knows, as fast as they can. */
    @Test
    void keepsWhatAKnownResidentSentThroughAFloodOfForgedEvents() {
        app.save(APP, null, new Secret("right"));
        String known = resident();
        post(hoixa.textEvent(known, "xin chao", hoixa.newMessageId()), "right");
        hoixa.clock().pass(Duration.ofSeconds(13));
        eventually(() -> assertThat(texts(known)).hasSize(1));
        app.save(APP, null, new Secret("typo"));
        app.save(APP, null, new Secret("another typo"));
        double before = dropped();

        String real = hoixa.textEvent(known, "lam giay khai sinh", hoixa.newMessageId());
        flood(1_500);
        post(real, "right");
        hoixa.clock().pass(Duration.ofSeconds(1));
        flood(1_500);
        String newcomer = resident();
        hoixa.clock().pass(Duration.ofSeconds(1));
        post(hoixa.textEvent(newcomer, "dang ky ket hon", hoixa.newMessageId()), "right");

        assertThat(quarantine.size()).isLessThanOrEqualTo(Quarantine.MOST_OF_OTHERS + Quarantine.MOST_OF_KNOWN);
        assertThat(dropped() - before).isGreaterThan(1_000);
        assertThat(alarms()).contains(AlarmKind.QUARANTINE_FULL);
        app.save(APP, null, new Secret("right"));
        hoixa.bean(Release.class).verifyAgain();
        hoixa.clock().pass(Duration.ofSeconds(13));
        eventually(() -> assertThat(texts(known)).contains("lam giay khai sinh"));
        eventually(() -> assertThat(texts(newcomer)).containsExactly("dang ky ket hon"));
    }

    @Test
    void takesNoLongerForAForgedEventInAFlood() {
        app.save(APP, null, new Secret("right"));
        flood(500);

        long start = System.nanoTime();
        flood(1_000);

        // Zalo waits two seconds for each.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void letsTheNewestDriveOutTheOldestOfTheSamePlace() {
        ResidentId known = new ResidentId(RunningHoiXa.OA, resident());
        hoixa.database()
                .write(transaction -> transaction
                        .sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES (?, ?, 0)")
                        .params(known.oa(), known.user())
                        .update());
        assertThat(quarantine.hold(mac(0), known, "{}")).isTrue();
        for (int i = 1; i <= Quarantine.MOST_OF_OTHERS + 10; i++) {
            hoixa.clock().pass(Duration.ofSeconds(1));
            assertThat(quarantine.hold(mac(i), new ResidentId(RunningHoiXa.OA, "stranger" + i), "{}"))
                    .isTrue();
        }

        assertThat(quarantine.size()).isEqualTo(Quarantine.MOST_OF_OTHERS + 1);
        assertThat(quarantine.macs())
                .contains(Signature.mac(mac(0)), Signature.mac(mac(Quarantine.MOST_OF_OTHERS + 10)))
                .doesNotContain(Signature.mac(mac(10)));
    }

    @Test
    void holdsAFewOfOneResidentAndTheNewestOfThem() {
        ResidentId resident = new ResidentId(RunningHoiXa.OA, resident());
        for (int i = 0; i < Quarantine.MOST_OF_RESIDENT + 5; i++) {
            hoixa.clock().pass(Duration.ofSeconds(1));
            quarantine.hold(mac(i), resident, "{}");
        }

        assertThat(quarantine.macs())
                .hasSize(Quarantine.MOST_OF_RESIDENT)
                .contains(Signature.mac(mac(Quarantine.MOST_OF_RESIDENT + 4)))
                .doesNotContain(Signature.mac(mac(4)));
    }

    private static String mac(int number) {
        return "mac=%064d".formatted(number);
    }

    private static void flood(int events) {
        for (int i = 0; i < events; i++) {
            String event = hoixa.textEvent("forged" + residents.incrementAndGet(), "gia mao", hoixa.newMessageId());
            post(event, "forger");
        }
    }

    private static double dropped() {
        return hoixa.bean(MeterRegistry.class)
                .counter("hoixa.webhooks.quarantine.dropped")
                .count();
    }

    /** Events with a bad signature, as the administrator's monitoring reads it. */
    private static double bad(String cause) {
        return hoixa.bean(MeterRegistry.class)
                .counter("hoixa.webhooks.bad.signatures", "oa", "", "cause", cause)
                .count();
    }

    /** What becomes of an event that is signed so. */
    private static Intake count(String key) {
        double before = bad("wrong");
        post(hoixa.textEvent(resident(), "xin chao", hoixa.newMessageId()), key);
        return bad("wrong") == before ? Intake.ACCEPTED : Intake.BAD_SIGNATURE;
    }

    private static void post(String event, String key) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        String timestamp = String.valueOf(hoixa.clock().millis());
        assertThat(hoixa.post(body, new Signature(APP, new Secret(key)).sign(body, timestamp)))
                .isEqualTo(200);
    }

    private static List<AlarmKind> alarms() {
        return hoixa.bean(Alarms.class).standing().stream().map(Alarm::kind).toList();
    }

    private static String resident() {
        return "77000000000001%05d".formatted(residents.incrementAndGet());
    }

    private static List<String> texts(String resident) {
        return hoixa.database()
                .read()
                .sql("SELECT i.text FROM incoming i JOIN resident r ON r.id = i.resident_id WHERE r.zalo_user = ?")
                .param(resident)
                .query(String.class)
                .list();
    }
}
