package vn.hoixa.outbox;

import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Zalo says that the page sent. Pictures, files and stickers come without a text; what they were is in the event's
 * name, the second part of its key.
 */
record Echo(
        String eventKey,
        @Nullable String messageId,
        @Nullable String text,
        long zaloTime) {
    private static final Set<String> TEMPLATES = Set.of("template", "list");
    private static final Set<String> FILES = Set.of("image", "gif", "file");

    /** Whether a message of that look sounds so. */
    boolean isOf(String sent, @Nullable Enclosure enclosure) {
        return switch (enclosure) {
            case null -> isText(sent);
            case Enclosure.Quote ignored -> isText(sent);
            case Enclosure.Choices ignored -> isText(sent);
            case Enclosure.StoredFile ignored -> FILES.contains(what());
            case Enclosure.Attachment ignored -> FILES.contains(what());
            case Enclosure.Sticker ignored -> what().equals("sticker");
            case Enclosure.InfoRequest ignored -> TEMPLATES.contains(what());
            case Enclosure.Reaction reaction -> isReaction(reaction);
        };
    }

    private boolean isText(String sent) {
        return !isOurReaction() && nfc(text).equals(nfc(sent));
    }

    private boolean isReaction(Enclosure.Reaction reaction) {
        return isOurReaction()
                && reaction.messageId().equals(messageId)
                && reaction.icon().code().equals(text);
    }

    private boolean isOurReaction() {
        return name().equals("oa_reacted_message");
    }

    /** As in {@code oa_send_image} and {@code oa_send_anonymous_image}. */
    private String what() {
        return name().startsWith("oa_send_") ? name().substring(name().lastIndexOf('_') + 1) : "";
    }

    private String name() {
        String[] parts = eventKey.split("\\|", 3);
        return parts.length > 1 ? parts[1] : "";
    }

    private static String nfc(@Nullable String text) {
        return text == null ? "" : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
