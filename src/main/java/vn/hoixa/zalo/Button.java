package vn.hoixa.zalo;

import java.net.URI;

/** One choice of {@link Content.Buttons}; its title has at most 100 characters. */
public sealed interface Button {

    String title();

    /** Opens a page. */
    record Link(String title, URI url) implements Button {
        public Link {
            check(title, 100);
        }
    }

    /**
     * Makes the resident say something. It comes in as a plain text, which anybody can type: it must not open anything.
     *
     * @param payload at most 1,000 characters
     * @param shown whether it stands in the chat
     */
    record Say(String title, String payload, boolean shown) implements Button {
        public Say {
            check(title, 100);
            check(payload, 1_000);
        }
    }

    /** Dials a number. */
    record Call(String title, String number) implements Button {
        public Call {
            check(title, 100);
        }
    }

    /** Opens a short message to a number. */
    record Sms(String title, String number, String text) implements Button {
        public Sms {
            check(title, 100);
        }
    }

    private static void check(String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException("Zalo takes 1 to " + longest + " characters here, not " + text.length());
        }
    }
}
