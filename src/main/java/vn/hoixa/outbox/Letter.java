package vn.hoixa.outbox;

import org.jspecify.annotations.Nullable;

/**
 * One message to a resident.
 *
 * @param kind what it is, for counting: answer, clarify, case, …
 * @param text at most 2,000 characters in NFC
 * @param menu the numbered choices that it offers, as JSON; null where it offers none
 */
public record Letter(String kind, String text, @Nullable String menu) {
    public Letter with(String offered) {
        return new Letter(kind, text, offered);
    }
}
