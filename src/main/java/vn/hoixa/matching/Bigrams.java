package vn.hoixa.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How likely syllables follow each other in the guides: bigrams with absolute discounting. */
final class Bigrams {
    /** Number of what no guide says. */
    static final int UNKNOWN = 0;

    /** Number of what stands before the first syllable. */
    static final int START = 1;

    private static final double DISCOUNT = 0.75;
    private static final double UNSEEN = 0.05;
    private static final double LEAST_BACK_OFF = 1e-4;
    private static final int UNSEEN_WORDS = 10_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final PairCounts pairs = new PairCounts();
    private int[] seen = new int[1 << 12];
    private int[] followers = new int[1 << 12];
    private long all;

    void learn(List<String> syllables) {
        int before = START;
        seen[START]++;
        for (String syllable : syllables) {
            int number = numbers.computeIfAbsent(syllable, word -> numbers.size() + 2);
            if (number >= seen.length) {
                seen = Arrays.copyOf(seen, seen.length * 2);
                followers = Arrays.copyOf(followers, followers.length * 2);
            }
            seen[number]++;
            all++;
            if (pairs.add(before, number) == 1) {
                followers[before]++;
            }
            before = number;
        }
    }

    int number(String syllable) {
        return numbers.getOrDefault(syllable, UNKNOWN);
    }

    boolean knows(String syllable) {
        return numbers.containsKey(syllable);
    }

    int seen(String syllable) {
        return seen[number(syllable)];
    }

    /** Natural logarithm of the probability of a syllable after another. */
    double logOf(int syllable, int before) {
        double alone = (seen[syllable] + UNSEEN) / (all + UNSEEN * (numbers.size() + UNSEEN_WORDS));
        int context = seen[before];
        if (context == 0) {
            return Math.log(alone);
        }
        int together = pairs.get(before, syllable);
        double backOff = DISCOUNT * followers[before] / context;
        return Math.log(Math.max(together - DISCOUNT, 0) / context + Math.max(backOff, LEAST_BACK_OFF) * alone);
    }
}
