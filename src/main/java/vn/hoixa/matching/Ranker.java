package vn.hoixa.matching;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import vn.hoixa.matching.Understanding.Weight;

/**
 * How likely each of some guides is meant, and that none of them is: a conditional logit (McFadden, 1974) over
 * {@link Signals}, with "none" as one more alternative.
 *
 * <p>It is fitted on questions from which nothing else was learnt, so that its probabilities hold.
 */
final class Ranker {
    private static final int ROUNDS = 1_500;
    private static final double RATE = 0.05;
    private static final double RIDGE = 1e-4;

    /** As the shipped guides taught them: what a base without calibration questions of its own starts from. */
    private static final double[] USUAL = {
        4.5, 2.5, 3.4, -0.1, 1.9, -0.3, 2.9, 1.5, -0.4, 0.1, 0.7, 0, 0.1, 5.6, 2.5, 4.1, 14, 4, 3, 0.5, -1.2, -3, 0.3,
        -2.5, -4.7
    };

    private final double[] weights;

    private Ranker(double[] weights) {
        this.weights = weights;
    }

    /**
     * A question with what was meant.
     *
     * @param meant a share for each guide and, last, for none of them; together 1
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares or shows them.
    record Row(Signals signals, double[] meant) {}

    /** Probabilities of each guide and, last, of none. */
    double[] probabilities(Signals signals) {
        return probabilities(signals, weights);
    }

    /** What weighed for one of the guides, the heaviest first. */
    List<Weight> weights(Signals signals, int guide) {
        List<Weight> all = new ArrayList<>();
        for (int i = 0; i < Signals.OF_GUIDE.size(); i++) {
            double weight = signals.guides()[guide][i] * weights[i];
            if (weight != 0) {
                all.add(new Weight(Signals.OF_GUIDE.get(i), weight));
            }
        }
        all.sort(Comparator.comparingDouble((Weight weight) -> -Math.abs(weight.weight())));
        return all;
    }

    private static double[] probabilities(Signals signals, double[] weights) {
        int count = signals.guides().length;
        double[] scores = new double[count + 1];
        for (int i = 0; i < count; i++) {
            scores[i] = sum(signals.guides()[i], weights, 0);
        }
        scores[count] = sum(signals.none(), weights, Signals.OF_GUIDE.size());
        double highest = Arrays.stream(scores).max().orElse(0);
        double all = 0;
        for (int i = 0; i <= count; i++) {
            scores[i] = Math.exp(scores[i] - highest);
            all += scores[i];
        }
        for (int i = 0; i <= count; i++) {
            scores[i] /= all;
        }
        return scores;
    }

    private static double sum(double[] signals, double[] weights, int from) {
        double sum = 0;
        for (int i = 0; i < signals.length; i++) {
            sum += signals[i] * weights[from + i];
        }
        return sum;
    }

    /** Greatest likelihood by gradient ascent (Adam), held to the usual weights by a ridge. */
    static Ranker fit(List<Row> rows) {
        int size = Signals.OF_GUIDE.size() + Signals.OF_NONE.size();
        double[] weights = USUAL.clone();
        double[] mean = new double[size];
        double[] square = new double[size];
        for (int round = 1; round <= ROUNDS; round++) {
            double[] gradient = gradient(rows, weights);
            for (int i = 0; i < size; i++) {
                double slope = gradient[i] / Math.max(1, rows.size()) - RIDGE * (weights[i] - USUAL[i]);
                mean[i] = 0.9 * mean[i] + 0.1 * slope;
                square[i] = 0.99 * square[i] + 0.01 * slope * slope;
                double corrected = mean[i] / (1 - Math.pow(0.9, round));
                double spread = Math.sqrt(square[i] / (1 - Math.pow(0.99, round))) + 1e-8;
                weights[i] += RATE * (1 - (double) round / ROUNDS) * corrected / spread;
            }
        }
        return new Ranker(weights);
    }

    private static double[] gradient(List<Row> rows, double[] weights) {
        double[] gradient = new double[weights.length];
        for (Row row : rows) {
            double[] probabilities = probabilities(row.signals(), weights);
            int count = row.signals().guides().length;
            for (int i = 0; i < count; i++) {
                add(gradient, row.signals().guides()[i], 0, row.meant()[i] - probabilities[i]);
            }
            add(gradient, row.signals().none(), Signals.OF_GUIDE.size(), row.meant()[count] - probabilities[count]);
        }
        return gradient;
    }

    private static void add(double[] gradient, double[] signals, int from, double error) {
        for (int i = 0; i < signals.length; i++) {
            gradient[from + i] += error * signals[i];
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(weights.length);
        for (double weight : weights) {
            out.writeDouble(weight);
        }
    }

    static Ranker read(DataInput in) throws IOException {
        double[] weights = new double[in.readInt()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = in.readDouble();
        }
        return new Ranker(weights);
    }
}
