package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.zalo.Instance.OA;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.health.contributor.Status;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.storage.FreshDatabase.Kind;
import vn.hoixa.storage.Vault;
import vn.hoixa.storage.Vaults;
import vn.hoixa.testing.MovableClock;

/** Tokens against WireMock in Zalo's place: none is spent twice, none is lost in silence. */
class TokensTest {
    private static final String TOKEN = "/v4/oa/access_token";
    private static final Tokens.Pair OLD = pair("access-1", "refresh-1");

    @RegisterExtension
    private static final WireMockExtension zalo = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().gzipDisabled(true))
            .build();

    @TempDir
    private Path data;

    private final MovableClock clock = new MovableClock();
    private @Nullable FreshDatabase database;
    private @Nullable Vault vault;

    @AfterEach
    void close() throws IOException {
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refreshesOnceForSixteenThreadsOnTwoInstances(Kind kind) throws Exception {
        open(kind);
        List<Instance> instances = List.of(instance(), instance());
        connect(instances.getFirst());
        answer(newPair("access-2", "refresh-2").withFixedDelay(300));

        List<Future<@Nullable Secret>> got = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Callable<@Nullable Secret>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Tokens tokens = instances.get(i % 2).tokens;
                calls.add(() -> tokens.renewed(OA, OLD.access()));
            }
            got.addAll(threads.invokeAll(calls));
        }

        for (Future<@Nullable Secret> one : got) {
            assertThat(one.get()).isEqualTo(new Secret("access-2"));
        }
        zalo.verify(
                1,
                postRequestedFor(urlEqualTo(TOKEN))
                        .withFormParam("refresh_token", equalTo("refresh-1"))
                        .withFormParam("grant_type", equalTo("refresh_token"))
                        .withFormParam("app_id", equalTo(Instance.APP))
                        .withHeader("secret_key", equalTo("app-secret")));
        zalo.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @Test
    void givesTheStoredTokenToWhoeverComesWithAnOlderOne() {
        Instance instance = connected();

        assertThat(instance.tokens.renewed(OA, new Secret("access-0"))).isEqualTo(OLD.access());

        zalo.verify(0, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keepsTheNewPairAndThePreviousOne(Kind kind) {
        open(kind);
        Instance instance = instance();
        connect(instance);
        answer(newPair("access-2", "refresh-2"));

        instance.tokens.renewed(OA, OLD.access());

        Connection connection = instance.connection();
        assertThat(instance.tokens.current(OA)).isEqualTo(new Secret("access-2"));
        assertThat(connection.expiresAt()).isEqualTo(clock.instant().plusSeconds(90_000));
        assertThat(connection.daysLeft(clock.instant())).isEqualTo(90);
        assertThat(column("previous_refresh_token")).isNotNull();
        assertThat(column("access_token") + column("refresh_token") + column("previous_refresh_token"))
                .doesNotContain("access-", "refresh-");
    }

    @ParameterizedTest
    @MethodSource("oddAnswers")
    void changesNothingAtAnOddAnswer(ResponseDefinitionBuilder odd, TokenFailure cause) {
        Instance instance = connected();
        String before = column("access_token") + column("refresh_token");
        answer(odd);

        Secret got = instance.tokens.renewed(OA, OLD.access());

        assertThat(got).isNull();
        assertThat(column("access_token") + column("refresh_token")).isEqualTo(before);
        assertThat(instance.connection().lastError()).isEqualTo(cause);
        assertThat(instance.connection().refreshingSince()).isNull();
        assertThat(instance.failures(cause)).isEqualTo(1);
    }

    static Stream<Arguments> oddAnswers() {
        return Stream.of(
                Arguments.of(
                        okJson("{\"error_name\":\"Invalid refresh token\",\"error_reason\":\"r\",\"error\":-14014}"),
                        TokenFailure.REFUSED),
                Arguments.of(okJson("{\"error_name\":\"expired\",\"error_description\":\"d\"}"), TokenFailure.REFUSED),
                Arguments.of(okJson("{\"error\":-14002}").withStatus(400), TokenFailure.REFUSED),
                Arguments.of(
                        okJson("{\"access_token\":\"access-2\",\"expires_in\":\"90000\"}"), TokenFailure.INCOMPLETE),
                Arguments.of(okJson("{\"refresh_token\":\"refresh-2\"}"), TokenFailure.INCOMPLETE),
                Arguments.of(
                        okJson("{\"access_token\":\"undefined\",\"refresh_token\":\"undefined\"}"),
                        TokenFailure.INCOMPLETE),
                Arguments.of(
                        okJson("{\"access_token\":\"\",\"refresh_token\":\"refresh-2\"}"), TokenFailure.INCOMPLETE),
                Arguments.of(
                        okJson("{\"access_token\":null,\"refresh_token\":[\"refresh-2\"]}"), TokenFailure.INCOMPLETE),
                Arguments.of(
                        okJson("{\"access_token\":\"a\\nb\",\"refresh_token\":\"refresh-2\"}"),
                        TokenFailure.INCOMPLETE),
                Arguments.of(okJson("{}"), TokenFailure.INCOMPLETE),
                Arguments.of(ok("<html>Bảo trì</html>"), TokenFailure.UNREADABLE),
                Arguments.of(ok(""), TokenFailure.UNREADABLE),
                Arguments.of(aResponse().withStatus(502).withBody("Bad Gateway"), TokenFailure.UNREADABLE),
                Arguments.of(aResponse().withStatus(302).withHeader("Location", "/login"), TokenFailure.UNREADABLE),
                Arguments.of(aResponse().withFault(Fault.EMPTY_RESPONSE), TokenFailure.NO_ANSWER),
                Arguments.of(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), TokenFailure.NO_ANSWER),
                Arguments.of(newPair("access-2", "refresh-2").withFixedDelay(10_000), TokenFailure.NO_ANSWER));
    }

    @ParameterizedTest
    @MethodSource("lifetimes")
    void readsTheLifetimeAsZaloWritesIt(String expires, @Nullable Long seconds) {
        Instance instance = connected();
        answer(okJson("{\"access_token\":\"access-2\",\"refresh_token\":\"refresh-2\"" + expires + "}"));

        assertThat(instance.tokens.renewed(OA, OLD.access())).isEqualTo(new Secret("access-2"));

        assertThat(instance.connection().expiresAt())
                .isEqualTo(seconds == null ? null : clock.instant().plusSeconds(seconds));
    }

    static Stream<Arguments> lifetimes() {
        return Stream.of(
                Arguments.of(",\"expires_in\":\"90000\"", 90_000L),
                Arguments.of(",\"expires_in\":3600", 3_600L),
                Arguments.of(",\"expires_in\":\"soon\"", null),
                Arguments.of(",\"expires_in\":\"-1\"", null),
                Arguments.of("", null));
    }

    @Test
    void tellsThatNobodyWasReached() {
        open(Kind.SQLITE);
        Instance instance = new Instance(database(), vault(), clock, "http://127.0.0.1:1");
        connect(instance);

        assertThat(instance.tokens.renewed(OA, OLD.access())).isNull();

        assertThat(instance.connection().lastError()).isEqualTo(TokenFailure.UNREACHABLE);
        assertThat(instance.connection().maySpent()).isFalse();
    }

    @Test
    void doesNotOfferTheSameTokenAgainBeforeAPauseIsOver() {
        Instance instance = connected();
        answer(okJson("{\"error_name\":\"broken\"}"));

        for (int i = 0; i < 5; i++) {
            assertThat(instance.tokens.renewed(OA, OLD.access())).isNull();
        }
        zalo.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
        clock.pass(Duration.ofSeconds(61));
        answer(newPair("access-2", "refresh-2"));

        assertThat(instance.tokens.renewed(OA, OLD.access())).isEqualTo(new Secret("access-2"));
        assertThat(instance.connection().failures()).isZero();
    }

    @Test
    void detectsARefreshThatWasKilledBetweenZalosAnswerAndTheWrite() {
        Instance killed = connected();
        refuseNewPairs(true);
        answer(newPair("access-2", "refresh-2"));
        assertThat(killed.tokens.renewed(OA, OLD.access())).isNull();
        assertThat(killed.failures(TokenFailure.UNSAVED)).isEqualTo(1);
        refuseNewPairs(false);

        Instance restarted = instance();
        answer(okJson("{\"error_name\":\"Invalid refresh token\"}"));
        clock.pass(Instance.CALL_TIMEOUT.multipliedBy(3).plusSeconds(1));
        Secret got = restarted.tokens.renewed(OA, OLD.access());

        assertThat(got).isNull();
        assertThat(restarted.failures(TokenFailure.INTERRUPTED)).isEqualTo(1);
        assertThat(restarted.connection().maySpent()).isTrue();
        assertThat(restarted.upkeep.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(restarted.upkeep.health().getDetails().get(OA))
                .asString()
                .contains("refused", "connect the page", "may have been spent", "89 days left");
    }

    @Test
    void leavesAYoungClaimToItsHolder() {
        Instance holder = connected();
        assertThat(holder.connections.claim(holder.connection(), false)).isTrue();
        answer(newPair("access-2", "refresh-2"));

        assertThat(instance().tokens.renewed(OA, OLD.access())).isNull();

        zalo.verify(0, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @Test
    void storesAPairThatTheDatabaseDidNotTakeAsSoonAsItDoes() {
        Instance instance = connected();
        refuseNewPairs(true);
        answer(newPair("access-2", "refresh-2"));
        assertThat(instance.tokens.renewed(OA, OLD.access())).isNull();
        assertThat(instance.tokens.current(OA)).isEqualTo(OLD.access());

        refuseNewPairs(false);

        assertThat(instance.tokens.renewed(OA, OLD.access())).isEqualTo(new Secret("access-2"));
        assertThat(instance.tokens.current(OA)).isEqualTo(new Secret("access-2"));
        zalo.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @Test
    void keepsALateAnswerThoughAnotherTookTheClaimOverMeanwhile() {
        Instance slow = connected();
        Connections.Row spent = slow.connections.find(OA).orElseThrow();
        slow.connections.claim(spent.connection(), false);
        Instance other = instance();
        answer(okJson("{\"error_name\":\"Invalid refresh token\"}"));
        clock.pass(Duration.ofMinutes(1));
        other.tokens.renewed(OA, OLD.access());

        assertThat(slow.connections.replace(spent, pair("access-2", "refresh-2"), null))
                .isTrue();

        assertThat(other.tokens.current(OA)).isEqualTo(new Secret("access-2"));
        assertThat(other.connection().lastError()).isNull();
    }

    @Test
    void refreshesBetweenTwelveAndTwentyHours() {
        Instance instance = connected();
        answer(newPair("access-2", "refresh-2"));
        zalo.stubFor(get("/v2.0/oa/getoa").willReturn(okJson("{\"error\":-500}")));

        clock.pass(Duration.ofHours(12).minusMinutes(1));
        instance.upkeep.refresh();
        zalo.verify(0, postRequestedFor(urlEqualTo(TOKEN)));
        clock.pass(Duration.ofHours(8).plusMinutes(1));
        instance.upkeep.refresh();
        instance.upkeep.refresh();

        zalo.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
        assertThat(instance.meters
                        .get("hoixa.zalo.token.age")
                        .tag("oa", OA)
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void alarmsFromTheFirstFailureAndCountsTheDaysDown() {
        Instance instance = connected();
        answer(okJson("{\"error_name\":\"Invalid refresh token\"}"));
        assertThat(instance.upkeep.health().getStatus()).isEqualTo(Status.UP);

        clock.pass(Duration.ofDays(20));
        instance.upkeep.refresh();

        assertThat(instance.upkeep.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(instance.upkeep.health().getDetails().get(OA)).asString().contains("70 days left");
        assertThat(instance.meters.get("hoixa.zalo.token.days.left").gauge().value())
                .isEqualTo(70);
    }

    @Test
    void saysThatTheAppSecretIsMissing() {
        open(Kind.SQLITE);
        Instance instance = new Instance(database(), vault(), clock, zalo.baseUrl(), null);
        connect(instance);

        assertThat(instance.tokens.renewed(OA, OLD.access())).isNull();

        assertThat(instance.connection().lastError()).isEqualTo(TokenFailure.NO_SECRET);
        zalo.verify(0, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @Test
    void saysInItsHealthThatTheKeyIsLost() throws IOException {
        Instance instance = connected();
        java.nio.file.Files.delete(data.resolve("vault-key"));

        Instance restarted = new Instance(database(), Vaults.in(database().folder()), clock, zalo.baseUrl());

        assertThat(restarted.tokens.current(OA)).isNull();
        assertThat(restarted.tokens.renewed(OA, OLD.access())).isNull();
        assertThat(restarted.upkeep.health().getDetails().get(OA)).asString().contains("is gone", "are safe");
        assertThat(instance.tokens.current(OA)).isEqualTo(OLD.access());
    }

    private void open(Kind kind) {
        database = FreshDatabase.of(kind, data);
        vault = Vaults.in(database.folder());
    }

    private Instance connected() {
        open(Kind.SQLITE);
        Instance instance = instance();
        connect(instance);
        return instance;
    }

    private Instance instance() {
        return new Instance(database(), vault(), clock, zalo.baseUrl());
    }

    private FreshDatabase database() {
        return java.util.Objects.requireNonNull(database);
    }

    private Vault vault() {
        return java.util.Objects.requireNonNull(vault);
    }

    private static void connect(Instance instance) {
        instance.connections.put(OA, OLD, Duration.ofHours(25), false);
    }

    private @Nullable String column(String name) {
        return database()
                .database()
                .read()
                .sql("SELECT " + name + " FROM connection WHERE oa = ?")
                .param(OA)
                .query(String.class)
                .single();
    }

    /** As a full disk would: claims go through, the new pair does not. */
    private void refuseNewPairs(boolean refuse) {
        String sql = refuse ? """
                  CREATE TRIGGER full BEFORE UPDATE OF access_token ON connection
                  BEGIN SELECT RAISE(ABORT, 'full'); END""" : "DROP TRIGGER full";
        database().database().write(transaction -> transaction.sql(sql).update());
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        zalo.stubFor(post(TOKEN).willReturn(answer));
    }

    private static ResponseDefinitionBuilder newPair(String access, String refresh) {
        return okJson(
                "{\"access_token\":\"" + access + "\",\"refresh_token\":\"" + refresh + "\",\"expires_in\":\"90000\"}");
    }

    private static Tokens.Pair pair(String access, String refresh) {
        return new Tokens.Pair(new Secret(access), new Secret(refresh));
    }
}
