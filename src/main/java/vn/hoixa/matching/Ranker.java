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
        4.5, 2.5, 3.4, -0.1, 1.9, -0.3, 2.9, 1.5, -0.4, 0.1, 5.6, 2.5, 4.1, 14, 4, 3, 0.5, -1.2, -3, 0.3, -2.5, -4.7
    };

    private static final double USUALLY_SURE = 0.72;

    /** The share of answers that may be wrong. */
    private static final double WRONG = 0.015;

    /** From fewer questions it cannot be told. */
    private static final int FEWEST = 200;

    private final double[] weights;
    private final double sure;

    private Ranker(double[] weights, double sure) {
        this.weights = weights;
        this.sure = sure;
    }

    /**
     * A question with what was meant.
     *
     * @param meant which guides answer and, last, whether none does
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares or shows them.
    record Row(Signals signals, boolean[] meant) {}

    /** From here on a guide is quoted. */
    double sure() {
        return sure;
    }

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
        return new Ranker(weights, sure(rows, weights));
    }

    /** The least confidence above which few enough of the questions would be answered wrongly. */
    private static double sure(List<Row> rows, double[] weights) {
        record Best(double confidence, boolean isRight) {}
        List<Best> falling = rows.stream()
                .filter(row -> row.signals().guides().length > 0)
                .map(row -> {
                    double[] guides = Arrays.copyOf(
                            probabilities(row.signals(), weights), row.signals().guides().length);
                    int best = best(guides);
                    return new Best(guides[best], row.meant()[best]);
                })
                .sorted(Comparator.comparingDouble(Best::confidence).reversed())
                .toList();
        double sure = USUALLY_SURE;
        int wrong = 0;
        for (int i = 0; i < falling.size(); i++) {
            wrong += falling.get(i).isRight() ? 0 : 1;
            if (i >= FEWEST && wrong <= WRONG * i) {
                sure = falling.get(i).confidence();
            }
        }
        return sure;
    }

    private static int best(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    private static double[] gradient(List<Row> rows, double[] weights) {
        double[] gradient = new double[weights.length];
        for (Row row : rows) {
            double[] probabilities = probabilities(row.signals(), weights);
            double meant = 0;
            for (int i = 0; i < probabilities.length; i++) {
                meant += row.meant()[i] ? probabilities[i] : 0;
            }
            int count = row.signals().guides().length;
            for (int i = 0; i <= count; i++) {
                // Where several answer, any of them may have been meant, each as likely as it seems.
                double target = row.meant()[i] ? probabilities[i] / Math.max(meant, Double.MIN_NORMAL) : 0;
                double[] signals =
                        i < count ? row.signals().guides()[i] : row.signals().none();
                add(gradient, signals, i < count ? 0 : Signals.OF_GUIDE.size(), target - probabilities[i]);
            }
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
        out.writeDouble(sure);
    }

    static Ranker read(DataInput in) throws IOException {
        double[] weights = new double[in.readInt()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = in.readDouble();
        }
        return new Ranker(weights, in.readDouble());
    }
}
