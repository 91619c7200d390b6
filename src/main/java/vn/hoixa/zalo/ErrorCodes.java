package vn.hoixa.zalo;

import static vn.hoixa.zalo.ErrorCodes.Host.OA;
import static vn.hoixa.zalo.ErrorCodes.Host.OAUTH;
import static vn.hoixa.zalo.ErrorCodes.Host.ZBS;

import java.util.Map;

/**
 * What Zalo's error codes mean. The hosts keep separate tables: the same number says different things.
 *
 * <p>Source: a union of several public lists; the remedies are our judgement.
 */
final class ErrorCodes {
    /** Who says the code. */
    enum Host {
        /** {@code openapi.zalo.me}: messages of the page and what belongs to them. */
        OA,
        /** {@code business.openapi.zalo.me}: templates sent by telephone number. */
        ZBS,
        /** {@code oauth.zaloapp.com}. */
        OAUTH
    }

    private record Code(Host host, long number) {}

    private static final Map<Code, Remedy> TABLE = Map.<Code, Remedy>ofEntries(
            row(OA, -32, Remedy.RETRY), // too many requests
            row(OA, -100, Remedy.UPLOAD), // attachment expired after its 7 days: it has to be uploaded again
            row(OA, -200, Remedy.UNCERTAIN), // "failed", though known to have been delivered at times
            row(OA, -201, Remedy.PAYLOAD), // bad parameter, or a user who never interacted
            row(OA, -202, Remedy.PERSON), // bad MAC (old API)
            row(OA, -204, Remedy.PERSON), // OA disabled
            row(OA, -205, Remedy.PERSON), // OA not found
            row(OA, -207, Remedy.PERSON), // OA is no third party's (old)
            row(OA, -208, Remedy.PERSON), // OA has no secret key (old)
            row(OA, -209, Remedy.PERSON), // app not activated
            row(OA, -210, Remedy.PAYLOAD), // parameter over its limit
            row(OA, -211, Remedy.PERSON), // quota of the period used up
            row(OA, -212, Remedy.PERSON), // app has not registered this API
            row(OA, -213, Remedy.RECIPIENT), // user has not followed or interacted
            row(OA, -214, Remedy.RETRY), // article or video still processing
            row(OA, -215, Remedy.PERSON), // bad app id (old)
            row(OA, -216, Remedy.REFRESH), // access token invalid
            row(OA, -217, Remedy.RECIPIENT), // user blocked the invitations
            row(OA, -218, Remedy.RETRY), // what one user may receive is used up for now
            row(OA, -219, Remedy.PERSON), // app removed or disabled
            row(OA, -220, Remedy.REFRESH), // access token expired or revoked
            row(OA, -221, Remedy.PERSON), // OA not verified
            row(OA, -222, Remedy.RECIPIENT), // user blocked or inactive (old)
            row(OA, -223, Remedy.PERSON), // OA has not granted the app
            row(OA, -224, Remedy.PERSON), // OA needs a package
            row(OA, -227, Remedy.RECIPIENT), // user banned, or inactive for over 45 days
            row(OA, -230, Remedy.SILENCE), // no interaction in 7 days
            row(OA, -231, Remedy.SILENCE), // no interaction inside the consultation window
            row(OA, -232, Remedy.SILENCE), // no interaction, or an expired one
            row(OA, -233, Remedy.PAYLOAD), // kind of message not supported
            row(OA, -234, Remedy.RETRY), // not between 22 and 6 o'clock
            row(OA, -235, Remedy.SWITCH), // API not for this kind of OA: those of government send by v2.0
            row(OA, -237, Remedy.PERSON), // group expired
            row(OA, -238, Remedy.PERSON), // asset used or not available
            row(OA, -240, Remedy.SWITCH), // v2.0 is closed to this OA: by v3.0
            row(OA, -241, Remedy.PERSON), // the package's free asset is used
            row(OA, -242, Remedy.PERSON), // appsecret_proof bad or missing
            row(OA, -244, Remedy.RECIPIENT), // user restricted this kind of message
            row(OA, -248, Remedy.PAYLOAD), // breaks the platform's policy
            row(OA, -249, Remedy.PAYLOAD), // template cannot be sent by user id
            row(OA, -305, Remedy.SILENCE), // beyond 48 hours (old)
            row(OA, -311, Remedy.SILENCE), // free replies used up (old)
            row(OA, -320, Remedy.MONEY), // needs a Zalo Cloud Account
            row(OA, -321, Remedy.MONEY), // that account has no money
            row(OA, -403, Remedy.PERSON), // OA is not in the group
            row(OA, -1340, Remedy.PAYLOAD), // form for user info is wrong
            row(OA, -1341, Remedy.PAYLOAD), // likewise
            row(OAUTH, -14002, Remedy.PERSON), // app not active, and the user none of its administrators
            row(OAUTH, -14003, Remedy.PERSON), // redirect address not the one in the console
            row(ZBS, -105, Remedy.PERSON), // app not linked to the OA
            row(ZBS, -108, Remedy.RECIPIENT), // number wrong or not on Zalo
            row(ZBS, -109, Remedy.PAYLOAD), // template id wrong
            row(ZBS, -110, Remedy.RECIPIENT), // user's Zalo too old
            row(ZBS, -111, Remedy.PAYLOAD), // template's data or buttons, down to -114
            row(ZBS, -112, Remedy.PAYLOAD),
            row(ZBS, -113, Remedy.PAYLOAD),
            row(ZBS, -114, Remedy.PAYLOAD),
            row(ZBS, -115, Remedy.PERSON), // no balance
            row(ZBS, -117, Remedy.PERSON), // no right to the template
            row(ZBS, -118, Remedy.RECIPIENT), // no Zalo account
            row(ZBS, -120, Remedy.PERSON), // no right to this service
            row(ZBS, -124, Remedy.REFRESH), // access token invalid
            row(ZBS, -126, Remedy.PERSON), // development mode
            row(ZBS, -127, Remedy.PERSON), // likewise
            row(ZBS, -131, Remedy.PERSON), // template not approved
            row(ZBS, -132, Remedy.PAYLOAD), // bad parameter
            row(ZBS, -133, Remedy.RETRY), // not between 22 and 6 o'clock
            row(ZBS, -135, Remedy.PERSON), // no right to this service
            row(ZBS, -138, Remedy.PERSON), // likewise
            row(ZBS, -139, Remedy.RECIPIENT), // user refused
            row(ZBS, -141, Remedy.RECIPIENT), // likewise
            row(ZBS, -144, Remedy.PERSON), // quota of the day used up
            row(ZBS, -1122, Remedy.PAYLOAD), // parameter missing
            row(ZBS, -1124, Remedy.PAYLOAD)); // parameter malformed

    private ErrorCodes() {}

    static Remedy remedy(Host host, long code) {
        return TABLE.getOrDefault(new Code(host, code), Remedy.UNKNOWN);
    }

    private static Map.Entry<Code, Remedy> row(Host host, long number, Remedy remedy) {
        return Map.entry(new Code(host, number), remedy);
    }
}
