package vn.hoixa.zalo;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a message says, in one of the kinds that Zalo takes. */
public sealed interface Content {

    /** Nothing but text. */
    static Content text(String text) {
        return new Text(text, null);
    }

    /** The same without what not every page or phone takes beside a text. */
    default Content bare() {
        return switch (this) {
            case Text text -> text(text.text());
            case Buttons buttons -> text(buttons.text());
            default -> this;
        };
    }

    /**
     * Plain text.
     *
     * @param text at most 2,000 characters in NFC, as Zalo counts
     * @param quoted id of the message that it answers to, null for none
     */
    record Text(String text, @Nullable String quoted) implements Content {}

    /** A picture at an address; Zalo may fetch it several times. */
    record Image(String text, URI url) implements Content {}

    /** A picture that was uploaded; its id holds for 7 days. */
    record UploadedImage(String text, String attachmentId) implements Content {}

    /** A file that was uploaded; its token holds for 7 days. */
    record File(String token) implements Content {}

    record Sticker(String attachmentId) implements Content {}

    /**
     * Choices to press, each of which stands in the text with its number, too: not every page and phone has buttons.
     *
     * @param text with the numbered choices
     * @param buttons one to five
     */
    record Buttons(String text, List<Button> buttons) implements Content {
        private static final int MOST = 5;

        public Buttons {
            buttons = List.copyOf(buttons);
            if (buttons.isEmpty() || buttons.size() > MOST) {
                throw new IllegalArgumentException("Zalo takes 1 to 5 buttons, not " + buttons.size());
            }
            if (!IntStream.rangeClosed(1, buttons.size()).allMatch(number -> text.contains(String.valueOf(number)))) {
                throw new IllegalArgumentException("the choices do not stand in the text with their numbers");
            }
        }
    }

    /** A form that asks for name, telephone and address. */
    record InfoRequest(String title, String subtitle, URI image) implements Content {}

    /** A sign on a message of the resident's. */
    record Reaction(String messageId, Icon icon) implements Content {}

    /** The signs that are known to work. */
    enum Icon {
        STRONG("/-strong"),
        HEART("/-heart"),
        /** Takes back what was there. */
        REMOVE("/-remove");

        private final String code;

        Icon(String code) {
            this.code = code;
        }

        /** As Zalo writes it. */
        public String code() {
            return code;
        }
    }
}
