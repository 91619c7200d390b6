package vn.hoixa.escalation;

import java.util.Locale;

/** What a case's clock does next. */
enum Stage {
    /** Half of the time has gone: remind the officer. */
    HALF,
    /** Remind the officer once more. */
    DEADLINE,
    /** It has passed: tell a leader, apologise to the resident with a new deadline. */
    LAPSE,
    /** An answer was sent: ask the officer whether that was all. */
    ASK_DONE,
    /** Nobody said anything after the answer. */
    SETTLE,
    /** The resident was asked back: look whether that reached them. */
    ASKED,
    /** They were asked back and did not answer: it is over. */
    SILENT,
    /** An answer of ours lies with an officer too long: tell the resident that somebody looks at it. */
    PATIENCE;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Stage of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
