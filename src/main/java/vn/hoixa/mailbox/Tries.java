package vn.hoixa.mailbox;

import java.util.Locale;

/** What becomes of the count of tries when a claim is settled. */
public enum Tries {
    /** All went well: start counting anew. */
    CLEAR,
    /** The message itself failed: the count stands. */
    KEEP,
    /** Something else was down: this try never happened. */
    FORGIVE;

    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }
}
