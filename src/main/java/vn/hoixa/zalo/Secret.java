package vn.hoixa.zalo;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A value that never shows itself in logs, errors or JSON.
 *
 * @param value the secret in clear
 */
public record Secret(String value) {
    @JsonValue
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
