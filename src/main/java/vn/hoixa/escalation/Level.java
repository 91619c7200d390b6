package vn.hoixa.escalation;

import java.util.Locale;

/** How soon a case has to be answered. */
public enum Level {
    ORDINARY,
    URGENT;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Level of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
