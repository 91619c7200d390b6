package vn.hoixa.console;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoixa.report.Frozen;

/** What things were called when a month was frozen; what they are called now, where none is. */
final class FrozenNames {
    static final String VIETNAMESE = "vi";
    static final String ENGLISH = "en";

    private final Frozen.Words words;

    FrozenNames(@Nullable Frozen frozen, Locale locale) {
        String language = locale.getLanguage().equals(VIETNAMESE) ? VIETNAMESE : ENGLISH;
        Frozen.Words none = new Frozen.Words(Map.of(), Map.of());
        this.words = frozen == null ? none : frozen.words().getOrDefault(language, none);
    }

    static String themeKey(String id) {
        return "theme " + id;
    }

    static String guideKey(String code) {
        return "guide " + code;
    }

    static String fieldKey(String key) {
        return "field " + key;
    }

    String theme(String id, String now) {
        return words.names().getOrDefault(themeKey(id), now);
    }

    String guide(String code, String now) {
        return words.names().getOrDefault(guideKey(code), now);
    }

    String field(String key, String now) {
        return words.names().getOrDefault(fieldKey(key), now);
    }

    /** By figure; empty where those of now hold. */
    Map<String, String> definitions() {
        return words.definitions();
    }
}
