package vn.hoixa.feedback;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.hoixa.knowledge.Folding;

/**
 * A syllable as it is typed.
 *
 * @param folded without marks
 * @param marks all that it is typed with, in an order of their own, so that "hoà" and "hòa" are the same
 */
record Syllable(String folded, String marks) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\d]+");

    private static final Pattern LETTERS = Pattern.compile("[^\\p{M}\\u0111]+");

    static List<Syllable> of(String text) {
        return WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT))
                .results()
                .map(word -> new Syllable(Folding.fold(word.group()), marks(word.group())))
                .filter(syllable -> !syllable.folded().isEmpty())
                .toList();
    }

    private static String marks(String decomposed) {
        return Arrays.stream(LETTERS.matcher(decomposed).replaceAll("").split(""))
                .sorted()
                .collect(Collectors.joining());
    }

    boolean isMarked() {
        return !marks.isEmpty();
    }

    /** Whether it may stand for a word: "hỏi" is not "hôi", and "hoi" may be either. */
    boolean mayBe(Syllable word) {
        return folded.equals(word.folded) && (!isMarked() || marks.equals(word.marks));
    }
}
