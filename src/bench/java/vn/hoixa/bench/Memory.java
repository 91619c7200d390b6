package vn.hoixa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resident memory in MiB.
 *
 * @param hoixa the Java process
 * @param redis its redis-server
 */
record Memory(long hoixa, long redis) {
    static Memory of(long hoixa, long redis) {
        return new Memory(resident(hoixa), resident(redis));
    }

    long sum() {
        return hoixa + redis;
    }

    private static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
