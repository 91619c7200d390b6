package vn.hoixa.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;

/** The words in which guides are asked for, and how much each of them tells. */
final class Lexicon {
    private final Map<String, GuideWords> words = new LinkedHashMap<>();
    private final Map<String, Double> idf;
    private final double unknown;
    /** How much each phrasing of a guide tells. */
    private final Map<String, double[]> weights = new HashMap<>();

    private final Map<List<String>, Set<String>> askedSo = new HashMap<>();

    Lexicon(Knowledge knowledge, Reader reader) {
        for (Guide guide : knowledge.guides()) {
            List<Reading> readings = Stream.of(List.of(guide.title()), guide.phrasings(), guide.forms())
                    .flatMap(List::stream)
                    .map(reader::readWritten)
                    .toList();
            words.put(key(guide), GuideWords.of(readings));
            readings.forEach(reading -> askedSo.computeIfAbsent(reading.content(), content -> new HashSet<>())
                    .add(key(guide)));
        }
        idf = idf(words.values());
        unknown = idf(0, words.size());
        words.forEach((guide, asked) -> weights.put(guide, weights(asked)));
    }

    /** Two communes may each have a guide of their own about one procedure. */
    static String key(Guide guide) {
        return guide.commune() == null ? guide.code() : guide.commune() + "/" + guide.code();
    }

    GuideWords of(Guide guide) {
        return Objects.requireNonNull(words.get(key(guide)));
    }

    /** Keys of the guides that are asked for in exactly these words. */
    Set<String> askedSo(List<String> content) {
        return askedSo.getOrDefault(content, Set.of());
    }

    /** What is asked, with how much each term of it tells. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares or shows them.
    record Asked(String[] terms, double[] weights, double weight) {}

    Asked asked(Set<String> terms) {
        String[] all = terms.toArray(String[]::new);
        double[] each = new double[all.length];
        double sum = 0;
        for (int i = 0; i < all.length; i++) {
            each[i] = idf.getOrDefault(all[i], unknown);
            sum += each[i];
        }
        return new Asked(all, each, sum);
    }

    /**
     * How much a question has in common with a guide: 0 for nothing, 1 for all.
     *
     * @param nearest with the nearest of its phrasings
     * @param title with its title
     * @param coverage how much of what the question says any phrasing says too
     */
    record Likeness(double nearest, double title, double coverage) {}

    Likeness likeness(Guide guide, Asked asked) {
        Map<String, int[]> said = of(guide).said();
        double[] weights = Objects.requireNonNull(this.weights.get(key(guide)));
        double[] common = new double[weights.length];
        double any = 0;
        for (int i = 0; i < asked.terms.length; i++) {
            int[] phrasings = said.get(asked.terms[i]);
            if (phrasings != null) {
                any += asked.weights[i];
                for (int phrasing : phrasings) {
                    common[phrasing] += asked.weights[i];
                }
            }
        }
        double nearest = 0;
        for (int phrasing = 0; phrasing < common.length; phrasing++) {
            double all = asked.weight + weights[phrasing];
            common[phrasing] = all == 0 ? 0 : 2 * common[phrasing] / all;
            nearest = Math.max(nearest, common[phrasing]);
        }
        return new Likeness(nearest, common[0], asked.weight == 0 ? 0 : any / asked.weight);
    }

    private double[] weights(GuideWords asked) {
        double[] weights = new double[asked.texts().size()];
        asked.said().forEach((term, phrasings) -> {
            for (int phrasing : phrasings) {
                weights[phrasing] += idf.getOrDefault(term, unknown);
            }
        });
        return weights;
    }

    private static Map<String, Double> idf(Collection<GuideWords> guides) {
        Map<String, Integer> guidesWith = new HashMap<>();
        for (GuideWords guide : guides) {
            guide.said().keySet().forEach(term -> guidesWith.merge(term, 1, Integer::sum));
        }
        Map<String, Double> idf = new HashMap<>();
        guidesWith.forEach((term, with) -> idf.put(term, idf(with, guides.size())));
        return idf;
    }

    /** Rare terms tell more, and most of all those that no guide knows. */
    private static double idf(int with, int guides) {
        return Math.log(1 + (guides - with + 0.5) / (with + 0.5));
    }
}
