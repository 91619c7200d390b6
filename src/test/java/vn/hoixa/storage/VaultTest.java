package vn.hoixa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.SetupException;

class VaultTest {
    private static final String ROW = "connection/46/access";

    @TempDir
    private Path data;

    private DataFolder folder;

    @BeforeEach
    void open() {
        folder = DataFolder.open(data);
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        String sealed = new Vault(folder, null).seal(ROW, "bí mật");

        assertThat(new Vault(folder, null).open(ROW, sealed)).isEqualTo("bí mật");
        assertThat(sealed).doesNotContain("bí mật");
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        var vault = new Vault(folder, null);

        assertThat(vault.seal(ROW, "same")).isNotEqualTo(vault.seal(ROW, "same"));
    }

    @Test
    void derivesTheSameForAllThatHaveItsKey() {
        byte[] derived = new Vault(folder, null).derive("erasure");

        assertThat(new Vault(folder, data.resolve("vault-key")).derive("erasure"))
                .isEqualTo(derived);
        assertThat(new Vault(folder, null).derive("other")).isNotEqualTo(derived);
    }

    @Test
    void keepsItsKeyInAFileForThisUserAlone() throws IOException {
        new Vault(folder, null).seal(ROW, "secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("vault-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void doesNotOpenWhatWasMovedToAnotherRow() {
        var vault = new Vault(folder, null);
        String sealed = vault.seal(ROW, "secret");

        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> vault.open("connection/47/access", sealed))
                .withMessageContaining("changed or moved");
    }

    @Test
    void doesNotOpenWhatWasChanged() {
        var vault = new Vault(folder, null);
        String sealed = vault.seal(ROW, "secret");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(sealed.indexOf('.') + 1));
        bytes[bytes.length - 1] ^= 1;
        String changed = sealed.substring(0, sealed.indexOf('.') + 1)
                + Base64.getEncoder().encodeToString(bytes);

        assertThatExceptionOfType(SetupException.class).isThrownBy(() -> vault.open(ROW, changed));
        assertThatExceptionOfType(SetupException.class).isThrownBy(() -> vault.open(ROW, "secret"));
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> vault.open(ROW, sealed.substring(0, sealed.indexOf('.') + 1)));
    }

    @Test
    void saysPlainlyThatTheKeyIsLost() throws IOException {
        String sealed = new Vault(folder, null).seal(ROW, "secret");
        Files.delete(data.resolve("vault-key"));

        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> new Vault(folder, null).open(ROW, sealed))
                .withMessageContainingAll("is gone", "vault-key", "Messages, cases and guides are safe")
                .extracting(SetupException::remedy)
                .asString()
                .contains("from your copy");
        assertThat(data.resolve("vault-key")).doesNotExist();
    }

    @Test
    void saysPlainlyThatTheKeyIsAnotherOne() throws IOException {
        String sealed = new Vault(folder, null).seal(ROW, "secret");
        Files.delete(data.resolve("vault-key"));
        var other = new Vault(folder, null);
        other.seal(ROW, "makes another key");

        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> other.open(ROW, sealed))
                .withMessageContaining("is not the one that sealed");
    }

    @Test
    void takesTheKeyFileThatAllInstancesShare() throws IOException {
        Path shared =
                Files.writeString(data.resolve("shared"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");

        String sealed = new Vault(folder, shared).seal(ROW, "secret");

        assertThat(new Vault(folder, shared).open(ROW, sealed)).isEqualTo("secret");
        assertThat(data.resolve("vault-key")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "c2hvcnQ="})
    void refusesAKeyFileWithoutAKey(String content) throws IOException {
        Path shared = Files.writeString(data.resolve("shared"), content);

        assertThatExceptionOfType(SetupException.class).isThrownBy(() -> new Vault(folder, shared));
    }

    @Test
    void refusesToStartWithANamedKeyFileThatIsMissing() {
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> new Vault(folder, data.resolve("missing")))
                .withMessageContaining("HOIXA_KEY_FILE");
    }
}
