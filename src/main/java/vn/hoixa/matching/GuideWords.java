package vn.hoixa.matching;

import java.util.List;
import java.util.Set;

/**
 * How one guide is asked for: its title, phrasings and forms.
 *
 * @param texts all syllables of each, with a blank around each syllable
 * @param phrasings content syllables and pairs of each
 */
record GuideWords(List<String> texts, List<Set<String>> phrasings) {

    static GuideWords of(List<Reading> readings) {
        return new GuideWords(
                readings.stream().map(reading -> spaced(reading.tokens())).toList(),
                readings.stream().map(Reading::terms).toList());
    }

    boolean says(List<String> phrase) {
        String said = spaced(phrase);
        return texts.stream().anyMatch(text -> text.contains(said));
    }

    private static String spaced(List<String> tokens) {
        return " " + String.join(" ", tokens) + " ";
    }
}
