package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.RunningHoiXa;

/** Nothing is lost by a wrong OA secret key, in a HoiXa whose secrets were entered in a page. */
class QuarantineTest {
    private static final String APP = RunningHoiXa.APP;
    private static final AtomicInteger residents = new AtomicInteger();

    private static RunningHoiXa hoixa;
    private static AppSettings app;
    private static Quarantine quarantine;

    @BeforeAll
    static void start(@TempDir Path data) {
        // An empty variable is an unset one.
        hoixa = RunningHoiXa.start(
                data, "hoixa.zalo.app-id=", "hoixa.zalo.oa-secret-key=", "hoixa.zalo.tokens." + RunningHoiXa.OA + "=");
        app = hoixa.bean(AppSettings.class);
        quarantine = hoixa.bean(Quarantine.class);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
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
        assertThat(quarantine.failures().held()).isEqualTo(2);
        assertThat(texts(resident)).isEmpty();

        app.save(APP, null, new Secret("right"));
        hoixa.bean(Release.class).verifyAgain();
        hoixa.clock().pass(Duration.ofSeconds(13));

        eventually(() -> assertThat(texts(resident)).containsExactly("lam giay khai sinh"));
        assertThat(quarantine.failures().held()).isEqualTo(1);
        hoixa.clock().pass(Duration.ofHours(24));
        hoixa.bean(Release.class).verifyAgain();
        assertThat(quarantine.failures().held()).isZero();
        assertThat(texts(resident)).containsExactly("lam giay khai sinh");
    }

    @Test
    void recognisesSwappedSecrets() {
        app.save(APP, new Secret("oa-key"), new Secret("app-secret"));
        long before = quarantine.failures().swapped();
        String resident = resident();

        post(hoixa.textEvent(resident, "xin chao", hoixa.newMessageId()), "oa-key");
        post(hoixa.textEvent(resident, "gia mao", hoixa.newMessageId()), "forger");

        assertThat(quarantine.failures().swapped()).isEqualTo(before + 1);
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        hoixa.bean(Release.class).verifyAgain();
        hoixa.clock().pass(Duration.ofSeconds(13));
        eventually(() -> assertThat(texts(resident)).containsExactly("xin chao"));
    }

    @Test
    void holdsNothingThatCouldNeverProveGenuine() {
        app.save(APP, null, new Secret("key"));
        String event = hoixa.textEvent(resident(), "xin chao", hoixa.newMessageId());
        long unsigned = quarantine.failures().unsigned();

        hoixa.post(event.getBytes(StandardCharsets.UTF_8), "nonsense");
        post(event.replace(RunningHoiXa.OA, "999"), "forger");
        post("{\"event_name\":\"user_send_text\"}", "forger");
        post(hoixa.textEvent(resident(), "x".repeat(Quarantine.LARGEST), hoixa.newMessageId()), "forger");

        assertThat(quarantine.failures().held()).isZero();
        assertThat(quarantine.failures().unsigned()).isEqualTo(unsigned + 1);
    }

    @Test
    void holdsSoManyAndNoMore() {
        for (int i = 0; i < Quarantine.MOST; i++) {
            String mac = "mac=%064d".formatted(i);
            assertThat(quarantine.hold(mac, "{}")).isTrue();
        }

        assertThat(quarantine.hold("mac=" + "f".repeat(64), "{}")).isFalse();
        assertThat(quarantine.failures().held()).isEqualTo(Quarantine.MOST);
    }

    /** What becomes of an event that is signed so. */
    private static Intake count(String key) {
        long before = quarantine.failures().wrong();
        post(hoixa.textEvent(resident(), "xin chao", hoixa.newMessageId()), key);
        return quarantine.failures().wrong() == before ? Intake.ACCEPTED : Intake.BAD_SIGNATURE;
    }

    private static void post(String event, String key) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        String timestamp = String.valueOf(hoixa.clock().millis());
        assertThat(hoixa.post(body, new Signature(APP, new Secret(key)).sign(body, timestamp)))
                .isEqualTo(200);
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
