package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.SetupException;

/** The proof that an app can demand, and the proxy that a province may have. */
class SendingSettingsTest {
    private static ZaloRig rig;

    @BeforeAll
    static void open(@TempDir Path root) {
        rig = new ZaloRig(root);
    }

    @AfterAll
    static void close() throws IOException {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.forget();
        rig.takes(ZaloRig.V3);
    }

    /** {@code printf token-of-tests | openssl dgst -sha256 -hmac app-secret} */
    @Test
    void provesTheTokenByTheAppsSecret() {
        ZaloRig.send(rig.client(rig.zalo.baseUrl(), settings(true, null)), Content.text("x"));

        rig.zalo.verify(postRequestedFor(urlEqualTo(ZaloRig.V3))
                .withHeader(
                        "appsecret_proof",
                        equalTo("421ef2b0bf83adb099e32f9f62ac6c75a9bd98cf80dbb22a31ed26de8b37ffab")));
    }

    @Test
    void provesItWhereItReadsToo() {
        rig.zalo.stubFor(get(anyUrl()).willReturn(okJson("{\"error\":0,\"data\":{\"display_name\":\"Bác Sáu\"}}")));

        try (var reads = new ZaloReads(
                rig.credentials(null, null), settings(true, null), Duration.ofSeconds(5), rig.sightings)) {
            assertThat(reads.displayName(ZaloRig.RESIDENT)).contains("Bác Sáu");
        }

        rig.zalo.verify(getRequestedFor(anyUrl())
                .withHeader(
                        "appsecret_proof",
                        equalTo("421ef2b0bf83adb099e32f9f62ac6c75a9bd98cf80dbb22a31ed26de8b37ffab")));
    }

    /** Else a page behind an obligatory proxy would answer for a day and then no more. */
    @Test
    void refreshesTokensByTheProxyToo() {
        rig.zalo.stubFor(post("/v4/oa/access_token")
                .willReturn(okJson("{\"access_token\":\"new\",\"refresh_token\":\"next\",\"expires_in\":\"90000\"}")));

        Grant grant = rig.refresh("http://zalo.invalid", settings(false, "localhost:" + rig.zalo.port()));

        assertThat(grant).isInstanceOf(Grant.Issued.class);
    }

    @Test
    void provesNothingUnasked() {
        ZaloRig.send(rig.client(rig.zalo.baseUrl(), settings(false, null)), Content.text("x"));

        rig.zalo.verify(postRequestedFor(urlEqualTo(ZaloRig.V3)).withHeader("appsecret_proof", absent()));
    }

    @Test
    void goesByTheProxy() {
        var byProxy = settings(false, "localhost:" + rig.zalo.port());

        Delivery delivery = ZaloRig.send(rig.client("http://zalo.invalid", byProxy), Content.text("x"));

        assertThat(delivery).isInstanceOf(Delivery.Sent.class);
        rig.zalo.verify(postRequestedFor(urlEqualTo(ZaloRig.V3)).withHeader("Host", equalTo("zalo.invalid")));
    }

    /** So does the trial, whose Zalo is on this machine. */
    @Test
    void needsNoProxyToReachItself() {
        var deadProxy = settings(false, "proxy.invalid:3128");
        String here = "http://127.0.0.1:" + rig.zalo.port();

        assertThat(ZaloRig.send(rig.client(here, deadProxy), Content.text("x"))).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void knowsThatNothingLeftWhereTheProxyIsAway() {
        var deadProxy = settings(false, "proxy.invalid:3128");

        assertThat(ZaloRig.send(rig.client("http://zalo.invalid", deadProxy), Content.text("x")))
                .isInstanceOf(Delivery.Later.class);
    }

    @Test
    void asksForTheSecretThatAProofIsMadeFrom() {
        assertThatThrownBy(() -> Outbound.client(settings(true, null), () -> null, Duration.ofSeconds(5)))
                .isInstanceOf(SetupException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "http://proxy:3128", "me:word@proxy:3128", "proxy:3128/x", "proxy:", "a b:1"})
    void refusesAProxyThatIsNoHostAndPort(String proxy) {
        assertThatThrownBy(() -> settings(false, proxy)).isInstanceOf(SetupException.class);
    }

    private static SendingSettings settings(boolean proof, @Nullable String proxy) {
        return new SendingSettings(proof, proxy, false, 4_000, 2_000);
    }
}
