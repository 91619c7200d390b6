package vn.hoixa.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** How people talk, as it is shipped, for small knowledge bases. */
public final class LanguageFiles {
    private static final Path SHIPPED = Path.of("knowledge-base", "language");

    private LanguageFiles() {}

    /** Copies what every knowledge base must have; examples to learn from stay away, so that learning takes no time. */
    public static void copyTo(Path base) {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            List<Path> needed = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("off-topic.yaml"))
                    .toList();
            Path language = Files.createDirectories(base.resolve("language"));
            Files.writeString(
                    language.resolve("off-topic.yaml"),
                    "idle:\n  - hôm nay trời đẹp quá\nmatters:\n  - hàng xóm lấn đất nhà tôi\n");
            for (Path file : needed) {
                Files.copy(file, language.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
