package vn.hoixa.outbox;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.zalo.Button;
import vn.hoixa.zalo.Content.Icon;

/** What makes a letter more than text; but for a quote and choices, such a letter has no text. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
public sealed interface Enclosure {

    /** The text answers this message of the resident's. */
    record Quote(String messageId) implements Enclosure {}

    /** To be pressed, where buttons are allowed; each stands in the text with its number, too. */
    record Choices(List<Button> buttons) implements Enclosure {}

    /** A picture or file that was stored with {@link Outbox#store}. */
    record StoredFile(long id) implements Enclosure {}

    /** A picture or file that somebody sent to a page, passed on. */
    record Attachment(long id) implements Enclosure {}

    record Sticker(String id) implements Enclosure {}

    /** A form that asks for name, telephone and address. */
    record InfoRequest(String title, String subtitle, URI image) implements Enclosure {}

    /** A sign on a message of the resident's. */
    record Reaction(String messageId, Icon icon) implements Enclosure {}

    /** Whether it stands beside a text, which is all that is left of the letter where Zalo does not take the rest. */
    default boolean hasText() {
        return this instanceof Quote || this instanceof Choices;
    }

    /** As it is kept. */
    default String write() {
        return Format.JSON.writerFor(Enclosure.class).writeValueAsString(this);
    }

    static Enclosure read(String kept) {
        return Format.JSON.readValue(kept, Enclosure.class);
    }

    /** JSON that tells the kinds apart by their names. */
    final class Format {
        private static final JsonMapper JSON =
                JsonMapper.builder().addMixIn(Button.class, Kinds.class).build();

        private Format() {}

        @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
        private interface Kinds {}
    }
}
