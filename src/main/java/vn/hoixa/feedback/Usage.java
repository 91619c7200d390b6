package vn.hoixa.feedback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Themes;

/** How usual syllables and their pairs are where residents remark on something, by the examples of the themes. */
final class Usage {
    /** What stands in more of the examples says little by itself. */
    private static final double USUAL = 0.03;

    private final Map<String, Integer> seen = new HashMap<>();
    private final int examples;

    Usage(Themes themes) {
        List<String> texts = themes.all().stream()
                .flatMap(theme -> theme.examples().stream())
                .toList();
        examples = texts.size();
        texts.forEach(text -> {
            List<String> syllables = List.of(Folding.fold(text).split(" "));
            var grams = new HashSet<>(syllables);
            IntStream.range(1, syllables.size()).forEach(i -> grams.add(syllables.get(i - 1) + " " + syllables.get(i)));
            grams.forEach(gram -> seen.merge(gram, 1, Integer::sum));
        });
    }

    /** Of a syllable, or of a pair with a blank between them: how much it tells (inverse document frequency). */
    double weight(String gram) {
        return Math.log((examples + 1.0) / (seen.getOrDefault(gram, 0) + 1.0));
    }

    private boolean isTelling(String syllable) {
        return syllable.length() > 1
                && !Character.isDigit(syllable.charAt(0))
                && seen.getOrDefault(syllable, 0) <= examples * USUAL;
    }

    /** The pairs of syllables that tell something, without marks, each as it is written in the text. */
    Map<String, String> terms(String text) {
        List<String> written = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        for (String token : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\d]+", -1)) {
            if (!token.isEmpty()) {
                written.add(token);
                folded.add(Folding.fold(token));
            }
        }
        Map<String, String> terms = new LinkedHashMap<>();
        for (int i = 1; i < folded.size(); i++) {
            if (isTelling(folded.get(i - 1)) || isTelling(folded.get(i))) {
                terms.putIfAbsent(folded.get(i - 1) + " " + folded.get(i), written.get(i - 1) + " " + written.get(i));
            }
        }
        return terms;
    }
}
