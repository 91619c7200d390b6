package vn.hoixa.feedback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.hoixa.knowledge.Themes;

/** How something is said: the words for tones, and for what cannot wait. */
final class Speech {
    static final String THANKS = "thanks";
    static final String PRAISE = "praise";
    static final String SUGGESTION = "suggestion";
    static final String COMPLAINT = "complaint";
    static final String URGENT = "urgent";

    private final Map<String, WordList> kinds = new LinkedHashMap<>();

    Speech(Themes themes, Spellings spellings) {
        List.of(THANKS, PRAISE, SUGGESTION, COMPLAINT, URGENT)
                .forEach(kind -> kinds.put(kind, new WordList(themes.speech(kind), spellings)));
    }

    boolean says(String kind, String text) {
        return Objects.requireNonNull(kinds.get(kind)).isIn(text);
    }

    /** The kinds that are said. */
    List<String> in(String text) {
        return kinds.keySet().stream().filter(kind -> says(kind, text)).toList();
    }
}
