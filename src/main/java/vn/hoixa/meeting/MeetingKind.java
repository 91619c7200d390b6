package vn.hoixa.meeting;

import java.util.Locale;

/** What kind of meeting residents are asked to. */
public enum MeetingKind {
    /** Leaders answer in public what residents send before. */
    DIALOGUE,
    /** Leaders receive residents one by one. */
    RECEPTION;

    /** As it stands in forms, messages and the table. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MeetingKind of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
