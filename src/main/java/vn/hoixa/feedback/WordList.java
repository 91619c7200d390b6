package vn.hoixa.feedback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoixa.matching.TextClassifier;

/** Phrases that are found in a text, compared without marks. */
final class WordList {
    private final Map<String, List<Phrase>> byFirst = new HashMap<>();

    WordList(Collection<String> phrases) {
        for (String written : phrases) {
            List<String> syllables = TextClassifier.syllables(written);
            if (!syllables.isEmpty()) {
                byFirst.computeIfAbsent(syllables.getFirst(), any -> new ArrayList<>())
                        .add(new Phrase(written, syllables));
            }
        }
    }

    private record Phrase(String written, List<String> syllables) {
        boolean isAt(List<String> said, int place) {
            return place + syllables.size() <= said.size()
                    && said.subList(place, place + syllables.size()).equals(syllables);
        }
    }

    /** Those that are said, as they are written here, in the order of the text. */
    List<String> in(List<String> said) {
        List<String> found = new ArrayList<>();
        for (int place = 0; place < said.size(); place++) {
            for (Phrase phrase : byFirst.getOrDefault(said.get(place), List.of())) {
                if (phrase.isAt(said, place) && !found.contains(phrase.written())) {
                    found.add(phrase.written());
                }
            }
        }
        return found;
    }

    boolean isIn(List<String> said) {
        return !in(said).isEmpty();
    }
}
