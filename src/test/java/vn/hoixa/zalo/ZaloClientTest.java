package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.SetupException;
import vn.hoixa.mailbox.ResidentId;

class ZaloClientTest {
    private static final String OA = "4600000000000000001";
    private static final String PATH = "/v3.0/oa/message/cs";
    private static final ResidentId RESIDENT = new ResidentId(OA, "7700000000000000001");

    private static ZaloRig rig;
    private static WireMockServer zalo;

    @BeforeAll
    static void open(@TempDir Path root) {
        rig = new ZaloRig(root);
        zalo = rig.zalo;
    }

    @AfterAll
    static void close() throws IOException {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.forget();
    }

    @Test
    void sendsTextWithTheTokenInItsHeader() {
        answer(okJson("""
                {"data":{"message_id":"a1b2","user_id":"7700000000000000001","sent_time":"1795312814828",
                 "quota":{"quota_type":"reply","remain":"1","total":"8"}},"error":0,"message":"Success"}"""));

        Delivery delivery = send("Giấy chứng sinh \"bản chính\" 📄\nvà căn cước");

        assertThat(delivery).isEqualTo(new Delivery.Sent("a1b2", new Delivery.Quota("reply", 1L, 8L)));
        zalo.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("access_token", equalTo("token-of-tests"))
                .withHeader("Authorization", absent())
                .withHeader("Content-Type", matching("application/json; charset=(?i:utf-8)"))
                .withRequestBody(equalToJson("""
                        {"recipient":{"user_id":"7700000000000000001"},
                         "message":{"text":"Giấy chứng sinh \\"bản chính\\" 📄\\nvà căn cước"}}""")));
        assertOneRequest();
    }

    @Test
    void takesAMessageIdThatIsANumber() {
        answer(okJson("{\"data\":{\"message_id\":12345678901234567890},\"error\":0}"));

        assertThat(send("x")).isEqualTo(new Delivery.Sent("12345678901234567890", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500})
    void readsZalosErrorUnderAnyStatus(int status) {
        answer(okJson("{\"error\":-213,\"message\":\"…\"}").withStatus(status));

        assertThat(send("x")).isInstanceOf(Delivery.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 403, 500, 502, 503, 504})
    void isUncertainWhereTheAnswerIsNotZalos(int status) {
        answer(aResponse()
                .withStatus(status)
                .withHeader("Location", zalo.baseUrl() + "/elsewhere")
                .withBody(status == 204 ? "" : "<html>Bad gateway</html>"));

        assertThat(send("x")).isInstanceOf(Delivery.Uncertain.class);
        assertOneRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"ok\"", "{}", "{\"error\":null}", "{\"error\":{}}", "{\"error\":0.5}"})
    void isUncertainWhereTheJsonSaysNothing(String body) {
        answer(okJson(body));

        assertThat(send("x")).isInstanceOf(Delivery.Uncertain.class);
    }

    @Test
    void comesLaterWhereAGatewaySaysTooManyRequests() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "1").withBody("slow down"));

        assertThat(send("x")).isInstanceOf(Delivery.Later.class);
        assertOneRequest();
    }

    @Test
    void comesLaterWhereNobodyListens() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Delivery delivery = send(client("http://127.0.0.1:" + free, Duration.ofSeconds(5)), "x");

        assertThat(delivery).isInstanceOf(Delivery.Later.class);
    }

    @Test
    void comesLaterWhereTheNameIsUnknown() {
        Delivery delivery = send(client("http://zalo.invalid", Duration.ofSeconds(5)), "x");

        assertThat(delivery).isInstanceOf(Delivery.Later.class);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void isUncertainWhereTheConnectionIsCutAfterTheRequest(Fault cut) {
        answer(aResponse().withFault(cut));

        assertThat(send("x")).isInstanceOf(Delivery.Uncertain.class);
        assertOneRequest();
    }

    /** OkHttp would be quick to take a new connection where a used one breaks. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void isUncertainWhereAUsedConnectionIsCut(Fault cut) {
        try (ZaloClient client = client(zalo.baseUrl(), Duration.ofSeconds(5))) {
            answer(okJson("{\"data\":{\"message_id\":\"a1\"},\"error\":0}"));
            assertThat(client.send(RESIDENT, Content.text("first"))).isInstanceOf(Delivery.Sent.class);
            answer(aResponse().withFault(cut));

            Delivery second = client.send(RESIDENT, Content.text("second"));

            assertThat(second).isInstanceOf(Delivery.Uncertain.class);
            zalo.verify(2, anyRequestedFor(anyUrl()));
        }
    }

    @Test
    void isUncertainWhereTheAnswerTakesTooLong() {
        answer(okJson("{\"data\":{\"message_id\":\"late\"},\"error\":0}").withFixedDelay(10_000));

        Delivery delivery = send(client(zalo.baseUrl(), Duration.ofMillis(300)), "x");

        assertThat(delivery).isInstanceOf(Delivery.Uncertain.class);
        assertOneRequest();
    }

    /** A timeout per read would wait for ever on a server that says one byte now and then. */
    @Test
    void isUncertainWhereTheAnswerTrickles() {
        answer(okJson("{\"data\":{\"message_id\":\"late\"},\"error\":0}").withChunkedDribbleDelay(40, 10_000));

        Delivery delivery = send(client(zalo.baseUrl(), Duration.ofMillis(600)), "x");

        assertThat(delivery).isInstanceOf(Delivery.Uncertain.class);
    }

    @Test
    void asksNobodyWithoutAToken() {
        ZaloClient client = client(zalo.baseUrl(), Duration.ofSeconds(5));

        Delivery delivery =
                client.send(new ResidentId("4600000000000000002", "7700000000000000001"), Content.text("x"));

        assertThat(delivery).isInstanceOf(Delivery.Paused.class);
        zalo.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void takesAnApiAddressThatEndsInASlash() {
        answer(okJson("{\"data\":{\"message_id\":\"a1\"},\"error\":0}"));

        assertThat(send(client(zalo.baseUrl() + "/", Duration.ofSeconds(5)), "x"))
                .isEqualTo(new Delivery.Sent("a1", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token\n", "to ken", "tokén"})
    void refusesATokenThatNoHeaderCanCarry(String token) {
        assertThatThrownBy(() -> settings(zalo.baseUrl(), token))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(OA)
                .message()
                .doesNotContain("ken\n", "tokén", "to ken");
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        zalo.stubFor(post(PATH).willReturn(answer));
    }

    private static Delivery send(String text) {
        return send(client(zalo.baseUrl(), Duration.ofSeconds(5)), text);
    }

    private static Delivery send(ZaloClient client, String text) {
        try (client) {
            return client.send(RESIDENT, Content.text(text));
        }
    }

    private static ZaloClient client(String api, Duration callTimeout) {
        return rig.client(api, callTimeout);
    }

    private static ZaloSettings settings(String api, String token) {
        return new ZaloSettings(
                "2400000000000000001",
                null,
                new Secret("oa-secret-key-of-tests"),
                Map.of(OA, new Secret(token)),
                URI.create(api),
                URI.create(api),
                Duration.ofSeconds(10),
                null);
    }

    private static void assertOneRequest() {
        zalo.verify(1, anyRequestedFor(anyUrl()));
    }
}
