package vn.hoixa.zalo;

/** What became of one download. */
public sealed interface Download {
    /** All of it was written. */
    record Complete() implements Download {}

    /** It is not taken, now or later. */
    record Refused(Cause cause) implements Download {}

    /** It may work later. */
    record Failed(String cause) implements Download {}

    /** Why it is not taken; the names are the record's. */
    enum Cause {
        /** Not an https address at all. */
        ADDRESS,
        /** It leads into a network that is not the public one. */
        PRIVATE,
        REDIRECTS,
        SIZE,
        /** Zalo, or whoever holds it, no longer has it. */
        GONE
    }
}
