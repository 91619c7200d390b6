package vn.hoixa.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoixa.SetupException;

/**
 * Seals what the database must not show (AES-256-GCM); its key lies outside the database, in a file.
 *
 * <p>{@code <name of the key>.<base64 of nonce and ciphertext>}; the row's name is bound into the seal, so that a value
 * that was moved to another row does not open.
 */
public final class Vault {
    static final String KEY_FILE = "vault-key";

    private static final Logger log = LoggerFactory.getLogger(Vault.class);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String SAFE =
            " Messages, cases and guides are safe: they are not sealed. Only the secrets and tokens of Zalo are closed.";

    private final DataFolder folder;
    private final @Nullable Path given;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Key key;

    /** @param given a key file kept by the administrator, shared by all instances; none means one in the data folder */
    Vault(DataFolder folder, @Nullable Path given) {
        this.folder = folder;
        this.given = given;
        this.key = find();
        if (given != null && key == null) {
            throw new SetupException(
                    "HOIXA_KEY_FILE names " + given + ", but there is no such file. Nothing was changed.",
                    "Put the key back there from your copy; for a first key: head -c 32 /dev/urandom | base64 > "
                            + given);
        }
    }

    private record Key(String name, SecretKeySpec value) {}

    /** Seals a value for one row. */
    public String seal(String row, String clear) {
        Key with = keyToSeal();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, with, nonce, row).doFinal(clear.getBytes(StandardCharsets.UTF_8));
            byte[] all = java.util.Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return with.name() + "." + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens what was sealed for that row.
     *
     * @throws SetupException the key is lost or another one, or the value was changed
     */
    public String open(String row, String sealed) {
        int dot = sealed.indexOf('.');
        String name = sealed.substring(0, Math.max(0, dot));
        Key with = keyToOpen(name);
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(dot + 1));
            byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
            byte[] clear = cipher(Cipher.DECRYPT_MODE, with, nonce, row)
                    .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
            return new String(clear, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SetupException(
                    "What the database keeps sealed for " + row + " was changed or moved; it does not open." + SAFE,
                    "Restore the database from a backup, or enter this secret once more and connect the page again.",
                    e);
        }
    }

    /** A key for one other purpose, the same on every instance that has this vault's key. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keyToSeal().value().getEncoded(), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized Key keyToOpen(String name) {
        if (key == null) {
            key = find();
        }
        if (key == null) {
            throw new SetupException(
                    "The key that opens the stored secrets is gone: there is no file " + file() + "." + SAFE,
                    "Put the file back from your copy; with several instances, give all the same one with"
                            + " HOIXA_KEY_FILE. If it is lost for good, enter the secrets once more and connect the"
                            + " pages again.");
        }
        if (!key.name().equals(name)) {
            throw new SetupException(
                    "The key in " + file() + " (" + key.name() + ") is not the one that sealed the stored secrets ("
                            + name + ")." + SAFE,
                    "Put the right file back from your copy, or name it with HOIXA_KEY_FILE. If it is lost for good,"
                            + " enter the secrets once more and connect the pages again.");
        }
        return key;
    }

    private synchronized Key keyToSeal() {
        if (key == null) {
            key = find();
        }
        if (key == null) {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            folder.writeSecret(KEY_FILE, Base64.getEncoder().encodeToString(fresh));
            log.info("A key for secrets was made: {}. Keep a copy of it apart from the database's.", file());
            key = key(fresh);
        }
        return key;
    }

    private Path file() {
        return given != null ? given : folder.resolve(KEY_FILE);
    }

    private @Nullable Key find() {
        try {
            return Files.exists(file())
                    ? key(Base64.getDecoder().decode(Files.readString(file()).strip()))
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            throw new SetupException(
                    "The key file " + file() + " cannot be read, or does not hold 32 bytes in base64." + SAFE,
                    "Put it back from your copy, readable for this user only (chmod 600).",
                    e);
        }
    }

    private static Key key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + bytes.length + " bytes");
        }
        try {
            byte[] print = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Key(HexFormat.of().formatHex(print, 0, 4), new SecretKeySpec(bytes, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String row) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.value(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
