package vn.hoixa.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
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
        try {
            new ProcessBuilder("kill", "-STOP", String.valueOf(server(hoixa).pid()))
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
