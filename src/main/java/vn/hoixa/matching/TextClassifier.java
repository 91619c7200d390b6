package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;

/**
 * Tells of which of several kinds a text is, by its syllables without marks and by signs that others saw in it.
 *
 * <p>Learns in a second from a few thousand examples, always the same from the same.
 */
public final class TextClassifier {
    private static final long SEED = 20_260_718;
    private static final Analyzer SYLLABLES = Folded.syllables();

    private static final float SYLLABLE = 1;
    private static final float PAIR = 1.2f;
    private static final float SKIP = 0.5f;
    private static final int LONGEST_PIECE = 4;

    /** So many syllables are the beginning of a text, and its end. */
    private static final int BEGINNING = 2;

    private static final int END = 4;

    /** What stands in most texts tells little, what stands in one may stand there by chance. */
    private static final double LEAST_TELLING = 0.25;

    private static final double MOST_TELLING = 1.6;
    private static final double TELLING = 0.25;

    /** More is hardly typed, and what it is about is said before. */
    private static final int MOST_SYLLABLES = 400;

    private final View view;
    private final Map<String, Double> telling = new HashMap<>();
    private final double unknown;
    private final Classifier classifier;

    private TextClassifier(View view, List<Example> examples) {
        this.view = view;
        Map<String, Integer> seen = new HashMap<>();
        examples.forEach(example ->
                new HashSet<>(example.sample().syllables()).forEach(syllable -> seen.merge(syllable, 1, Integer::sum)));
        seen.forEach((syllable, count) -> telling.put(syllable, telling(count, examples.size())));
        unknown = telling(0, examples.size());
        List<String> kinds = examples.stream().map(Example::kind).distinct().toList();
        classifier = Classifier.train(
                kinds,
                examples.stream()
                        .map(example ->
                                new Classifier.Example(features(example.sample()), kinds.indexOf(example.kind())))
                        .toList(),
                SEED);
    }

    /** What of a text counts. */
    public enum View {
        /** What it is about. */
        MATTER(0.15f, 0),
        /** How it is said, so how it begins and ends. */
        MANNER(0.08f, 1);

        private final float piece;
        private final float place;

        View(float piece, float place) {
            this.piece = piece;
            this.place = place;
        }
    }

    /**
     * A text as it is compared.
     *
     * @param signs that were seen in it, with how much each counts
     */
    public record Sample(List<String> syllables, Map<String, Float> signs) {
        public Sample {
            syllables = List.copyOf(syllables);
            signs = Map.copyOf(signs);
        }
    }

    /** A text with what it is. */
    public record Example(String kind, Sample sample) {}

    /**
     * What a text may be.
     *
     * @param probability between 0 and 1
     */
    public record Likely(String kind, double probability) {}

    public static TextClassifier train(View view, List<Example> examples) {
        return new TextClassifier(view, examples);
    }

    /** The syllables of a text without marks. */
    public static List<String> syllables(String text) {
        List<String> all = Folded.tokens(SYLLABLES, text);
        return all.subList(0, Math.min(all.size(), MOST_SYLLABLES));
    }

    /** All kinds, the likeliest first. */
    public List<Likely> likely(Sample sample) {
        float[] probabilities = classifier.probabilities(features(sample));
        List<Likely> all = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            all.add(new Likely(classifier.classes().get(i), probabilities[i]));
        }
        all.sort(Comparator.comparingDouble(Likely::probability).reversed());
        return all;
    }

    private static double telling(int seen, int all) {
        return Math.clamp(TELLING * Math.log((all + 1.0) / (seen + 1.0)), LEAST_TELLING, MOST_TELLING);
    }

    private double telling(String syllable) {
        return telling.getOrDefault(syllable, unknown);
    }

    private Features features(Sample sample) {
        Map<String, Float> features = new HashMap<>();
        List<String> said = sample.syllables();
        for (int i = 0; i < said.size(); i++) {
            String syllable = said.get(i);
            double own = telling(syllable);
            add(features, "1" + syllable, SYLLABLE * own);
            if (i > 0) {
                add(features, "2" + said.get(i - 1) + '_' + syllable, PAIR * (own + telling(said.get(i - 1))) / 2);
            }
            if (i > 1) {
                add(features, "s" + said.get(i - 2) + '_' + syllable, SKIP * (own + telling(said.get(i - 2))) / 2);
            }
            addPieces(features, '^' + syllable + '$', view.piece * own);
            if (view.place > 0) {
                addPlace(features, said, i);
            }
        }
        sample.signs().forEach((sign, weight) -> add(features, "!" + sign, weight));
        return hashed(features);
    }

    private static void addPieces(Map<String, Float> features, String framed, double weight) {
        for (int length = 2; length <= LONGEST_PIECE; length++) {
            for (int at = 0; at + length <= framed.length(); at++) {
                add(features, "p" + framed.substring(at, at + length), weight);
            }
        }
    }

    private void addPlace(Map<String, Float> features, List<String> said, int at) {
        if (at < BEGINNING) {
            add(features, "b" + said.get(at), view.place);
        }
        if (at >= said.size() - END) {
            add(features, "e" + said.get(at), view.place);
        }
        if (at == said.size() - 1) {
            add(features, "z" + said.get(at), view.place);
            add(features, "zz" + (at > 0 ? said.get(at - 1) : "") + '_' + said.get(at), view.place);
        }
    }

    private static void add(Map<String, Float> features, String feature, double weight) {
        features.merge(feature, (float) weight, Float::sum);
    }

    /** Into the places of {@link Features}, of length one. */
    private static Features hashed(Map<String, Float> features) {
        SortedMap<Integer, Float> places = new TreeMap<>();
        features.forEach((feature, weight) -> {
            int hash = feature.hashCode() * 0x9E3779B1;
            places.merge((hash ^ (hash >>> 15)) & (Features.SIZE - 1), weight, Float::sum);
        });
        int[] at = new int[places.size()];
        float[] values = new float[places.size()];
        int count = 0;
        double squares = 0;
        for (Map.Entry<Integer, Float> place : places.entrySet()) {
            at[count] = place.getKey();
            // What is said twice tells little more than what is said once.
            values[count] = (float) Math.sqrt(place.getValue());
            squares += place.getValue();
            count++;
        }
        float norm = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < count; i++) {
            values[i] /= norm;
        }
        return new Features(at, values);
    }
}
