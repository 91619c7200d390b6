package vn.hoixa.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.HoiXa;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.Signature;

/** A whole HoiXa with real settings, its own Redis and SQLite, a clock to move, and WireMock in Zalo's place. */
public final class RunningHoiXa implements AutoCloseable {
    public static final String APP = "2400000000000000001";
    public static final String OA = "4600000000000000001";
    public static final String KEY = "oa-secret-key-of-tests";
    public static final String SEND_PATH = "/v3.0/oa/message/cs";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WireMockServer zalo;
    private final MovableClock clock;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger messages = new AtomicInteger();

    private RunningHoiXa(WireMockServer zalo, MovableClock clock, ConfigurableApplicationContext context) {
        this.zalo = zalo;
        this.clock = clock;
        this.context = context;
    }

    /** Starts on the folder with further settings ({@code name=value}). */
    public static RunningHoiXa start(Path data, String... settings) {
        var zalo = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .globalTemplating(true)
                .containerThreads(80));
        zalo.start();
        answerWellFrom(zalo);
        return start(data, zalo, new MovableClock(), settings);
    }

    /** Starts with a Zalo and a clock that were there before. */
    public static RunningHoiXa start(Path data, WireMockServer zalo, MovableClock clock, String... settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        all.put("management.server.port", "0");
        all.put("hoixa.data", data.toString());
        all.put("hoixa.zalo.app-id", APP);
        all.put("hoixa.zalo.oa-secret-key", KEY);
        all.put("hoixa.zalo.tokens." + OA, "token-of-tests");
        all.put("hoixa.zalo.api", zalo.baseUrl());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        MovedTime.next = clock;
        String[] arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        var application = new SpringApplication(HoiXa.class, MovedTime.class);
        return new RunningHoiXa(zalo, clock, application.run(arguments));
    }

    /** Zalo takes every message and gives it an id of its own. */
    public static void answerWellFrom(WireMockServer zalo) {
        zalo.stubFor(WireMock.post(SEND_PATH)
                .willReturn(WireMock.okJson(
                        "{\"data\":{\"message_id\":\"{{randomValue length=20 type='ALPHANUMERIC'}}\"},\"error\":0,"
                                + "\"message\":\"Success\"}")));
    }

    public MovableClock clock() {
        return clock;
    }

    public WireMockServer zalo() {
        return zalo;
    }

    public Database database() {
        return context.getBean(Database.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of several of that type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port") + path);
    }

    /** A text from a resident, signed and posted; the status of the answer. */
    public int say(String user, String text) {
        return post(textEvent(user, text, newMessageId()));
    }

    public String newMessageId() {
        return "msg%016d".formatted(messages.incrementAndGet());
    }

    /** A {@code user_send_text} in wire format, at the clock's time. */
    public String textEvent(String user, String text, String messageId) {
        return JSON.writeValueAsString(Map.of(
                "app_id", APP,
                "event_name", "user_send_text",
                "sender", Map.of("id", user),
                "recipient", Map.of("id", OA),
                "message", Map.of("msg_id", messageId, "text", text),
                "timestamp", String.valueOf(clock.millis())));
    }

    /** Signs a body and posts it to the webhook; the status of the answer. */
    public int post(String body) {
        JsonNode event = JSON.readTree(body);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String timestamp = event.path("timestamp").asString("");
        return post(bytes, new Signature(APP, new Secret(KEY)).sign(bytes, timestamp));
    }

    /** Posts a body as it is, with that signature. */
    public int post(byte[] body, String signature) {
        return send(HttpRequest.newBuilder(address("/webhooks/zalo"))
                        .header("Content-Type", "application/json")
                        .header(Signature.HEADER, signature)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build())
                .statusCode();
    }

    public HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address).GET().build());
    }

    /** Texts that Zalo was asked to deliver to a resident, in order. */
    public List<String> sentTo(String user) {
        return sentTo(zalo, user);
    }

    /** The same for a Zalo that stands alone. */
    public static List<String> sentTo(WireMockServer zalo, String user) {
        return zalo.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(SEND_PATH))).stream()
                .sorted(java.util.Comparator.comparing(LoggedRequest::getLoggedDate))
                .map(request -> JSON.readTree(request.getBodyAsString()))
                .filter(body ->
                        body.path("recipient").path("user_id").asString().equals(user))
                .map(body -> body.path("message").path("text").asString())
                .toList();
    }

    /** The same without the introduction that comes first. */
    public List<String> answersTo(String user) {
        return sentTo(user).stream().filter(text -> !text.contains("OTP")).toList();
    }

    /** Stops HoiXa, but not Zalo. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        zalo.stop();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts the test's clock in the place of the real one; unmarked, so that no scan of a trial finds it. */
    static class MovedTime {
        private static MovableClock next = new MovableClock();

        @Bean
        @Primary
        MovableClock movedClock() {
            return next;
        }
    }
}
