package vn.hoixa.feedback;

import java.util.Locale;

/** How feedback is meant. */
public enum Tone {
    COMPLAINT,
    /** Neither good nor bad is said of anybody: something is broken, something happened. */
    REMARK,
    SUGGESTION,
    PRAISE;

    /** As it is written in the database, and the end of a message's key. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Tone of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
