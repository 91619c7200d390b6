package vn.hoixa.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
    private final IdentityHashMap<Set<String>, Double> weights = new IdentityHashMap<>();
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
        words.values().stream()
                .flatMap(guide -> guide.phrasings().stream())
                .forEach(phrasing -> weights.put(phrasing, asked(phrasing).weight()));
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
    record Asked(String[] terms, double[] weights, double weight) {

        /** How much of it stands among some terms. */
        double in(Set<String> said) {
            double sum = 0;
            for (int i = 0; i < terms.length; i++) {
                if (said.contains(terms[i])) {
                    sum += weights[i];
                }
            }
            return sum;
        }
    }

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

    /** How much a question has in common with the nearest phrasing of a guide: 0 for nothing, 1 for all. */
    double likeness(Guide guide, Asked asked) {
        double most = 0;
        for (Set<String> phrasing : of(guide).phrasings()) {
            most = Math.max(most, likeness(asked, phrasing));
        }
        return most;
    }

    /** The same for its title alone. */
    double titleLikeness(Guide guide, Asked asked) {
        return likeness(asked, of(guide).phrasings().getFirst());
    }

    /** How much of what a question says any phrasing of a guide says too. */
    double coverage(Guide guide, Asked asked) {
        return asked.weight() == 0 ? 0 : asked.in(of(guide).said()) / asked.weight();
    }

    private double likeness(Asked asked, Set<String> phrasing) {
        double all = asked.weight() + Objects.requireNonNull(weights.get(phrasing));
        return all == 0 ? 0 : 2 * asked.in(phrasing) / all;
    }

    private static Map<String, Double> idf(Collection<GuideWords> guides) {
        Map<String, Integer> guidesWith = new HashMap<>();
        for (GuideWords guide : guides) {
            guide.said().forEach(term -> guidesWith.merge(term, 1, Integer::sum));
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
