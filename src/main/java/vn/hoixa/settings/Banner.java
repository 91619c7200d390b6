package vn.hoixa.settings;

import java.time.Instant;

/**
 * What every resident is told before anything else.
 *
 * @param from since when
 * @param until when it ends by itself
 */
public record Banner(String text, Instant from, Instant until) {
    public boolean stands(Instant at) {
        return at.isBefore(until);
    }
}
