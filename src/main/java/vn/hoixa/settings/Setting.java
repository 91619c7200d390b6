package vn.hoixa.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a commune's people set.
 *
 * @param value null where it is as if nobody had set it
 * @param revision to be named by whoever changes it; another one means that somebody else was faster
 * @param at when it was changed, {@link Instant#EPOCH} where it never was
 * @param by name of whoever did, as others read it
 */
public record Setting(@Nullable String value, long revision, Instant at, String by) {
    static final Setting UNSET = new Setting(null, 0, Instant.EPOCH, "");
}
