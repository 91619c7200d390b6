package vn.hoixa.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one guide is asked for: its title, phrasings and forms.
 *
 * @param texts all syllables of each, with a blank around each syllable
 * @param said by content syllable, and pair of them, the numbers of those that say it; the first is the title
 */
record GuideWords(List<String> texts, Map<String, int[]> said) {

    static GuideWords of(List<Reading> readings) {
        Map<String, int[]> said = new HashMap<>();
        for (int number = 0; number < readings.size(); number++) {
            for (String term : readings.get(number).terms()) {
                int[] before = said.getOrDefault(term, new int[0]);
                int[] all = Arrays.copyOf(before, before.length + 1);
                all[before.length] = number;
                said.put(term, all);
            }
        }
        return new GuideWords(
                readings.stream().map(reading -> spaced(reading.tokens())).toList(), said);
    }

    boolean says(List<String> phrase) {
        String said = spaced(phrase);
        return texts.stream().anyMatch(text -> text.contains(said));
    }

    private static String spaced(List<String> tokens) {
        return " " + String.join(" ", tokens) + " ";
    }
}
