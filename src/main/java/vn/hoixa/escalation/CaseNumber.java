package vn.hoixa.escalation;

import java.util.Locale;

/**
 * Number of a case within its commune, said as "CH-0427".
 *
 * @param value from 1
 */
public record CaseNumber(int value) {
    public CaseNumber {
        if (value < 1) {
            throw new IllegalArgumentException("not a case number: " + value);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "CH-%04d", value);
    }
}
