package vn.hoixa.rating;

import java.util.Locale;

/** How content a resident is. */
public enum Contentment {
    CONTENT,
    NEUTRAL,
    NOT_CONTENT;

    /** As it stands in the journal, and the end of a message's key. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
