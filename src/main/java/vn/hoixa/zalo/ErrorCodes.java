package vn.hoixa.zalo;

/**
 * What Zalo's error codes mean for a message.
 *
 * <p>Source: a union of several public lists; the classes are our judgement. A code that is not known is final for the
 * message, in sight.
 */
final class ErrorCodes {
    private ErrorCodes() {}

    static Delivery outcome(long code) {
        String cause = "Zalo error " + code;
        return switch (Math.clamp(code, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            // Too many requests; still processing; only at night.
            case -32, -214, -234 -> new Delivery.Later(cause);
            // "Sent failed", though it is known to have been delivered at times.
            case -200 -> new Delivery.Uncertain(cause);
            // Token, app, rights, package, kind of OA, quota: a person has to act, and no message gets through before.
            case -202,
                    -204,
                    -205,
                    -207,
                    -208,
                    -209,
                    -211,
                    -212,
                    -215,
                    -216,
                    -219,
                    -220,
                    -221,
                    -223,
                    -224,
                    -235,
                    -240,
                    -242,
                    -320,
                    -321 -> new Delivery.Paused(cause);
            default -> new Delivery.Refused(cause);
        };
    }
}
