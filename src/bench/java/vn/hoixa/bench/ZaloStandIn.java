package vn.hoixa.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.testing.RunningHoiXa;

/** Takes every message for a resident at once, as Zalo's API would, and notes when each was first answered. */
final class ZaloStandIn {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final AtomicLong messages = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpServer server;

    private ZaloStandIn(HttpServer server) {
        this.server = server;
        server.createContext(RunningHoiXa.SEND_PATH, this::take);
        server.setExecutor(threads);
    }

    static ZaloStandIn start() {
        // Without it every answer waits 40 ms for the caller's delayed TCP acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var standIn = new ZaloStandIn(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024));
            standIn.server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** When the first message after the introduction came, as {@link System#nanoTime()}; null before it. */
    @Nullable
    Long answeredAt(String user) {
        return answered.get(user);
    }

    void stop() {
        server.stop(0);
        threads.shutdown();
    }

    private void take(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        JsonNode letter = JSON.readTree(exchange.getRequestBody().readAllBytes());
        // The introduction is what speaks of OTP.
        if (!letter.path("message").path("text").asString("").contains("OTP")) {
            answered.putIfAbsent(letter.path("recipient").path("user_id").asString(), now);
        }
        byte[] body = "{\"data\":{\"message_id\":\"bench%d\"},\"error\":0,\"message\":\"Success\"}"
                .formatted(messages.incrementAndGet())
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange;
                var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
