package vn.hoixa.feedback;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Precision, recall and F1 of labels. */
final class Scores {
    private final Map<String, Integer> right = new TreeMap<>();
    private final Map<String, Integer> wanted = new TreeMap<>();
    private final Map<String, Integer> given = new TreeMap<>();
    private final Map<String, Integer> confusions = new TreeMap<>();

    void add(String expected, String found) {
        wanted.merge(expected, 1, Integer::sum);
        given.merge(found, 1, Integer::sum);
        if (expected.equals(found)) {
            right.merge(expected, 1, Integer::sum);
        } else {
            confusions.merge(expected + " → " + found, 1, Integer::sum);
        }
    }

    Iterable<String> labels() {
        return wanted.keySet();
    }

    int of(String label) {
        return wanted.getOrDefault(label, 0);
    }

    double share(String found) {
        return given.getOrDefault(found, 0)
                / (double) wanted.values().stream().mapToInt(Integer::intValue).sum();
    }

    double precision(String label) {
        return ratio(right.getOrDefault(label, 0), given.getOrDefault(label, 0));
    }

    double recall(String label) {
        return ratio(right.getOrDefault(label, 0), wanted.getOrDefault(label, 0));
    }

    double f1(String label) {
        double sum = precision(label) + recall(label);
        return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
    }

    double macroF1() {
        return wanted.keySet().stream().mapToDouble(this::f1).average().orElse(0);
    }

    Map<String, Integer> mostConfused(int most) {
        Map<String, Integer> first = new LinkedHashMap<>();
        confusions.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(one -> first.put(one.getKey(), one.getValue()));
        return first;
    }

    private static double ratio(int some, int all) {
        return all == 0 ? 0 : some / (double) all;
    }
}
