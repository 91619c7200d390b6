package vn.hoixa.zalo;

/** What became of one webhook call; the names are the metric's. */
enum Intake {
    ACCEPTED,
    /** Delivered again: kept already. */
    DUPLICATE,
    /** Genuine, but makes no sense; kept as a dead letter. */
    UNREADABLE,
    /** Zalo's console checks the address with an unsigned {@code {}}. */
    EMPTY,
    /** The Test button of Zalo's console. */
    TEST,
    NOT_JSON,
    BAD_SIGNATURE,
    UNKNOWN_OA,
    TOO_LARGE,
    /** Could not be kept: Zalo is told so and delivers again. */
    UNAVAILABLE
}
