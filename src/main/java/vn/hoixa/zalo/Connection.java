package vn.hoixa.zalo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page's connection as an administrator may see it, without tokens.
 *
 * @param expiresAt when the access token ends; null where unknown, as for pasted tokens
 * @param refreshedAt when the tokens came
 * @param refreshUntil when the refresh token ends, after which only a new consent helps
 * @param dueAt when it is refreshed next
 * @param refreshingSince a refresh is under way, or was cut off
 * @param failures since the last success
 * @param maySpent whether the refresh token may have been spent without an answer of Zalo's that was kept
 * @param name of the page, as Zalo tells; null where not read yet
 * @param type of the page: 2 business, 4 government
 */
public record Connection(
        String oa,
        @Nullable Instant expiresAt,
        Instant refreshedAt,
        Instant refreshUntil,
        Instant dueAt,
        long version,
        @Nullable Instant refreshingSince,
        int failures,
        @Nullable TokenFailure lastError,
        @Nullable String lastDetail,
        boolean maySpent,
        @Nullable String name,
        @Nullable Integer type,
        @Nullable Boolean verified,
        @Nullable String packageName) {

    public boolean isHealthy(Instant now) {
        return lastError == null && now.isBefore(refreshUntil);
    }

    /** Whole days until the page can only be connected anew; never below zero. */
    public long daysLeft(Instant now) {
        return Math.max(0, Duration.between(now, refreshUntil).toDays());
    }
}
