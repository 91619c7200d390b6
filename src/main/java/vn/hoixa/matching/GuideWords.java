package vn.hoixa.matching;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one guide is asked for: its title, phrasings and forms.
 *
 * @param texts all syllables of each, with a blank around each syllable
 * @param phrasings content syllables and pairs of each; the first is the title
 * @param said all of them together
 */
record GuideWords(List<String> texts, List<Set<String>> phrasings, Set<String> said) {

    static GuideWords of(List<Reading> readings) {
        List<Set<String>> phrasings = readings.stream().map(Reading::terms).toList();
        return new GuideWords(
                readings.stream().map(reading -> spaced(reading.tokens())).toList(),
                phrasings,
                phrasings.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
    }

    boolean says(List<String> phrase) {
        String said = spaced(phrase);
        return texts.stream().anyMatch(text -> text.contains(said));
    }

    private static String spaced(List<String> tokens) {
        return " " + String.join(" ", tokens) + " ";
    }
}
