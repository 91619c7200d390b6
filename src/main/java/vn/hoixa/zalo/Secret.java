package vn.hoixa.zalo;

/**
 * A value that never shows itself in logs or errors.
 *
 * @param value the secret in clear
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
