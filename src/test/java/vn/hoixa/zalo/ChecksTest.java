package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.zalo.Check.Standing;
import vn.hoixa.zalo.Check.Step;

/** Every state of the check list, in a running HoiXa whose secrets are entered in a page, with WireMock for Zalo. */
class ChecksTest {
    private static final String APP = RunningHoiXa.APP;
    private static final String OA = RunningHoiXa.OA;
    private static final String TOKEN = "/v4/oa/access_token";
    private static final ResidentId RESIDENT = new ResidentId(OA, "7700000000000200001");
    private static final String TEST_EVENT = """
            {"app_id":"%s","sender":{"id":"579745863508352884"},"recipient":{"id":"388613280878808645"},\
            "event_name":"user_send_text","message":{"text":"This is testing message","msg_id":"This is message id"},\
            "timestamp":"1787209817225"}""".formatted(APP);
    private static final AtomicInteger RESIDENTS = new AtomicInteger();

    private static WireMockServer zalo;
    private static RunningHoiXa hoixa;
    private static AppSettings app;
    private static Checks checks;

    @BeforeAll
    static void start(@TempDir Path data) {
        zalo = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        zalo.start();
        hoixa = RunningHoiXa.start(
                data,
                zalo,
                new MovableClock(),
                "hoixa.zalo.app-id=",
                "hoixa.zalo.oa-secret-key=",
                "hoixa.zalo.tokens." + OA + "=",
                "hoixa.zalo.verification=AbC123",
                "hoixa.zalo.oauth=" + zalo.baseUrl());
        app = hoixa.bean(AppSettings.class);
        checks = hoixa.bean(Checks.class);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @BeforeEach
    void forget() {
        zalo.resetAll();
        hoixa.bean(Sightings.class).flush();
        for (String table : List.of("app", "connection", "sighting", "quarantine", "endpoint")) {
            hoixa.database()
                    .write(transaction ->
                            transaction.sql("DELETE FROM " + table).update());
        }
        app.reload();
        hoixa.clock().pass(Duration.ofMinutes(2));
        zalo.stubFor(post(TOKEN)
                .willReturn(okJson(
                        "{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\",\"expires_in\":\"90000\"}")));
        page(true, "Nâng cao");
        answers("0");
    }

    @Test
    void knowsNothingAtFirstAndSaysWhatToDo() {
        assertThat(checks.app())
                .extracting(Check::step, Check::standing, ChecksTest::first)
                .containsExactly(
                        tuple(Step.SETTINGS, Standing.MISSING, "nothing"),
                        tuple(Step.ACTIVE, Standing.UNKNOWN, "unknown"),
                        tuple(Step.REGISTERED, Standing.UNKNOWN, "unknown"),
                        tuple(Step.DOMAIN, Standing.UNKNOWN, "unknown"),
                        tuple(Step.WEBHOOK, Standing.MISSING, "never"),
                        tuple(Step.SIGNATURE, Standing.UNKNOWN, "unknown"));
        assertThat(checks.page(OA))
                .extracting(Check::step, Check::standing, ChecksTest::first)
                .containsExactly(
                        tuple(Step.GRANTED, Standing.MISSING, "never"),
                        tuple(Step.VERIFIED, Standing.UNKNOWN, "unknown"),
                        tuple(Step.PACKAGE, Standing.UNKNOWN, "unknown"),
                        tuple(Step.RECEIVING, Standing.UNKNOWN, "unknown"),
                        tuple(Step.SENDING, Standing.UNKNOWN, "unknown"));
    }

    @Test
    void isDoneWhenEverythingWorks() {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        connect();
        say("oa-key");
        send();

        assertThat(checks.app()).extracting(Check::standing).containsOnly(Standing.DONE);
        assertThat(checks.page(OA)).extracting(Check::standing).containsOnly(Standing.DONE);
    }

    @Test
    void namesTheSecretThatIsMissing() {
        app.save(APP, null, new Secret("oa-key"));
        assertThat(found(Step.SETTINGS)).isEqualTo("MISSING no-secret");

        app.save("2400000000000000002", new Secret("app-secret"), null);
        assertThat(found(Step.SETTINGS)).isEqualTo("MISSING no-key");

        app.save("2400000000000000003", null, null);
        assertThat(found(Step.SETTINGS)).isEqualTo("MISSING no-secret no-key");
    }

    @ParameterizedTest
    @CsvSource({"-209", "-219"})
    void seesThatTheAppIsOffUntilItIsOnAgain(String error) {
        connected();
        answers(error);
        send();
        assertThat(found(Step.ACTIVE)).isEqualTo("MISSING off");

        answers("0");
        send();
        assertThat(found(Step.ACTIVE)).isEqualTo("DONE done");
    }

    @ParameterizedTest
    @CsvSource({"-14002, ACTIVE, MISSING off", "-14003, DOMAIN, MISSING callback"})
    void readsWhatZaloSaysToAConsent(String error, Step step, String found) {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        zalo.stubFor(post(TOKEN).willReturn(okJson("{\"error_name\":\"no\",\"error\":" + error + "}")));
        consent();

        assertThat(found(step)).isEqualTo(found);
    }

    @Test
    void seesThatTheApiIsNotRegistered() {
        connected();
        answers("-212");
        send();

        assertThat(found(Step.REGISTERED)).isEqualTo("MISSING not");
        assertThat(found(Step.SENDING)).isEqualTo("MISSING stopped");
    }

    @Test
    void believesInTheDomainOnceZaloSentSomebodyBack() {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        hoixa.get(hoixa.address("/zalo_verifierOther.html"));
        assertThat(found(Step.DOMAIN)).isEqualTo("UNKNOWN unknown");

        hoixa.get(hoixa.address("/zalo_verifierAbC123.html"));
        assertThat(found(Step.DOMAIN)).isEqualTo("UNKNOWN fetched");

        consent();
        assertThat(found(Step.DOMAIN)).isEqualTo("DONE done");
    }

    @Test
    void recognisesTheProbesOfZalosConsole() {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        assertThat(hoixa.post(bytes("{}"), "")).isEqualTo(200);
        assertThat(found(Step.WEBHOOK)).isEqualTo("DONE empty");

        assertThat(postSigned(TEST_EVENT, "oa-key")).isEqualTo(200);
        assertThat(found(Step.WEBHOOK)).isEqualTo("DONE event empty test");
        assertThat(found(Step.SIGNATURE)).isEqualTo("DONE done");
        assertThat(found(Step.RECEIVING)).isEqualTo("UNKNOWN unknown");

        hoixa.clock().pass(Duration.ofSeconds(1));
        assertThat(postSigned(TEST_EVENT, "other-key")).isEqualTo(200);
        assertThat(found(Step.WEBHOOK)).isEqualTo("DONE event empty test test-badly-signed");
        assertThat(found(Step.SIGNATURE)).isEqualTo("MISSING wrong last-good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event_name':'user_send_text','message':{'text':'This is testing message','msg_id':'This is message id'}}",
                "{'event_name':'user_send_text','sender':{'id':'1'},'recipient':{'id':'4600000000000000001'},"
                        + "'message':{'text':'x','msg_id':'This is message id'},'timestamp':'soon'}",
                "{'event_name':'user_send_text','sender':{'id':'1'},'recipient':{'id':'2'},"
                        + "'message':{'text':'This is testing message'},'timestamp':'1'}"
            })
    void neverMakesADeadLetterOfATestEvent(String odd) {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        String event = odd.replace('\'', '"');

        assertThat(postSigned(event, "oa-key")).isEqualTo(200);
        assertThat(postSigned(event, "other-key")).isEqualTo(200);

        assertThat(found(Step.WEBHOOK)).contains("test test-badly-signed");
        assertThat(hoixa.bean(Quarantine.class).size()).isZero();
        assertThat(hoixa.database()
                        .read()
                        .sql("SELECT COUNT(*) FROM dead_letter")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void takesAResidentsWordsForAMessageThoughTheyAreThoseOfTheTest() {
        String event = hoixa.textEvent("77", "This is testing message", hoixa.newMessageId());

        assertThat(ZaloEvents.isTest(parsed(event), OA::equals)).isFalse();
        assertThat(ZaloEvents.isTest(parsed(TEST_EVENT), OA::equals)).isTrue();
    }

    @Test
    void saysThatTheSecretsAreSwapped() {
        app.save(APP, new Secret("oa-key"), new Secret("app-secret"));
        say("oa-key");
        assertThat(found(Step.SIGNATURE)).isEqualTo("MISSING swapped");

        hoixa.clock().pass(Duration.ofSeconds(1));
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        assertThat(found(Step.SIGNATURE)).isEqualTo("UNKNOWN unknown");

        hoixa.bean(Release.class).verifyAgain();
        assertThat(found(Step.SIGNATURE)).isEqualTo("DONE done");
    }

    @Test
    void saysThatOneSecretStandsInBothPlaces() {
        app.save(APP, new Secret("app-secret"), new Secret("app-secret"));
        say("oa-key");

        assertThat(found(Step.SIGNATURE)).isEqualTo("MISSING same");
    }

    @Test
    void suspectsTheKeyWhereConnectingWorksAndEverySignatureIsBad() {
        app.save(APP, new Secret("app-secret"), new Secret("some-key"));
        consent();
        say("oa-key");

        assertThat(found(Step.SIGNATURE)).isEqualTo("MISSING always-wrong");
    }

    @Test
    void isNotFrightenedByAForgerBeforeAGenuineEventOrWithoutAnySignature() {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        say("forger");
        hoixa.clock().pass(Duration.ofSeconds(1));
        say("oa-key");
        assertThat(found(Step.SIGNATURE)).isEqualTo("DONE done last-bad");

        hoixa.clock().pass(Duration.ofSeconds(1));
        hoixa.post(bytes(event()), "nonsense");
        assertThat(found(Step.SIGNATURE)).isEqualTo("DONE done last-bad");
    }

    @ParameterizedTest
    @CsvSource({
        "-223, GRANTED, MISSING taken-back, DONE done",
        "-221, VERIFIED, MISSING not, DONE done",
        "-224, PACKAGE, MISSING not, DONE done"
    })
    void seesWhatThePageLacksUntilItIsThere(String error, Step step, String lacking, String regained) {
        connected();
        answers(error);
        send();
        assertThat(found(step)).isEqualTo(lacking);
        assertThat(found(Step.SENDING)).isEqualTo("MISSING stopped");

        answers("0");
        send();
        assertThat(found(step)).isEqualTo(regained);
        assertThat(found(Step.SENDING)).isEqualTo("DONE done");
    }

    @Test
    void readsVerificationAndPackageFromZalosProfile() {
        page(false, "");
        connected();

        assertThat(found(Step.VERIFIED)).isEqualTo("MISSING not");
        assertThat(found(Step.PACKAGE)).isEqualTo("UNKNOWN unknown");
    }

    @Test
    void seesThatZaloTakesTheTokenNoMore() {
        connected();
        zalo.stubFor(post(TOKEN).willReturn(okJson("{\"error_name\":\"Invalid refresh token\",\"error\":-14014}")));
        answers("-216");
        hoixa.clock().pass(Duration.ofSeconds(1));
        send();

        assertThat(found(Step.GRANTED)).isEqualTo("MISSING refused");
        assertThat(found(Step.SENDING)).isEqualTo("MISSING stopped");
    }

    @Test
    void sightsWhatZaloSaysToARead() {
        connected();
        zalo.stubFor(get(com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo("/v3.0/oa/user/detail"))
                .willReturn(okJson("{\"error\":-212,\"message\":\"no\"}")));
        hoixa.clock().pass(Duration.ofSeconds(1));

        hoixa.bean(ZaloReads.class).displayName(RESIDENT);

        assertThat(found(Step.REGISTERED)).isEqualTo("MISSING not");
    }

    @Test
    void isNotStoppedByAResidentWhoCannotBeReached() {
        connected();
        send();
        answers("-230");
        send();

        assertThat(found(Step.SENDING)).isEqualTo("DONE done");
    }

    @Test
    void remembersAllOfItThroughARestart() {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        hoixa.post(bytes("{}"), "");
        hoixa.bean(Sightings.class).flush();

        var another = new Checks(
                new Sightings(
                        hoixa.database(),
                        app,
                        hoixa.clock(),
                        new io.micrometer.core.instrument.simple.SimpleMeterRegistry()),
                app,
                hoixa.bean(Connector.class),
                hoixa.bean(DomainProof.class));

        assertThat(another.app())
                .filteredOn(check -> check.step() == Step.WEBHOOK)
                .extracting(ChecksTest::first)
                .containsExactly("empty");
    }

    /** Standing and findings of a step. */
    private static String found(Step step) {
        Check check = java.util.stream.Stream.concat(checks.app().stream(), checks.page(OA).stream())
                .filter(one -> one.step() == step)
                .findFirst()
                .orElseThrow();
        return check.standing() + " "
                + String.join(
                        " ", check.findings().stream().map(Check.Finding::name).toList());
    }

    private static String first(Check check) {
        return check.findings().getFirst().name();
    }

    private static void connected() {
        app.save(APP, new Secret("app-secret"), new Secret("oa-key"));
        connect();
    }

    private static void connect() {
        assertThat(consent()).isInstanceOf(Connecting.Connected.class);
    }

    private static Connecting consent() {
        Connector connector = hoixa.bean(Connector.class);
        String state = UriComponentsBuilder.fromUri(connector.begin(URI.create("https://hoi.xa.gov.vn/connect")))
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .getOrDefault("state", "");
        return connector.finish(state, "the-code", OA);
    }

    private static void send() {
        hoixa.clock().pass(Duration.ofSeconds(1));
        hoixa.bean(ZaloClient.class).send(RESIDENT, Content.text("xin chào"));
    }

    private static void say(String key) {
        assertThat(postSigned(event(), key)).isEqualTo(200);
    }

    private static String event() {
        return hoixa.textEvent(
                "77000000000020%05d".formatted(RESIDENTS.incrementAndGet()), "xin chao", hoixa.newMessageId());
    }

    private static int postSigned(String event, String key) {
        String timestamp = ZaloEvents.string(parsed(event).path("timestamp"));
        return hoixa.post(bytes(event), new Signature(APP, new Secret(key)).sign(bytes(event), timestamp));
    }

    private static JsonNode parsed(String event) {
        return Objects.requireNonNull(ZaloEvents.parse(event));
    }

    private static void answers(String error) {
        String answer = "{\"data\":{\"message_id\":\"m1\"},\"error\":" + error + ",\"message\":\"as asked for\"}";
        // Only to this one: what the outbox sends to others meanwhile says nothing here.
        zalo.stubFor(post("/v3.0/oa/message/cs")
                .withRequestBody(containing(RESIDENT.user()))
                .willReturn(okJson(answer)));
        zalo.stubFor(post("/v2.0/oa/message")
                .withRequestBody(containing(RESIDENT.user()))
                .willReturn(okJson(answer)));
    }

    private static void page(boolean isVerified, String packageName) {
        zalo.stubFor(get("/v2.0/oa/getoa")
                .willReturn(okJson("{\"data\":{\"oa_id\":\"" + OA + "\",\"name\":\"UBND xã Mẫu\",\"is_verified\":"
                        + isVerified + ",\"oa_type\":2,\"package_name\":\"" + packageName
                        + "\"},\"error\":0,\"message\":\"Success\"}")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
