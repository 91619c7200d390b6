package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.hoixa.SetupException;

/** What WireMock takes in the place of the Zalo Bot Platform. */
@ExtendWith(OutputCaptureExtension.class)
class BotClientTest {
    private static final String OA = "4600000000000000001";
    private static final String TOKEN = "1234567890:bot-token_of-tests";
    private static final String SEND = "/bot" + TOKEN + "/sendMessage";
    private static final String LISTEN = "/bot" + TOKEN + "/getUpdates";

    private final WireMockServer platform =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        platform.start();
    }

    @AfterEach
    void stop() {
        platform.stop();
    }

    @Test
    void sendsATextToAChat() {
        answer(SEND, okJson("{\"ok\":true,\"result\":{\"message_id\":\"m1\",\"date\":1795312814828}}"));

        assertThat(send("Câu hỏi số CH-0001 đang chờ.")).isEqualTo(new Delivery.Sent("m1", null));

        platform.verify(postRequestedFor(urlEqualTo(SEND))
                .withHeader("access_token", absent())
                .withRequestBody(equalToJson("{\"chat_id\":\"chat-1\",\"text\":\"Câu hỏi số CH-0001 đang chờ.\"}")));
    }

    @ParameterizedTest
    @CsvSource({"400, Refused", "403, Refused", "401, Paused", "404, Paused", "429, Later", "408, Uncertain"})
    void readsTheNumberOfAnError(int code, String outcome) {
        answer(SEND, okJson("{\"ok\":false,\"error_code\":" + code + ",\"description\":\"…\"}"));

        assertThat(send("x").getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"404, Paused", "429, Later", "502, Uncertain", "200, Uncertain"})
    void goesByTheStatusWhereThereIsNoJson(int status, String outcome) {
        answer(SEND, aResponse().withStatus(status).withBody("<html>"));

        assertThat(send("x").getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"ok\":\"yes\"}", "{\"ok\":false}"})
    void isUncertainWhereTheJsonSaysNothing(String body) {
        answer(SEND, okJson(body));

        assertThat(send("x")).isInstanceOf(Delivery.Uncertain.class);
    }

    @Test
    void isUncertainAfterATimeout() {
        answer(SEND, okJson("{\"ok\":true}").withFixedDelay(2_000));

        try (BotClient bots = client(Duration.ofMillis(200))) {
            assertThat(bots.send(OA, "chat-1", "x")).isInstanceOf(Delivery.Uncertain.class);
        }
        platform.verify(1, postRequestedFor(urlEqualTo(SEND)));
    }

    @Test
    void showsTheTokenNowhere(CapturedOutput log) {
        answer(SEND, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(send("x").toString()).doesNotContain(TOKEN);

        platform.stop();
        assertThat(send("x").toString()).doesNotContain(TOKEN);
        assertThat(settings("http://127.0.0.1:1").toString()).doesNotContain(TOKEN);
        assertThatThrownBy(() -> new BotSettings(Map.of(OA, new Secret("a/b")), URI.create("http://x")))
                .isInstanceOf(SetupException.class)
                .hasMessageNotContaining("a/b");
        assertThat(log.getAll()).doesNotContain(TOKEN);
    }

    @Test
    void sendsNothingThatIsTooLong() {
        assertThat(send("x".repeat(BotClient.LONGEST + 1))).isInstanceOf(Delivery.Refused.class);

        platform.verify(0, postRequestedFor(urlEqualTo(SEND)));
    }

    @Test
    void isOffWithoutAToken() {
        try (BotClient bots = client(Duration.ofSeconds(5))) {
            assertThat(bots.serves(OA)).isTrue();
            assertThat(bots.serves("4600000000000000002")).isFalse();
            assertThat(bots.send("4600000000000000002", "chat-1", "x")).isInstanceOf(Delivery.Paused.class);
        }
        assertThat(new BotSettings(Map.of(OA, new Secret(" ")), URI.create("http://x")).tokens())
                .isEmpty();
    }

    @Test
    void hearsWhatSomebodyWroteToTheBot() {
        assertThat(heard("{\"ok\":true,\"result\":" + update("PRIVATE", "\"text\":\"liên kết CFHJ2345\"") + "}"))
                .isEqualTo(new BotClient.Said("chat-9", "liên kết CFHJ2345"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":false,\"error_code\":408,\"description\":\"Request timeout\"}",
                "{\"ok\":true,\"result\":[]}",
                "{\"ok\":true}",
                "{\"ok\":true,\"result\":{\"message\":{\"chat\":{},\"text\":\"x\"}}}",
                "<html>"
            })
    void hearsNothingWhereNobodyWrote(String body) {
        assertThat(heard(body)).isNull();
    }

    @Test
    void hearsNoGroupAndNoPicture() {
        assertThat(heard("{\"ok\":true,\"result\":" + update("GROUP", "\"text\":\"CFHJ2345\"") + "}"))
                .isNull();
        assertThat(heard("{\"ok\":true,\"result\":" + update("PRIVATE", "\"photo\":\"https://x\"") + "}"))
                .isNull();
    }

    private static String update(String chat, String content) {
        return """
                {"event_name":"message.text.received","message":{"date":1795312814828,"message_id":"m","from":
                 {"id":"u","is_bot":false},"chat":{"id":"chat-9","chat_type":"%s"},%s}}""".formatted(chat, content);
    }

    private BotClient.@Nullable Said heard(String body) {
        answer(LISTEN, okJson(body));
        try (BotClient bots = client(Duration.ofSeconds(5))) {
            return bots.listen(OA).orElse(null);
        }
    }

    private Delivery send(String text) {
        try (BotClient bots = client(Duration.ofSeconds(5))) {
            return bots.send(OA, "chat-1", text);
        }
    }

    private BotClient client(Duration callTimeout) {
        String api = platform.isRunning() ? platform.baseUrl() : "http://127.0.0.1:1";
        return new BotClient(settings(api), ZaloClients.sending(false), () -> null, callTimeout);
    }

    private static BotSettings settings(String api) {
        return new BotSettings(Map.of(OA, new Secret(TOKEN)), URI.create(api));
    }

    private void answer(String path, ResponseDefinitionBuilder answer) {
        platform.stubFor(post(path).willReturn(answer));
    }
}
