package vn.hoixa.feedback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.hoixa.knowledge.Themes;

/** How something is said: the words for tones, and for what cannot wait. */
final class Speech {
    static final String PRAISE = "praise";
    static final String SUGGESTION = "suggestion";
    static final String COMPLAINT = "complaint";
    static final String URGENT = "urgent";

    private final Map<String, WordList> kinds = new LinkedHashMap<>();

    Speech(Themes themes) {
        List.of(PRAISE, SUGGESTION, COMPLAINT, URGENT)
                .forEach(kind -> kinds.put(kind, new WordList(themes.speech(kind))));
    }

    boolean says(String kind, List<String> said) {
        return Objects.requireNonNull(kinds.get(kind)).isIn(said);
    }

    /** The kinds that are said. */
    List<String> in(List<String> said) {
        return kinds.keySet().stream().filter(kind -> says(kind, said)).toList();
    }
}
