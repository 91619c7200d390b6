package vn.hoixa.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator writes of an officer.
 *
 * @param key short name, once in the commune
 * @param telephone public number, or null
 * @param rank among leaders, who is told first; the least comes first
 */
public record Entry(
        String key,
        String name,
        String post,
        Unit unit,
        @Nullable String telephone,
        @Nullable String email,
        Role role,
        int rank) {

    /** Another one as soon as anything of it is another. */
    public String mark() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
