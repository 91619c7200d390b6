package vn.hoixa.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * Whether a resident can be written to: Zalo lets a page do so freely for 48 hours after the resident's last
 * interaction, for money until 7 days after it, then not at all.
 *
 * <p>Source: several notices of 2026 agree; an older limit of 8 free messages is gone since January 2026.
 */
public sealed interface Window {
    Duration FREE = Duration.ofDays(2);
    Duration CHARGED = Duration.ofDays(7);

    /** Kinds of table {@code incoming} that open it: what the resident sends or presses, following, calling. */
    Set<String> INTERACTIONS = Set.of(
            "text",
            "image",
            "gif",
            "link",
            "audio",
            "video",
            "sticker",
            "location",
            "file",
            "businesscard",
            "other",
            "follow",
            "submittedinfo",
            "clickchatnow",
            "user_call_oa");

    /** In the words of those who read it, as in "31 hours left to answer free of charge". */
    MessageSourceResolvable text();

    /** Messages cost nothing for so long. */
    record Free(Duration left) implements Window {
        @Override
        public MessageSourceResolvable text() {
            return timed("window.free.hours", "window.free.minutes", left);
        }
    }

    /** Messages cost money, and can be sent for so long. */
    record Charged(Duration left) implements Window {
        @Override
        public MessageSourceResolvable text() {
            return timed("window.charged.hours", "window.charged.minutes", left);
        }
    }

    /** Nothing can be sent before the resident writes. */
    record Closed() implements Window {
        @Override
        public MessageSourceResolvable text() {
            return new DefaultMessageSourceResolvable("window.closed");
        }
    }

    /**
     * The window as it stands.
     *
     * @param last the resident's last interaction, null where there was none
     */
    static Window at(@Nullable Instant last, Instant now) {
        if (last == null || now.isAfter(last.plus(CHARGED))) {
            return new Closed();
        }
        Instant free = last.plus(FREE);
        return now.isAfter(free)
                ? new Charged(Duration.between(now, last.plus(CHARGED)))
                : new Free(Duration.between(now, free));
    }

    private static MessageSourceResolvable timed(String hours, String minutes, Duration left) {
        boolean isLong = left.toHours() > 0;
        return new DefaultMessageSourceResolvable(
                new String[] {isLong ? hours : minutes}, new Object[] {isLong ? left.toHours() : left.toMinutes()});
    }
}
