package vn.hoixa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.SetupException;

/** One HoiXa at a time on a folder, and its secrets for its user only. */
class DataFolderTest {
    @TempDir
    private Path root;

    @Test
    void refusesASecondHoiXa() throws IOException {
        try (var first = DataFolder.open(root)) {
            assertThatExceptionOfType(SetupException.class)
                    .isThrownBy(() -> DataFolder.open(root))
                    .withMessageContainingAll("Another HoiXa is running", root.toString())
                    .asInstanceOf(type(SetupException.class))
                    .extracting(SetupException::remedy)
                    .asString()
                    .contains("HOIXA_DATA");
            assertThat(first.resolve("lock")).exists();
        }
    }

    @Test
    void refusesAnotherProcess() throws Exception {
        try (var first = DataFolder.open(root)) {
            String said = openInAnotherProcess(first.resolve("."));

            assertThat(said).contains("Another HoiXa is running");
        }
        assertThat(openInAnotherProcess(root)).isEqualTo("opened");
    }

    @Test
    void opensAgainAfterItWasClosed() throws IOException {
        try (var first = DataFolder.open(root)) {
            first.writeSecret("key", "kept");
        }

        try (var second = DataFolder.open(root)) {
            assertThat(second.readSecret("key")).isEqualTo("kept");
        }
    }

    @Test
    void keepsSecretsToThisUser() throws IOException {
        try (var folder = DataFolder.open(root.resolve("new"))) {
            folder.writeSecret("deep/key", "secret");

            assertThat(mode("new")).isEqualTo("rwx------");
            assertThat(mode("new/deep")).isEqualTo("rwx------");
            assertThat(mode("new/deep/key")).isEqualTo("rw-------");
        }
    }

    @Test
    void closesTheRightsOfASecretThatStoodOpen() throws IOException {
        try (var folder = DataFolder.open(root)) {
            Path open = Files.writeString(root.resolve("key"), "old");
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

            folder.writeSecret("key", "new");

            assertThat(mode("key")).isEqualTo("rw-------");
            assertThat(folder.readSecret("key")).isEqualTo("new");
        }
    }

    @Test
    void hasNoSecretThatNobodyWrote() throws IOException {
        try (var folder = DataFolder.open(root)) {
            folder.writeSecret("key", "secret");
            folder.delete("key");
            folder.delete("key");

            assertThat(folder.readSecret("key")).isNull();
        }
    }

    @Test
    void saysWhatToDoWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "in the way");

        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> DataFolder.open(file))
                .withMessageContaining("cannot be written")
                .asInstanceOf(type(SetupException.class))
                .extracting(SetupException::remedy)
                .asString()
                .contains("HOIXA_DATA");
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name)));
    }

    private static String openInAnotherProcess(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }

    /** Says whether it could open the folder that is named. */
    static final class AnotherProcess {
        public static void main(String[] arguments) throws IOException {
            try (var folder = DataFolder.open(Path.of(arguments[0]))) {
                System.out.println(Files.exists(folder.resolve("lock")) ? "opened" : "opened without a lock");
            } catch (SetupException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
