package vn.hoixa.knowledge;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of feedback may be about.
 *
 * @param id stays as long as the theme does: history is kept by it
 * @param vietnamese name as leaders read it
 * @param parent id of the theme of the first level above, or null for one of the first level
 * @param needsSomeone whether a person has to act, so that a case is opened
 * @param isUrgent whether at once
 * @param field folder of the bank whose officer acts, or null for whoever takes feedback
 * @param words that speak of it
 * @param examples from which it is learnt
 */
public record Theme(
        String id,
        String vietnamese,
        String english,
        @Nullable String parent,
        boolean needsSomeone,
        boolean isUrgent,
        @Nullable String field,
        List<String> words,
        List<String> examples) {
    public Theme {
        words = List.copyOf(words);
        examples = List.copyOf(examples);
    }

    /** Its name in the language of a page. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("vi") ? vietnamese : english;
    }

    public boolean isFirstLevel() {
        return parent == null;
    }
}
