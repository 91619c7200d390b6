package vn.hoixa.settings;

import java.text.MessageFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Commune;

/** A commune's own words in the place of the bot's. */
@FunctionalInterface
public interface OwnWords {
    OwnWords NONE = (commune, key) -> null;

    /** With gaps as in {@code {0}}, or null where the commune left the sentence as it is. */
    @Nullable
    String of(Commune commune, String key);

    /** The text with values in its gaps; an apostrophe in it is one. */
    static String filled(String text, Object... values) {
        return new MessageFormat(text.replace("'", "''"), Locale.of("vi")).format(values);
    }
}
