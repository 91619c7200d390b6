package vn.hoixa.centre;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A right to fetch figures.
 *
 * @param name who uses it
 * @param communes names of their folders, {@link #EVERYWHERE} among them for all
 * @param madeBy as the audit writes it
 * @param usedAt about when it was last used, to ten minutes
 */
public record Token(
        long id,
        String name,
        Set<String> communes,
        Instant madeAt,
        String madeBy,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {
    /** In place of a commune: all of them, whichever there will be. */
    public static final String EVERYWHERE = "";

    public Token {
        communes = Set.copyOf(communes);
    }

    boolean mayRead(String commune) {
        return communes.contains(EVERYWHERE) || communes.contains(commune);
    }

    public boolean isOver(Instant now) {
        return revokedAt != null || !now.isBefore(expiresAt);
    }
}
