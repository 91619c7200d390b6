package vn.hoixa.escalation;

import java.util.Locale;

/** How far a case is. */
public enum State {
    /** Nobody has said yet that they look after it. */
    NEW,
    TAKEN,
    /** For the resident, who was asked something. */
    WAITING,
    /** The officer says so, or the resident. */
    ANSWERED,
    CLOSED,
    /** To another authority. */
    PASSED,
    /** With a reason. */
    REFUSED,
    /** The resident's data were erased. */
    WITHDRAWN;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    /** Whether somebody still has something to do. */
    public boolean isOpen() {
        return this == NEW || this == TAKEN || this == WAITING;
    }
}
