package vn.hoixa.settings;

import java.util.Locale;

/** What is wrong with something that was written into a form; the end of a message's key. */
public enum Fault {
    EMPTY,
    LONG,
    /** Characters that no keyboard writes. */
    CONTROL,
    /** An address that residents may not be sent to. */
    LINK,
    HOURS,
    /** Other gaps than the original has. */
    GAPS,
    /** A promise that residents must read is missing. */
    PROMISE,
    PERIODS,
    /** No weekday would be worked any more. */
    NO_DAY,
    DAYS,
    SWAP,
    PHONE,
    EMAIL,
    MAP;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
