package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.RunningHoiXa;

/** Connecting a page of a running HoiXa, with WireMock in Zalo's place. */
class ConnectorTest {
    private static final String OA = RunningHoiXa.OA;
    private static final String TOKEN = "/v4/oa/access_token";
    private static final URI CALLBACK = URI.create("https://hoi.xa.gov.vn/connect");

    private static WireMockServer zalo;
    private static RunningHoiXa hoixa;
    private static Path folder;
    private static Connector connector;

    @BeforeAll
    static void start(@TempDir Path data) {
        zalo = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        zalo.start();
        folder = data;
        // No token in the environment: it would win over the page's.
        hoixa = RunningHoiXa.start(
                data,
                zalo,
                new MovableClock(),
                "hoixa.zalo.tokens." + OA + "=",
                "hoixa.zalo.app-secret=app-secret",
                "hoixa.zalo.oauth=" + zalo.baseUrl());
        connector = hoixa.bean(Connector.class);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @BeforeEach
    void forget() {
        zalo.resetAll();
        hoixa.database()
                .write(transaction -> transaction.sql("DELETE FROM connection").update());
        zalo.stubFor(post(TOKEN)
                .willReturn(okJson(
                        "{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\",\"expires_in\":\"90000\"}")));
        zalo.stubFor(get("/v2.0/oa/getoa").willReturn(page(OA)));
    }

    @Test
    void connectsByConsent() {
        Map<String, String> consent = begin();

        Connecting outcome = connector.finish(consent.getOrDefault("state", ""), "the-code", OA);

        assertThat(outcome).isInstanceOf(Connecting.Connected.class);
        Connection connection = connector.of(OA).orElseThrow();
        assertThat(connection.name()).isEqualTo("UBND xã Mẫu");
        assertThat(connection.type()).isEqualTo(4);
        assertThat(connection.verified()).isTrue();
        assertThat(connection.packageName()).isEqualTo("Nâng cao");
        assertThat(hoixa.bean(Credentials.class).accessToken(OA)).isEqualTo(new Secret("access-1"));
        assertThat(hoixa.bean(Credentials.class).oaType(OA)).isEqualTo(4);
        zalo.verify(
                1,
                postRequestedFor(urlEqualTo(TOKEN))
                        .withHeader("secret_key", equalTo("app-secret"))
                        .withFormParam("grant_type", equalTo("authorization_code"))
                        .withFormParam("code", equalTo("the-code"))
                        .withFormParam("app_id", equalTo(RunningHoiXa.APP)));
        zalo.verify(1, getRequestedFor(urlEqualTo("/v2.0/oa/getoa")).withHeader("access_token", equalTo("access-1")));
    }

    @Test
    void provesTheConsentWithPkce() {
        Map<String, String> consent = begin();

        connector.finish(consent.getOrDefault("state", ""), "the-code", OA);

        LoggedRequest asked = zalo.findAll(postRequestedFor(urlEqualTo(TOKEN))).getFirst();
        String verifier = Objects.requireNonNull(asked.formParameters().get("code_verifier"))
                .firstValue();
        assertThat(verifier).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(consent.getOrDefault("code_challenge", ""))
                .isEqualTo(Connector.hash(verifier))
                .doesNotContain("=");
        assertThat(consent).containsEntry("app_id", RunningHoiXa.APP).containsKey("redirect_uri");
        assertThat(Connector.hash("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void opensAStateOnce() {
        Map<String, String> consent = begin();
        connector.finish(consent.getOrDefault("state", ""), "the-code", OA);

        assertThat(connector.finish(consent.getOrDefault("state", ""), "the-code", OA))
                .isEqualTo(new Connecting.Stale());
        assertThat(connector.finish("made-up", "the-code", OA)).isEqualTo(new Connecting.Stale());

        zalo.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @Test
    void forgetsAConsentAfterTenMinutes() {
        Map<String, String> consent = begin();

        hoixa.clock().pass(Duration.ofMinutes(10));

        assertThat(connector.finish(consent.getOrDefault("state", ""), "the-code", OA))
                .isEqualTo(new Connecting.Stale());
    }

    @Test
    void keepsNeitherStateNorVerifierInTheClear() {
        Map<String, String> consent = begin();

        String rows = hoixa.database()
                .read()
                .sql("SELECT state_hash || verifier FROM consent")
                .query(String.class)
                .list()
                .toString();

        assertThat(rows).doesNotContain(consent.getOrDefault("state", ""));
    }

    @Test
    void changesNothingWhereZaloRefusesTheCode() {
        zalo.stubFor(post(TOKEN).willReturn(okJson("{\"error_name\":\"Invalid code\",\"error\":-14019}")));
        Map<String, String> consent = begin();

        Connecting outcome = connector.finish(consent.getOrDefault("state", ""), "the-code", OA);

        assertThat(outcome).isEqualTo(new Connecting.Refused(TokenFailure.REFUSED, "-14019 Invalid code"));
        assertThat(connector.of(OA)).isEmpty();
    }

    @Test
    void refusesAPageThatNoCommuneHere() {
        Map<String, String> consent = begin();

        assertThat(connector.finish(consent.getOrDefault("state", ""), "the-code", "999"))
                .isEqualTo(new Connecting.NotServed("999"));

        zalo.verify(0, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @Test
    void keepsTheTokensThoughThePageCannotBeRead() {
        zalo.stubFor(get("/v2.0/oa/getoa").willReturn(aResponse().withStatus(500)));
        Map<String, String> consent = begin();

        assertThat(connector.finish(consent.getOrDefault("state", ""), "the-code", OA))
                .isInstanceOf(Connecting.Unread.class);

        assertThat(hoixa.bean(Credentials.class).accessToken(OA)).isEqualTo(new Secret("access-1"));
    }

    @Test
    void takesPastedTokensAndRefreshesThemSoon() {
        Connecting outcome = connector.paste(OA, new Secret(" pasted-access\n"), new Secret("pasted-refresh"));

        assertThat(outcome).isInstanceOf(Connecting.Connected.class);
        assertThat(hoixa.bean(Credentials.class).accessToken(OA)).isEqualTo(new Secret("pasted-access"));
        hoixa.bean(TokenUpkeep.class).refresh();
        assertThat(hoixa.bean(Credentials.class).accessToken(OA)).isEqualTo(new Secret("access-1"));
        zalo.verify(1, postRequestedFor(urlEqualTo(TOKEN)).withFormParam("refresh_token", equalTo("pasted-refresh")));
    }

    @Test
    void givesBackWhatWasThereWhenTheTokensAreAnotherPages() {
        connector.paste(OA, new Secret("good-access"), new Secret("good-refresh"));
        zalo.stubFor(get("/v2.0/oa/getoa").willReturn(page("4600000000000000009")));

        Connecting outcome = connector.paste(OA, new Secret("other-access"), new Secret("other-refresh"));

        assertThat(outcome).isEqualTo(new Connecting.OtherPage(OA, "4600000000000000009"));
        assertThat(hoixa.bean(Credentials.class).accessToken(OA)).isEqualTo(new Secret("good-access"));
    }

    @Test
    void refusesWhatDoesNotLookLikeTokens() {
        assertThat(connector.paste(OA, new Secret("undefined"), new Secret("x")))
                .isEqualTo(new Connecting.NoTokens());
        assertThat(connector.paste(OA, new Secret("two words"), new Secret("x")))
                .isEqualTo(new Connecting.NoTokens());
        assertThat(connector.paste(OA, new Secret("same"), new Secret("same"))).isEqualTo(new Connecting.NoTokens());
    }

    @Test
    void keepsNoTokenInTheClear() throws Exception {
        connector.paste(OA, new Secret("pasted-access"), new Secret("pasted-refresh"));

        for (String file : new String[] {"hoixa.db", "hoixa.db-wal"}) {
            assertThat(Files.readString(folder.resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("pasted-access", "pasted-refresh");
        }
    }

    private static Map<String, String> begin() {
        return UriComponentsBuilder.fromUri(connector.begin(CALLBACK))
                .build()
                .getQueryParams()
                .toSingleValueMap();
    }

    private static ResponseDefinitionBuilder page(String oa) {
        return okJson("{\"data\":{\"oa_id\":\"" + oa + "\",\"name\":\"UBND xã Mẫu\",\"is_verified\":true,"
                + "\"oa_type\":4,\"package_name\":\"Nâng cao\"},\"error\":0,\"message\":\"Success\"}");
    }
}
