package vn.hoixa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vn.hoixa.testing.RunningHoiXa;

/** The packaged program, started by its own script on an empty data folder and told that the stand-in is Zalo. */
final class HoiXaUnderLoad {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final List<String> command;
    private final URI server;
    private @Nullable Process process;
    private @Nullable Memory memoryAtStart;
    private Duration ready = Duration.ZERO;

    HoiXaUnderLoad(Path folder, URI zalo, String... settings) {
        this.folder = folder;
        int port = freePort();
        this.server = URI.create("http://127.0.0.1:" + port);
        this.command = new ArrayList<>(List.of(
                Path.of("hoixa").toAbsolutePath().toString(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--management.server.port=0",
                "--hoixa.data=" + folder.resolve("data"),
                "--hoixa.zalo.app-id=" + RunningHoiXa.APP,
                "--hoixa.zalo.oa-secret-key=" + RunningHoiXa.KEY,
                "--hoixa.zalo.tokens." + RunningHoiXa.OA + "=token-of-benchmark",
                // What is measured is HoiXa, not what Zalo allows.
                "--hoixa.zalo.calls-per-minute=1000000",
                "--hoixa.zalo.calls-per-minute-and-page=1000000",
                "--hoixa.zalo.api=" + zalo));
        command.addAll(List.of(settings));
    }

    URI webhook() {
        return server.resolve("/webhooks/zalo");
    }

    /** Starts it and waits until it is ready. */
    void start() {
        long start = System.nanoTime();
        Process started = launch();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        Await.until(LONGEST_START, () -> !started.isAlive() || isReady());
        ready = Duration.ofNanos(System.nanoTime() - start);
        if (!isReady()) {
            throw new IllegalStateException("HoiXa did not start; its words are in " + log());
        }
        memoryAtStart = memory();
    }

    /** From the command to {@code /readyz} saying so. */
    Duration ready() {
        return ready;
    }

    Memory memoryAtStart() {
        return Objects.requireNonNull(memoryAtStart, "not started");
    }

    Memory memory() {
        return Memory.of(Objects.requireNonNull(process, "not started").pid(), redis());
    }

    /** As an administrator stops it; its Redis goes with it. */
    void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        long redis = redis();
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            ProcessHandle.of(redis).ifPresent(ProcessHandle::destroy);
        }
    }

    private Process launch() {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        // The same JDK as ours; its flags are the script's.
        builder.environment()
                .put(
                        "HOIXA_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(server.resolve("/readyz"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long redis() {
        try {
            return Long.parseLong(
                    Files.readString(folder.resolve("data/redis/pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return folder.resolve("hoixa.log");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
