package vn.hoixa.matching;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.lucene.analysis.Analyzer;
import vn.hoixa.knowledge.Facet;

/**
 * What of a procedure is asked: a logistic regression for each facet over the {@link FacetPattern}s that are said and
 * the words beside each other.
 *
 * <p>Patterns reach wordings that no example has; the examples teach which patterns to trust and where facets overlap.
 */
@SuppressWarnings({"EnumOrdinal", "ArrayRecordComponent"}) // Rows of numbers, one a facet.
final class FacetModel {
    private static final Facet[] FACETS = Facet.values();

    /** What stands in fewer examples teaches only these examples. */
    private static final int LEAST_EXAMPLES = 2;

    private static final int STORIES = 2;
    /** A made-up example counts less than a real one. */
    private static final float MADE_UP = 0.5f;

    private static final float BIAS_RATE = 0.02f;

    private static final int ROUNDS = 20;
    private static final float RATE = 0.1f;
    /** Keeps the first steps small. */
    private static final float SMOOTHING = 0.1f;

    private static final float DECAY = 2e-3f;

    private static final float ASKED = 0.5f;
    /** Where nothing else is asked the likeliest facet needs less. */
    private static final float ASKED_ALONE = 0.12f;

    /** What is asked stands mostly at the end. */
    private static final int END = 8;
    /** Single words are mostly about the matter. */
    private static final float WORD = 0.3f;

    private static final float WORDS = 1;
    private static final int WIDEST_SKIP = 4;
    private static final float SKIP = 0.6f;
    private static final float PATTERN = 1;
    private static final float FACET = 0.8f;

    private final List<FacetPattern> patterns;
    private final Map<String, List<FacetPattern>> byFirst = new HashMap<>();
    private final Map<Integer, float[]> weights = new LinkedHashMap<>();
    private final float[] biases = new float[FACETS.length];

    private FacetModel(List<FacetPattern> patterns) {
        this.patterns = patterns;
        patterns.forEach(pattern -> pattern.first()
                .forEach(syllable -> byFirst.computeIfAbsent(syllable, any -> new ArrayList<>())
                        .add(pattern)));
    }

    /** A text as folded syllables, with what it asks. */
    record Example(List<String> tokens, Set<Facet> facets) {
        /** The one after the other asks for what both ask for. */
        Example then(Example next) {
            List<String> both = new ArrayList<>(tokens);
            both.addAll(next.tokens);
            Set<Facet> asked = EnumSet.noneOf(Facet.class);
            asked.addAll(facets);
            asked.addAll(next.facets);
            return new Example(both, asked);
        }
    }

    /** In the order of menus. */
    List<Facet> asked(Reading reading) {
        float[] scores = biases.clone();
        features(reading.tokens()).forEach((feature, value) -> {
            float[] row = weights.get(feature);
            if (row != null) {
                add(scores, row, value);
            }
        });
        int likeliest = 0;
        Set<Facet> asked = EnumSet.noneOf(Facet.class);
        for (int i = 0; i < FACETS.length; i++) {
            if (probability(scores[i]) > ASKED) {
                asked.add(FACETS[i]);
            }
            if (scores[i] > scores[likeliest]) {
                likeliest = i;
            }
        }
        if (asked.isEmpty() && probability(scores[likeliest]) > ASKED_ALONE) {
            asked.add(FACETS[likeliest]);
        }
        return List.copyOf(asked);
    }

    /** @param patterns as they are written in {@code language/facets.yaml} */
    static FacetModel train(Map<Facet, List<String>> patterns, List<Example> examples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Analyzer syllables = Folded.syllables();
        List<FacetPattern> read = new ArrayList<>();
        patterns.forEach((facet, texts) -> texts.forEach(text -> read.add(FacetPattern.of(facet, text, syllables))));
        FacetModel model = new FacetModel(read);
        List<Map<Integer, Float>> features = new ArrayList<>();
        examples.forEach(example -> features.add(model.features(example.tokens())));
        Map<Integer, Weights> common = common(features);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            rows.add(Row.of(features.get(i), common, examples.get(i).facets(), 1));
        }
        for (Example madeUp : combined(examples, random)) {
            rows.add(Row.of(model.features(madeUp.tokens()), common, madeUp.facets(), MADE_UP));
        }
        model.learn(rows, random);
        common.forEach((feature, learnt) -> model.weights.put(feature, learnt.of));
        return model;
    }

    /** People tell a story before they ask, or ask two things at once. */
    private static List<Example> combined(List<Example> examples, SplittableRandom random) {
        List<Example> stories =
                examples.stream().filter(example -> example.facets().isEmpty()).toList();
        List<Example> questions =
                examples.stream().filter(example -> !example.facets().isEmpty()).toList();
        List<Example> combined = new ArrayList<>();
        for (Example question : questions) {
            for (int copy = 0; copy < STORIES && !stories.isEmpty(); copy++) {
                combined.add(stories.get(random.nextInt(stories.size())).then(question));
            }
            combined.add(question.then(questions.get(random.nextInt(questions.size()))));
        }
        return combined;
    }

    private static Map<Integer, Weights> common(List<Map<Integer, Float>> texts) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        texts.forEach(text -> text.keySet().forEach(feature -> counts.merge(feature, 1, Integer::sum)));
        Map<Integer, Weights> common = new LinkedHashMap<>();
        counts.forEach((feature, count) -> {
            if (count >= LEAST_EXAMPLES) {
                common.put(feature, new Weights(new float[FACETS.length], new float[FACETS.length]));
            }
        });
        return common;
    }

    /** Patterns, and words, pairs and threes, each with the same weight however long the text is. */
    private Map<Integer, Float> features(List<String> tokens) {
        Map<Integer, Float> features = new LinkedHashMap<>();
        int size = tokens.size();
        int[] hits = new int[FACETS.length];
        for (int i = 0; i < size; i++) {
            String token = tokens.get(i);
            features.put(key('w', token), WORD);
            if (i > 0) {
                features.put(key('w', tokens.get(i - 1), token), WORDS);
            }
            if (i > 1) {
                features.put(key('w', tokens.get(i - 2), tokens.get(i - 1), token), WORDS);
            }
            for (int back = 2; back <= WIDEST_SKIP && back <= i; back++) {
                features.put(key('s', tokens.get(i - back), token), SKIP);
            }
            for (FacetPattern pattern : byFirst.getOrDefault(token, List.of())) {
                if (pattern.isAt(tokens, i)) {
                    features.put(key('p', pattern.facet().key(), pattern.text()), PATTERN);
                    hits[pattern.facet().ordinal()]++;
                    if (i >= size - END) {
                        features.put(key('e', pattern.facet().key()), FACET);
                    }
                }
            }
        }
        for (Facet facet : FACETS) {
            if (hits[facet.ordinal()] > 0) {
                features.put(key('f', facet.key()), FACET * (float) Math.sqrt(hits[facet.ordinal()]));
            }
        }
        return features;
    }

    /** A hash, so that no text is put together for each; there are too few features for collisions to matter. */
    private static int key(char kind, String... parts) {
        int hash = kind;
        for (String part : parts) {
            hash = (hash ^ part.hashCode()) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    /**
     * What a feature says for each facet, while that is learnt.
     *
     * @param squares of the gradients so far, added up
     */
    private record Weights(float[] of, float[] squares) {}

    /** An example as it is learnt from. */
    private record Row(List<Weights> weights, float[] values, boolean[] asked, float importance) {
        static Row of(Map<Integer, Float> features, Map<Integer, Weights> common, Set<Facet> facets, float importance) {
            List<Weights> weights = new ArrayList<>();
            float[] values = new float[features.size()];
            features.forEach((feature, value) -> {
                Weights found = common.get(feature);
                if (found != null) {
                    values[weights.size()] = value;
                    weights.add(found);
                }
            });
            boolean[] asked = new boolean[FACETS.length];
            facets.forEach(facet -> asked[facet.ordinal()] = true);
            return new Row(weights, values, asked, importance);
        }
    }

    /** Stochastic gradient descent with step sizes by feature (AdaGrad). */
    private void learn(List<Row> rows, SplittableRandom random) {
        Row[] order = rows.toArray(Row[]::new);
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(order, random);
            for (Row row : order) {
                learn(row);
            }
        }
    }

    private void learn(Row row) {
        float[] errors = biases.clone();
        for (int i = 0; i < row.weights.size(); i++) {
            add(errors, row.weights.get(i).of, row.values[i]);
        }
        for (int c = 0; c < errors.length; c++) {
            errors[c] = ((row.asked[c] ? 1 : 0) - probability(errors[c])) * row.importance;
            biases[c] += BIAS_RATE * errors[c];
        }
        for (int i = 0; i < row.weights.size(); i++) {
            float[] of = row.weights.get(i).of;
            float[] squares = row.weights.get(i).squares;
            for (int c = 0; c < errors.length; c++) {
                float gradient = errors[c] * row.values[i] - DECAY * of[c];
                squares[c] += gradient * gradient;
                of[c] += RATE * gradient / (float) Math.sqrt(SMOOTHING + squares[c]);
            }
        }
    }

    private static void add(float[] scores, float[] row, float value) {
        for (int c = 0; c < scores.length; c++) {
            scores[c] += row[c] * value;
        }
    }

    private static float probability(float score) {
        return (float) (1 / (1 + Math.exp(-score)));
    }

    private static void shuffle(Row[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Row kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(patterns.size());
        for (FacetPattern pattern : patterns) {
            out.writeByte(pattern.facet().ordinal());
            out.writeUTF(pattern.text());
        }
        write(out, biases);
        out.writeInt(weights.size());
        for (Map.Entry<Integer, float[]> row : weights.entrySet()) {
            out.writeInt(row.getKey());
            write(out, row.getValue());
        }
    }

    static FacetModel read(DataInput in) throws IOException {
        Analyzer syllables = Folded.syllables();
        List<FacetPattern> patterns = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            patterns.add(FacetPattern.of(FACETS[in.readByte()], in.readUTF(), syllables));
        }
        FacetModel model = new FacetModel(patterns);
        read(in, model.biases);
        for (int left = in.readInt(); left > 0; left--) {
            int feature = in.readInt();
            float[] row = new float[FACETS.length];
            read(in, row);
            model.weights.put(feature, row);
        }
        return model;
    }

    private static void write(DataOutput out, float[] row) throws IOException {
        for (float value : row) {
            out.writeFloat(value);
        }
    }

    private static void read(DataInput in, float[] row) throws IOException {
        for (int c = 0; c < row.length; c++) {
            row[c] = in.readFloat();
        }
    }
}
