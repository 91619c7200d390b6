package vn.hoixa.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a small knowledge base needs besides guides, so that a service starts with it. */
public final class OfficeFiles {
    private static final Path SHIPPED = Path.of("knowledge-base");

    private OfficeFiles() {}

    /** The public holidays, as they are shipped. */
    public static void copyCalendarTo(Path base) {
        write(base.resolve("calendar.yaml"), read(SHIPPED.resolve("calendar.yaml")));
    }

    /** The officers of the sample commune for another one. */
    public static void copyOfficersTo(Path base, String commune) {
        write(
                base.resolve("communes").resolve(commune).resolve("officers.yaml"),
                read(SHIPPED.resolve("communes/xa-mau/officers.yaml")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
