package vn.hoixa.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.stereotype.Component;
import vn.hoixa.zalo.Secret;

/**
 * Which passwords are taken, and how they are kept.
 *
 * <p>PBKDF2 with HMAC-SHA-512, 210,000 rounds (OWASP Password Storage Cheat Sheet) and 16 bytes of salt. BCrypt reads
 * 72 bytes only, which a Vietnamese sentence soon fills.
 */
@Component
class Passwords {
    static final int SHORTEST = 12;

    /** Nobody types more; what is hashed has to have an end. */
    static final int LONGEST = 200;

    private static final int SALT_BYTES = 16;
    private static final int ROUNDS = 210_000;

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "pbkdf2-sha512",
            Map.of(
                    "pbkdf2-sha512",
                    new Pbkdf2PasswordEncoder("", SALT_BYTES, ROUNDS, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA512)));
    private final Set<String> common = common();

    /** Compared with where there is no account, so that an unknown name takes as long as a known one. */
    private final Secret nobodys = hash(Key.fresh());

    /** Why a password is not taken. */
    enum Refusal {
        SHORT,
        LONG,
        COMMON,
        NAME,
        UNLIKE;

        /** Of the text that says so. */
        String key() {
            return "account.refused." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing where the password may be used under these names. */
    Optional<Refusal> refuse(String password, String again, String name, String shown) {
        String folded = fold(password);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(Refusal.SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Refusal.LONG);
        }
        if (common.contains(folded) || folded.codePoints().distinct().count() < 3) {
            return Optional.of(Refusal.COMMON);
        }
        if (folded.equals(fold(name)) || folded.equals(fold(shown))) {
            return Optional.of(Refusal.NAME);
        }
        return password.equals(again) ? Optional.empty() : Optional.of(Refusal.UNLIKE);
    }

    Secret hash(String password) {
        return new Secret(Objects.requireNonNull(encoder.encode(compose(password))));
    }

    /** Takes the same time with an account and without. */
    boolean isOf(@Nullable Account account, String password) {
        Secret hash = account == null ? nobodys : account.passwordHash();
        // What nobody can have chosen is not worth the time of hashing it, whose account ever is meant.
        return password.length() <= 2 * LONGEST && encoder.matches(compose(password), hash.value()) && account != null;
    }

    /** Keyboards write a Vietnamese letter as one character or as several. */
    private static String compose(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static String fold(String text) {
        return compose(text).toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    }

    private static Set<String> common() {
        try (InputStream file = Objects.requireNonNull(Passwords.class.getResourceAsStream("common-passwords.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Passwords::fold)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
