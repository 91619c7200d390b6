package vn.hoixa.feedback;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which words a syllable without marks mostly is, by texts with marks: "toi" is "tôi", and hardly ever "tồi". */
final class Spellings {
    private final Map<Syllable, Integer> words = new HashMap<>();
    private final Map<String, Integer> all = new HashMap<>();

    Spellings(Collection<String> texts) {
        for (String text : texts) {
            List<Syllable> syllables = Syllable.of(text);
            if (syllables.stream().anyMatch(Syllable::isMarked)) {
                syllables.forEach(syllable -> {
                    words.merge(syllable, 1, Integer::sum);
                    all.merge(syllable.folded(), 1, Integer::sum);
                });
            }
        }
    }

    /** A word that stands nowhere in the texts is taken for what is written without marks there. */
    boolean isMostly(Syllable word) {
        return words.getOrDefault(word, 0) * 2 >= all.getOrDefault(word.folded(), 0);
    }
}
