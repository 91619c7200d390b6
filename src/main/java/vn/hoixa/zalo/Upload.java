package vn.hoixa.zalo;

/** What became of a file that was given to Zalo to be sent. */
public sealed interface Upload {
    /** What Zalo tells apart. */
    enum Kind {
        IMAGE,
        FILE
    }

    /**
     * Zalo keeps it for 7 days.
     *
     * @param handle the attachment id of an image, the token of a file
     */
    record Kept(Kind kind, String handle) implements Upload {
        /** The message that brings it. */
        public Content content() {
            return switch (kind) {
                case IMAGE -> new Content.UploadedImage("", handle);
                case FILE -> new Content.File(handle);
            };
        }
    }

    /** It cannot be sent now or at all. */
    record Failed(Delivery outcome) implements Upload {}
}
