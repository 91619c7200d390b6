package vn.hoixa.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.zalo.Credentials;

/**
 * The stand-in's tokens, and what it answers where one is missing, unknown or spent.
 *
 * <p>{@code <kind>.<page>.<issue>.<proof>}: they prove themselves by the trial's key, so that a trial that was connected
 * goes on after a restart. Only those of the page's latest issue count, as Zalo takes the older ones back.
 */
@Component
class ZaloTokens {
    /** As long as an access token lives. */
    static final Duration LIFETIME = Duration.ofHours(25);

    private static final String ACCESS = "a";
    private static final String REFRESH = "r";

    private final Credentials credentials;
    private final InstantSource clock;
    private final AtomicLong lastIssue = new AtomicLong();
    private final AtomicLong revokedUntil = new AtomicLong();
    private final Map<String, Long> newest = new ConcurrentHashMap<>();
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private volatile boolean wantsProof;

    ZaloTokens(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** What an administrator's consent, or a refresh, gives. */
    record Pair(String access, String refresh) {}

    /** The pair of a new issue; the older ones of the page are void from now on. */
    Pair issue(String oa) {
        long issue = lastIssue.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        newest.put(oa, issue);
        return new Pair(token(ACCESS, oa, issue), token(REFRESH, oa, issue));
    }

    /** Spends the refresh token, and tells its page; null where it is none, or spent before. */
    @Nullable
    String spend(String token) {
        Issued issued = read(REFRESH, token);
        return issued == null || isVoid(issued) || !spent.add(token) ? null : issued.oa();
    }

    /** Takes all of them back. */
    void revoke() {
        revokedUntil.set(lastIssue.updateAndGet(last -> Math.max(last, clock.millis())));
    }

    /** As the switch of the same name in Zalo's console. */
    void wantProof(boolean isWanted) {
        wantsProof = isWanted;
    }

    /** The page whose access token it is; the trial's own token speaks for {@code trialPage}. Null where it is none. */
    @Nullable
    String page(String token, String trialPage) {
        if (credentials.isTrialToken(token)) {
            return trialPage;
        }
        Issued issued = read(ACCESS, token);
        return issued == null ? null : issued.oa();
    }

    /** Zalo's error for a call with these headers; null where it is let through. */
    @Nullable
    String error(String token, @Nullable String proof) {
        if (!credentials.isTrialToken(token)) {
            Issued issued = read(ACCESS, token);
            if (issued == null) {
                return "{\"error\":-216,\"message\":\"Access token is invalid\"}";
            }
            Instant end = Instant.ofEpochMilli(issued.issue()).plus(LIFETIME);
            if (isVoid(issued) || !clock.instant().isBefore(end)) {
                return "{\"error\":-220,\"message\":\"Access token is expired or revoked\"}";
            }
        }
        boolean isProven = proof != null && credentials.isTrialProof(token, proof);
        return wantsProof && !isProven ? "{\"error\":-242,\"message\":\"appsecret_proof is invalid\"}" : null;
    }

    private record Issued(String oa, long issue) {}

    private boolean isVoid(Issued issued) {
        // After a restart nobody knows which was the latest.
        long latest = newest.getOrDefault(issued.oa(), issued.issue());
        return issued.issue() != latest || issued.issue() <= revokedUntil.get();
    }

    private String token(String kind, String oa, long issue) {
        String claim = kind + "." + oa + "." + issue;
        return claim + "." + proof(claim);
    }

    private @Nullable Issued read(String kind, String token) {
        String[] parts = token.split("\\.", -1);
        boolean isOurs = parts.length == 4
                && parts[0].equals(kind)
                && parts[2].matches("\\d{1,15}")
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        token(kind, parts[1], Long.parseLong(parts[2])).getBytes(StandardCharsets.UTF_8));
        return isOurs ? new Issued(parts[1], Long.parseLong(parts[2])) : null;
    }

    private String proof(String claim) {
        return credentials
                .signature()
                .sign(claim.getBytes(StandardCharsets.UTF_8), "token")
                .replace("mac=", "");
    }
}
