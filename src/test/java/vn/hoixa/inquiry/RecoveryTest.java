package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;

/** What a HoiXa that was down makes up for when it is back, though Zalo cannot be reached at once. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class RecoveryTest {
    private static final Duration QUIET = Duration.ofMillis(8_100);

    private final FreshDatabase.Kind kind;

    @TempDir
    Path data;

    private final MovableClock clock = new MovableClock();
    private String database = "";
    private WireMockServer zalo;
    private @Nullable RunningHoiXa hoixa;

    RecoveryTest(FreshDatabase.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        zalo = new WireMockServer(WireMockConfiguration.options().dynamicPort().globalTemplating(true));
        if (kind == FreshDatabase.Kind.POSTGRES) {
            database = Postgres.freshDatabase();
        }
        zalo.start();
        RunningHoiXa.answerWellFrom(zalo);
    }

    @AfterEach
    void stop() {
        if (hoixa != null) {
            hoixa.stop();
        }
        zalo.stop();
    }

    @Test
    void readsBackWhatCameDuringADowntimeEvenIfZaloIsReachedOnlyAfterAnotherRestart() {
        RunningHoiXa before = run();
        before.say("before", "Đăng ký kết hôn");
        clock.pass(QUIET);
        eventually(() -> assertThat(before.answersTo("before")).hasSize(1));
        before.stop();
        clock.pass(Duration.ofHours(3));
        zaloTells("missed", "missed-1");

        clock.pass(Duration.ofHours(1));
        zaloIsAway();
        RunningHoiXa deaf = run();
        deaf.bean(Recovery.class).look();
        assertThat(RunningHoiXa.sentTo(zalo, "missed")).isEmpty();
        // What comes in meanwhile does not make it forget since when it missed something.
        deaf.post(deaf.textEvent("meanwhile", "Đăng ký kết hôn", "meanwhile-1"));
        clock.pass(QUIET);
        eventually(() -> assertThat(deaf.answersTo("meanwhile")).hasSize(1));
        deaf.stop();

        clock.pass(Duration.ofMinutes(11));
        zaloIsBack();
        RunningHoiXa hearing = run();
        hearing.bean(Recovery.class).look();
        clock.pass(QUIET);
        eventually(() -> assertThat(hearing.answersTo("missed")).hasSize(1));
    }

    @Test
    void givesUpInTheLogWhatHasBecomeTooOldToAnswer() {
        RunningHoiXa before = run();
        before.say("before", "Đăng ký kết hôn");
        clock.pass(QUIET);
        eventually(() -> assertThat(before.answersTo("before")).hasSize(1));
        before.stop();

        zaloIsAway();
        RunningHoiXa deaf = run();
        deaf.bean(Recovery.class).look();
        assertThat(deaf.bean(Occasions.class).due()).isEmpty();
        clock.pass(Duration.ofMinutes(11));
        assertThat(deaf.bean(Occasions.class).due()).hasSize(1);
        clock.pass(Duration.ofDays(2));
        deaf.bean(Recovery.class).look();
        clock.pass(Duration.ofHours(1));

        assertThat(deaf.bean(Occasions.class).due()).isEmpty();
    }

    private RunningHoiXa run() {
        hoixa = database.isEmpty()
                ? RunningHoiXa.start(data, zalo, clock)
                : RunningHoiXa.start(data, zalo, clock, "hoixa.database.url=" + database);
        return hoixa;
    }

    private void zaloTells(String user, String id) {
        String said = """
                {"src":1,"time":%d,"type":"text","message":"Đăng ký kết hôn","message_id":"%s","from_id":"%s",
                 "to_id":"%s"}""".formatted(clock.millis(), id, user, OA);
        for (String path : new String[] {"/v2.0/oa/listrecentchat", "/v2.0/oa/conversation"}) {
            zalo.stubFor(WireMock.get(WireMock.urlPathEqualTo(path))
                    .willReturn(WireMock.okJson("{\"data\":[" + said + "],\"error\":0}")));
            zalo.stubFor(WireMock.get(WireMock.urlPathEqualTo(path))
                    .withQueryParam("data", WireMock.matchingJsonPath("$[?(@.offset > 0)]"))
                    .willReturn(WireMock.okJson("{\"data\":[],\"error\":0}")));
        }
    }

    private void zaloIsAway() {
        zalo.stubFor(WireMock.get(WireMock.urlPathMatching("/v2.0/.*"))
                .atPriority(1)
                .withId(java.util.UUID.nameUUIDFromBytes(new byte[0]))
                .willReturn(WireMock.serverError()));
    }

    private void zaloIsBack() {
        zalo.removeStub(java.util.UUID.nameUUIDFromBytes(new byte[0]));
    }
}
