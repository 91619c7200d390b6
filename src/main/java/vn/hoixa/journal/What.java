package vn.hoixa.journal;

import java.util.Locale;

/** What happened. */
public enum What {
    /** A resident's message came. */
    ASKED,
    /** A turn was decided about: what came of it, by which rule and knowledge. */
    DECIDED,
    /** A message of ours reached Zalo. */
    SENT,
    /** A resident said how content they are. */
    RATED,
    /** A case was opened. */
    HANDED_OVER,
    /** An officer's words went to the resident. */
    ANSWERED,
    /** A case was ended. */
    CLOSED,
    REOPENED,
    /** A case's time ran out. */
    OVERDUE,
    /** A remark was filed. */
    REMARKED,
    /** A person filed a remark elsewhere. */
    CORRECTED;

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static What of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
