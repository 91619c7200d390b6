package vn.hoixa.matching;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which guide a text is about, as probabilities: multinomial logistic regression over {@link Features}.
 *
 * <p>Learnt by stochastic gradient descent with step sizes by feature (AdaGrad), always in the same order, so that the
 * same examples make the same classifier. A linear machine of a library learns one class against all others at a time;
 * with seven hundred classes that takes longer, and gives scores that have to be made comparable afterwards.
 */
final class Classifier {
    private static final int ROUNDS = 7;
    /** Few examples need more rounds. */
    private static final int LEAST_STEPS = 40_000;

    private static final float RATE = 1f;
    /** Classes less likely than this learn nothing from an example: that keeps most weights at zero. */
    private static final float NEGLIGIBLE = 3e-3f;
    /** Smaller weights are forgotten after learning. */
    private static final float SMALL = 0.1f;
    /** One in so many classes. */
    private static final int MANY = 5;

    private final List<String> classes;
    private final float[] biases;
    /** Where the weights of each feature begin; one more at the end. */
    private final int[] starts;

    private final short[] of;
    private final float[] weights;
    /** The same once more for features that tell of many classes: a weight for each class, which is added up faster. */
    private final float[][] rows;

    private Classifier(List<String> classes, float[] biases, int[] starts, short[] of, float[] weights) {
        this.classes = classes;
        this.biases = biases;
        this.starts = starts;
        this.of = of;
        this.weights = weights;
        this.rows = new float[starts.length - 1][];
        for (int place = 0; place < rows.length; place++) {
            if (starts[place + 1] - starts[place] > classes.size() / MANY) {
                rows[place] = new float[classes.size()];
                for (int at = starts[place]; at < starts[place + 1]; at++) {
                    rows[place][of[at]] = weights[at];
                }
            }
        }
    }

    /** A text with the class it belongs to. */
    record Example(Features features, int label) {}

    List<String> classes() {
        return classes;
    }

    /** Probability of each class. */
    float[] probabilities(Features features) {
        float[] scores = biases.clone();
        for (int i = 0; i < features.places().length; i++) {
            int place = features.places()[i];
            float value = features.values()[i];
            if (rows[place] != null) {
                add(scores, rows[place], value);
            } else {
                for (int at = starts[place]; at < starts[place + 1]; at++) {
                    scores[of[at]] += weights[at] * value;
                }
            }
        }
        softmax(scores);
        return scores;
    }

    static Classifier train(List<String> classes, List<Example> examples, long seed) {
        int count = classes.size();
        float[][] rows = new float[Features.SIZE][];
        float[] steps = new float[Features.SIZE];
        float[] biases = new float[count];
        int[] order = new int[examples.size()];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(seed);
        float[] scores = new float[count];
        int rounds = Math.max(ROUNDS, LEAST_STEPS / Math.max(1, examples.size()));
        for (int round = 0; round < rounds; round++) {
            shuffle(order, random);
            for (int number : order) {
                learn(examples.get(number), rows, steps, biases, scores);
            }
        }
        return sparse(classes, biases, rows);
    }

    private static void learn(Example example, float[][] rows, float[] steps, float[] biases, float[] scores) {
        int[] places = example.features().places();
        float[] values = example.features().values();
        System.arraycopy(biases, 0, scores, 0, scores.length);
        for (int i = 0; i < places.length; i++) {
            float[] row = rows[places[i]];
            if (row != null) {
                add(scores, row, values[i]);
            }
        }
        softmax(scores);
        int[] wrong = new int[scores.length];
        int count = 0;
        float error = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = (c == example.label() ? 1 : 0) - scores[c];
            if (Math.abs(scores[c]) > NEGLIGIBLE) {
                wrong[count++] = c;
                error += scores[c] * scores[c];
            }
        }
        for (int i = 0; i < places.length && count > 0; i++) {
            float value = values[i];
            int place = places[i];
            if (rows[place] == null) {
                rows[place] = new float[scores.length];
            }
            steps[place] += error * value * value;
            float rate = RATE / (float) Math.sqrt(1e-3f + steps[place]) * value;
            float[] row = rows[place];
            for (int at = 0; at < count; at++) {
                row[wrong[at]] += rate * scores[wrong[at]];
            }
        }
        for (int at = 0; at < count; at++) {
            biases[wrong[at]] += 0.01f * scores[wrong[at]];
        }
    }

    private static void add(float[] scores, float[] row, float value) {
        for (int c = 0; c < scores.length; c++) {
            scores[c] += row[c] * value;
        }
    }

    private static void softmax(float[] scores) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            highest = Math.max(highest, score);
        }
        float sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = (float) Math.exp(scores[c] - highest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    private static Classifier sparse(List<String> classes, float[] biases, float[][] rows) {
        int[] starts = new int[rows.length + 1];
        int size = 0;
        for (int place = 0; place < rows.length; place++) {
            starts[place] = size;
            if (rows[place] != null) {
                for (float weight : rows[place]) {
                    size += Math.abs(weight) > SMALL ? 1 : 0;
                }
            }
        }
        starts[rows.length] = size;
        short[] of = new short[size];
        float[] weights = new float[size];
        int at = 0;
        for (float[] row : rows) {
            for (int c = 0; row != null && c < row.length; c++) {
                if (Math.abs(row[c]) > SMALL) {
                    of[at] = (short) c;
                    weights[at++] = row[c];
                }
            }
        }
        return new Classifier(List.copyOf(classes), biases, starts, of, weights);
    }

    int size() {
        return weights.length;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(classes.size());
        for (int c = 0; c < classes.size(); c++) {
            out.writeUTF(classes.get(c));
            out.writeFloat(biases[c]);
        }
        for (int start : starts) {
            out.writeInt(start);
        }
        for (int at = 0; at < weights.length; at++) {
            out.writeShort(of[at]);
            out.writeFloat(weights[at]);
        }
    }

    static Classifier read(DataInput in) throws IOException {
        String[] classes = new String[in.readInt()];
        float[] biases = new float[classes.length];
        for (int c = 0; c < classes.length; c++) {
            classes[c] = in.readUTF();
            biases[c] = in.readFloat();
        }
        int[] starts = new int[Features.SIZE + 1];
        for (int place = 0; place < starts.length; place++) {
            starts[place] = in.readInt();
        }
        short[] of = new short[starts[Features.SIZE]];
        float[] weights = new float[of.length];
        for (int at = 0; at < weights.length; at++) {
            of[at] = in.readShort();
            weights[at] = in.readFloat();
        }
        return new Classifier(List.of(classes), biases, starts, of, weights);
    }
}
