package vn.hoixa.zalo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The app on developers.zalo.me that HoiXa speaks for.
 *
 * @param secret "App Secret Key" of the app's settings, needed to connect pages
 * @param oaSecretKey "OA Secret Key" of the app's Webhook page, which signs events
 * @param previousKey the one before, valid until {@code previousUntil}: Zalo delivers again for an hour and more
 */
record App(
        String id,
        @Nullable Secret secret,
        @Nullable Secret oaSecretKey,
        @Nullable Secret previousKey,
        @Nullable Instant previousUntil) {

    /** How an event's signature was found. */
    enum Verdict {
        GENUINE,
        /** No signature at all, or none in Zalo's form. */
        UNSIGNED,
        /** Signed with what was entered as the app's own secret: the two were swapped. */
        SWAPPED,
        WRONG
    }

    Verdict verify(@Nullable String header, byte[] body, String timestamp, Instant now) {
        if (Signature.mac(header) == null) {
            return Verdict.UNSIGNED;
        }
        boolean previousHolds = previousUntil != null && now.isBefore(previousUntil);
        if (isSigned(oaSecretKey, header, body, timestamp)
                || (previousHolds && isSigned(previousKey, header, body, timestamp))) {
            return Verdict.GENUINE;
        }
        return isSigned(secret, header, body, timestamp) ? Verdict.SWAPPED : Verdict.WRONG;
    }

    private boolean isSigned(@Nullable Secret key, @Nullable String header, byte[] body, String timestamp) {
        return key != null && new Signature(id, key).matches(header, body, timestamp);
    }
}
