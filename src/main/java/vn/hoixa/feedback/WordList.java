package vn.hoixa.feedback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Phrases that are found in a text, with their marks or without any. */
final class WordList {
    private final Map<String, List<Phrase>> byFirst = new HashMap<>();

    /** A single syllable says too little without its marks, unless it is mostly this word. */
    WordList(Collection<String> phrases, Spellings spellings) {
        for (String written : phrases) {
            List<Syllable> syllables = Syllable.of(written);
            if (!syllables.isEmpty()) {
                boolean isPlain = syllables.size() > 1 || spellings.isMostly(syllables.getFirst());
                byFirst.computeIfAbsent(syllables.getFirst().folded(), any -> new ArrayList<>())
                        .add(new Phrase(written, syllables, isPlain));
            }
        }
    }

    private record Phrase(String written, List<Syllable> syllables, boolean mayBePlain) {
        boolean isAt(List<Syllable> said, int place) {
            if (place + syllables.size() > said.size()) {
                return false;
            }
            for (int i = 0; i < syllables.size(); i++) {
                if (!said.get(place + i).mayBe(syllables.get(i))) {
                    return false;
                }
            }
            return mayBePlain || said.get(place).equals(syllables.getFirst());
        }
    }

    /** Those that are said, as they are written here, in the order of the text. */
    List<String> in(String text) {
        List<Syllable> said = Syllable.of(text);
        List<String> found = new ArrayList<>();
        for (int place = 0; place < said.size(); place++) {
            for (Phrase phrase : byFirst.getOrDefault(said.get(place).folded(), List.of())) {
                if (phrase.isAt(said, place) && !found.contains(phrase.written())) {
                    found.add(phrase.written());
                }
            }
        }
        return found;
    }

    boolean isIn(String text) {
        return !in(text).isEmpty();
    }
}
