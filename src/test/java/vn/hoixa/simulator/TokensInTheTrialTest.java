package vn.hoixa.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.testing.RunningTrial;
import vn.hoixa.zalo.TrialSecrets;

/** The stand-in asks for access tokens as Zalo does, of those who send and of those who ask. */
class TokensInTheTrialTest {
    private static RunningTrial trial;
    private static ZaloTokens tokens;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path data) {
        trial = RunningTrial.start(data);
        tokens = trial.bean(ZaloTokens.class);
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "undefined", "a.1.2.3", "a.b.c"})
    void refusesATokenThatItDoesNotKnow(String token) throws Exception {
        assertThat(send(token, null)).contains("\"error\":-216");
        assertThat(ask("/v3.0/oa/user/detail", token)).contains("\"error\":-216");
        assertThat(ask("/v2.0/oa/listrecentchat", token)).contains("\"error\":-216");
        assertThat(ask("/v2.0/oa/conversation", token)).contains("\"error\":-216");
    }

    @Test
    void takesTheLatestTokenOfAPageAndNoEarlierOne() throws Exception {
        ZaloTokens.Pair first = tokens.issue("46");
        assertThat(send(first.access(), null)).contains("\"error\":0");

        ZaloTokens.Pair second = tokens.issue("46");

        assertThat(send(first.access(), null)).contains("\"error\":-220");
        assertThat(ask("/v3.0/oa/user/detail", first.access())).contains("\"error\":-220");
        assertThat(send(second.access(), null)).contains("\"error\":0");
        assertThat(ask("/v3.0/oa/user/detail", second.access())).contains("\"error\":0");
    }

    @Test
    void takesARefreshTokenOnce() {
        ZaloTokens.Pair pair = tokens.issue("47");

        assertThat(tokens.spend(pair.access())).isNull();
        assertThat(tokens.spend(pair.refresh())).isEqualTo("47");
        assertThat(tokens.spend(pair.refresh())).isNull();
    }

    @Test
    void takesEverythingBackAtOnce() throws Exception {
        ZaloTokens.Pair pair = tokens.issue("48");

        tokens.revoke();

        assertThat(send(pair.access(), null)).contains("\"error\":-220");
        assertThat(tokens.spend(pair.refresh())).isNull();
        assertThat(send(tokens.issue("48").access(), null)).contains("\"error\":0");
    }

    @Test
    void wantsTheProofWhereItIsSwitchedOn() throws Exception {
        String token = tokens.issue("49").access();
        tokens.wantProof(true);
        try {
            assertThat(send(token, null)).contains("\"error\":-242");
            assertThat(send(token, "00")).contains("\"error\":-242");
            assertThat(ask("/v2.0/oa/listrecentchat", token)).contains("\"error\":-242");
            assertThat(send(token, proof(token, TrialSecrets.app(trial)))).contains("\"error\":0");
        } finally {
            tokens.wantProof(false);
        }
    }

    /** Without a connected page it sends with a token of its own. */
    @Test
    void goesOnAnsweringInTheTrial() throws Exception {
        http.send(
                HttpRequest.newBuilder(trial.address("/simulator/messages"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"resident\":\"7\",\"kind\":\"text\",\"text\":\"Đăng ký kết hôn\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        eventually(() -> assertThat(get(trial.address("/simulator/messages?after=0")))
                .contains("\"from\":\"page\"")
                .contains("OTP"));
    }

    private String send(String token, @org.jspecify.annotations.Nullable String proof) throws Exception {
        var request = HttpRequest.newBuilder(trial.address("/simulator/zalo/v2.0/oa/message"))
                .header("Content-Type", "application/json")
                .header("access_token", token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"recipient\":{\"user_id\":\"7700000000000000005\"},\"message\":{\"text\":\"chào\"}}"));
        if (proof != null) {
            request.header("appsecret_proof", proof);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private String ask(String path, String token) throws Exception {
        String data = URLEncoder.encode("{\"user_id\":\"7700000000000000005\"}", StandardCharsets.UTF_8);
        return http.send(
                        HttpRequest.newBuilder(trial.address("/simulator/zalo" + path + "?data=" + data))
                                .header("access_token", token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String proof(String token, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    }
}
