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
        words.values().stream()
                .flatMap(guide -> guide.phrasings().stream())
                .forEach(phrasing -> weights.put(phrasing, weight(phrasing.stream())));
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

    /** How much a question has in common with the nearest phrasing of a guide: 0 for nothing, 1 for all. */
    double likeness(Guide guide, Set<String> asked, double weight) {
        return of(guide).phrasings().stream()
                .mapToDouble(phrasing -> likeness(asked, weight, phrasing))
                .max()
                .orElse(0);
    }

    /** The same for its title alone. */
    double titleLikeness(Guide guide, Set<String> asked, double weight) {
        return likeness(asked, weight, of(guide).phrasings().getFirst());
    }

    /** How much of what a question says any phrasing of a guide says too. */
    double coverage(Guide guide, Set<String> asked, double weight) {
        Set<String> said = of(guide).said();
        return weight == 0 ? 0 : weight(asked.stream().filter(said::contains)) / weight;
    }

    private double likeness(Set<String> asked, double weight, Set<String> phrasing) {
        double all = weight + Objects.requireNonNull(weights.get(phrasing));
        return all == 0 ? 0 : 2 * weight(asked.stream().filter(phrasing::contains)) / all;
    }

    double weight(Stream<String> terms) {
        double unknown = idf(0, words.size());
        return terms.mapToDouble(term -> idf.getOrDefault(term, unknown)).sum();
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
