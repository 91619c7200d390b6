package vn.hoixa.knowledge;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Things that residents say, by kind, as the files have them; found with and without marks.
 *
 * <p>A syllable that is typed with marks must have the right ones: "phần anh" is no "phản ánh".
 */
public final class Phrases {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final Map<String, List<List<Word>>> kinds;
    private final Map<String, List<String>> folded;

    private Phrases(Map<String, List<String>> kinds) {
        this.kinds = kinds.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        kind -> kind.getValue().stream().map(Phrases::phrase).toList()));
        this.folded = this.kinds.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, kind -> foldedOf(kind.getValue())));
    }

    /** Reads lists of phrases by kind; without the file nothing is ever said. */
    static Phrases read(String file, @Nullable String text, Problems problems) {
        return new Phrases(
                text == null
                        ? Map.of()
                        : YamlSection.parse(file, 1, text, problems).textsByKey());
    }

    /** Whether the text has a phrase of that kind anywhere. */
    public boolean says(String kind, String text) {
        List<String> said = words(text);
        return of(kind).stream()
                .anyMatch(phrase -> IntStream.rangeClosed(0, said.size() - phrase.size())
                        .anyMatch(place -> isAt(said, place, phrase)));
    }

    /** Whether the text ends with a phrase of that kind. */
    public boolean endsWith(String kind, String text) {
        List<String> said = words(text);
        return of(kind).stream()
                .anyMatch(phrase -> phrase.size() <= said.size() && isAt(said, said.size() - phrase.size(), phrase));
    }

    /** The phrases of a kind without marks, the longest first. */
    public List<String> folded(String kind) {
        return folded.getOrDefault(kind, List.of());
    }

    private static List<String> foldedOf(List<List<Word>> phrases) {
        return phrases.stream()
                .map(phrase -> phrase.stream().map(Word::folded).collect(Collectors.joining(" ")))
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    private List<List<Word>> of(String kind) {
        return kinds.getOrDefault(kind, List.of());
    }

    private static boolean isAt(List<String> said, int place, List<Word> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).isSaid(said.get(place + i))) {
                return false;
            }
        }
        return true;
    }

    /** A word of a phrase, as it is written and without marks. */
    private record Word(String written, String folded) {
        boolean isSaid(String typed) {
            return typed.equals(written) || typed.equals(folded);
        }
    }

    private static List<Word> phrase(String text) {
        return words(text).stream()
                .map(word -> new Word(word, Folding.fold(word)))
                .toList();
    }

    private static List<String> words(String text) {
        return WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
