package vn.hoixa.directory;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.hoixa.knowledge.Folding;

/** Some words in a row, as they were written and as they are compared: without marks. */
record Phrase(List<String> written, List<String> folded) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    Phrase {
        written = List.copyOf(written);
        folded = List.copyOf(folded);
    }

    static Phrase of(String text) {
        List<String> written = WORD.matcher(
                        Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
        return new Phrase(written, written.stream().map(Folding::fold).toList());
    }

    int length() {
        return folded.size();
    }

    /** The words from one to before another. */
    Phrase part(int from, int to) {
        return new Phrase(written.subList(from, to), folded.subList(from, to));
    }

    /** Whether the other words stand here from that place on. */
    boolean hasAt(int place, Phrase other) {
        int end = place + other.length();
        return place >= 0
                && other.length() > 0
                && end <= length()
                && folded.subList(place, end).equals(other.folded);
    }

    Phrase then(Phrase next) {
        return new Phrase(
                Stream.concat(written.stream(), next.written.stream()).toList(),
                Stream.concat(folded.stream(), next.folded.stream()).toList());
    }

    boolean has(Phrase other) {
        return IntStream.range(0, length()).anyMatch(place -> hasAt(place, other));
    }
}
