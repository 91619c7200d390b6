package vn.hoixa.zalo;

/** What became of a file that was given to Zalo to be sent. */
public sealed interface Upload {
    /** Zalo keeps it for 7 days: the attachment id of an image, the token of a file. */
    record Kept(String handle) implements Upload {}

    /** It cannot be sent now or at all. */
    record Failed(Delivery outcome) implements Upload {}
}
