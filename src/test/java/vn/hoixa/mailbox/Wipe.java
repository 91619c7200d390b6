package vn.hoixa.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.testing.RunningHoiXa;

/** Loses what Redis holds, as an administrator by accident may. */
public final class Wipe {
    private Wipe() {}

    /** All of it. */
    public static void everything(RunningHoiXa hoixa) {
        hoixa.bean(RedisClient.class).flushAll();
    }

    /** All that the embedded server of that folder holds, while no HoiXa runs there. */
    public static void everything(Path data) throws IOException {
        int port = Integer.parseInt(Files.readString(data.resolve("redis/port")).strip());
        try (var redis = new Jedis("127.0.0.1", port)) {
            redis.auth(Files.readString(data.resolve("redis/password")).strip());
            redis.flushAll();
        }
    }

    /** That an event was ever accepted, as after two days. */
    public static void memoryOf(RunningHoiXa hoixa, String eventKey) {
        hoixa.bean(RedisClient.class).del("{hoixa}:seen:" + eventKey);
    }

    /** Kills the embedded server and returns at once; HoiXa starts it again. */
    public static void killServer(RunningHoiXa hoixa) {
        server(hoixa).destroyForcibly();
    }

    /** Freezes the embedded server: its process lives, and answers nobody. */
    public static void stopServer(RunningHoiXa hoixa) {
        signal(hoixa, "-STOP");
    }

    /** Ends what {@link #stopServer} began. */
    public static void continueServer(RunningHoiXa hoixa) {
        signal(hoixa, "-CONT");
    }

    private static void signal(RunningHoiXa hoixa, String signal) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(server(hoixa).pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ProcessHandle server(RunningHoiXa hoixa) {
        String pid = hoixa.bean(DataFolder.class).readSecret("redis/pid");
        return ProcessHandle.of(Long.parseLong(java.util.Objects.requireNonNull(pid)))
                .orElseThrow();
    }
}
