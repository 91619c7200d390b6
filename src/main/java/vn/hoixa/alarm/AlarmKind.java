package vn.hoixa.alarm;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can need a person; texts for each are {@code alarm.<key>.what}, {@code .safe} and {@code .do}. */
public enum AlarmKind {
    /** A page's token could not be refreshed. */
    TOKEN_REFRESH(null),
    /** A page's refresh token may have been spent without an answer that was kept. */
    TOKEN_SPENT(null),
    /** A page's refresh token has ended. */
    TOKEN_ENDED(null),
    /** Stored secrets do not open: their key is lost or another one. */
    SECRETS_LOCKED(null),
    /** A page cannot send before a person has done something. */
    PAGE_PAUSED(null),
    /** Zalo gave an error that is on none of our lists. */
    UNKNOWN_CODE(Duration.ofDays(3)),
    /** Nothing that comes for a page is signed with our key. */
    SIGNATURES(Duration.ofDays(1)),
    /** No room is left for events with a bad signature. */
    QUARANTINE_FULL(Duration.ofHours(6)),
    /** Redis does not answer. */
    REDIS(null),
    /** Pictures and files cannot be kept. */
    ATTACHMENTS(Duration.ofDays(1)),
    /** Events that could not be treated. */
    DEAD_LETTER(Duration.ofDays(3)),
    /** An officer who has to be told of a case cannot be. */
    OFFICER_UNREACHED(Duration.ofDays(1));

    private final @Nullable Duration quiet;

    AlarmKind(@Nullable Duration quiet) {
        this.quiet = quiet;
    }

    /** After how long without being seen again it counts as over; null where somebody tells. */
    @Nullable
    Duration quiet() {
        return quiet;
    }

    /** As texts and metrics name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
