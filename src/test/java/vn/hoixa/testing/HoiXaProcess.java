package vn.hoixa.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.Signature;

/** The packaged program in a process of its own, which can be killed. */
public final class HoiXaProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI server;
    private final Path log;

    private HoiXaProcess(Process process, URI server, Path log) {
        this.process = process;
        this.server = server;
        this.log = log;
    }

    /** Starts the jar on {@code folder/data} and waits until it is ready. */
    public static HoiXaProcess start(Path folder, WireMockServer zalo, String... settings) throws IOException {
        String jar = System.getProperty("hoixa.jar");
        Path log = Files.createTempFile(folder, "hoixa", ".log");
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                java.util.Objects.requireNonNull(jar, "the jar: run by mvn verify"),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.server.port=0",
                "--hoixa.data=" + folder.resolve("data"),
                "--hoixa.zalo.app-id=" + RunningHoiXa.APP,
                "--hoixa.zalo.oa-secret-key=" + RunningHoiXa.KEY,
                "--hoixa.zalo.tokens." + RunningHoiXa.OA + "=token-of-tests",
                "--hoixa.zalo.api=" + zalo.baseUrl(),
                "--hoixa.zalo.call-timeout=2s",
                "--hoixa.redis.lease=5s",
                "--hoixa.quiet.sure=200ms",
                "--hoixa.quiet.unsure=400ms",
                "--hoixa.quiet.longest=1s"));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || Files.readString(log).contains("Health and metrics"));
        String said = Files.readString(log);
        if (!process.isAlive()) {
            throw new IllegalStateException("HoiXa did not start:\n" + said);
        }
        String port = said.replaceAll("(?s).*serves Zalo's events at port (\\d+).*", "$1");
        return new HoiXaProcess(process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** Posts a signed text; the status of the answer. */
    public int say(String user, String text, String messageId) throws IOException, InterruptedException {
        String timestamp = String.valueOf(java.time.InstantSource.system().millis());
        byte[] body = JSON.writeValueAsString(Map.of(
                        "app_id",
                        RunningHoiXa.APP,
                        "event_name",
                        "user_send_text",
                        "sender",
                        Map.of("id", user),
                        "recipient",
                        Map.of("id", RunningHoiXa.OA),
                        "message",
                        Map.of("msg_id", messageId, "text", text),
                        "timestamp",
                        timestamp))
                .getBytes(StandardCharsets.UTF_8);
        String signature = new Signature(RunningHoiXa.APP, new Secret(RunningHoiXa.KEY)).sign(body, timestamp);
        return http.send(
                        HttpRequest.newBuilder(server.resolve("/webhooks/zalo"))
                                .header(Signature.HEADER, signature)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** SIGKILL: no hook runs. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, as an administrator stops it. */
    public void stop() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** What it said goes where the suite's log is looked through. */
    @Override
    public void close() throws IOException {
        kill();
        Files.write(
                Path.of("target", "suite.log"),
                Files.readAllBytes(log),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
