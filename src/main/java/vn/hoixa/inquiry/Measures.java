package vn.hoixa.inquiry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import vn.hoixa.inquiry.Outcome.Sort;
import vn.hoixa.inquiry.Prediction.Decided;

/** Figures over the outcomes of some questions: arithmetic and nothing else. */
public final class Measures {
    private static final int BINS = 10;
    private static final int DRAWS = 1_000;
    private static final long SEED = 20_260_718;

    private final List<Outcome> outcomes;

    Measures(List<Outcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    /** Between these a measure lies with a probability of 95 percent, as far as the choice of questions goes. */
    public record Interval(double low, double high) {}

    public int rows() {
        return outcomes.size();
    }

    public long answerRows() {
        return outcomes.stream()
                .filter(outcome -> outcome.sort() == Sort.ANSWER)
                .count();
    }

    /** How often each decision was taken. */
    public Map<Decided, Long> decisions() {
        Map<Decided, Long> counts = new EnumMap<>(Decided.class);
        for (Decided decided : Decided.values()) {
            counts.put(
                    decided,
                    outcomes.stream()
                            .filter(outcome -> outcome.decided() == decided)
                            .count());
        }
        return counts;
    }

    public double value(Measure measure) {
        return measure.of(outcomes);
    }

    /** The least time in milliseconds within which so many percent of the questions were through. */
    public double millis(int percent) {
        double[] sorted =
                outcomes.stream().mapToDouble(Outcome::millis).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
    }

    /** Intervals by percentiles of the bootstrap (Efron, 1979); the same questions always give the same. */
    public Map<Measure, Interval> intervals() {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Measure, double[]> values = new EnumMap<>(Measure.class);
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Outcome> drawn = random.ints(outcomes.size(), 0, Math.max(1, outcomes.size()))
                    .mapToObj(outcomes::get)
                    .toList();
            for (Measure measure : Measure.values()) {
                values.computeIfAbsent(measure, key -> new double[DRAWS])[draw] = measure.of(drawn);
            }
        }
        Map<Measure, Interval> intervals = new EnumMap<>(Measure.class);
        values.forEach((measure, drawn) -> intervals.put(measure, interval(drawn)));
        return intervals;
    }

    private static Interval interval(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0
                ? new Interval(Double.NaN, Double.NaN)
                : new Interval(
                        sorted[(int) (0.025 * (sorted.length - 1))],
                        sorted[(int) Math.ceil(0.975 * (sorted.length - 1))]);
    }

    static double share(List<Outcome> outcomes, Predicate<Outcome> of, Predicate<Outcome> which) {
        int all = 0;
        int some = 0;
        for (Outcome outcome : outcomes) {
            if (of.test(outcome)) {
                all++;
                some += which.test(outcome) ? 1 : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) some / all;
    }

    static double reciprocalRank(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.sort() == Sort.ANSWER)
                .mapToDouble(outcome -> outcome.rank() == 0 ? 0 : 1.0 / outcome.rank())
                .average()
                .orElse(Double.NaN);
    }

    /** Questions of one confidence are answered all or none, as a threshold would. */
    static double coverageAt(List<Outcome> outcomes, double risk) {
        List<Outcome> falling = rising(outcomes).reversed();
        double covered = 0;
        int answered = 0;
        int wrong = 0;
        for (int i = 0; i < falling.size() && falling.get(i).confidence() > 0; i++) {
            Outcome outcome = falling.get(i);
            answered += outcome.sort() == Sort.ANSWER ? 1 : 0;
            wrong += outcome.isOwnRight() ? 0 : 1;
            boolean isLastOfItsConfidence =
                    i + 1 == falling.size() || falling.get(i + 1).confidence() < outcome.confidence();
            if (isLastOfItsConfidence && wrong <= risk * (i + 1)) {
                covered = answered;
            }
        }
        long all = outcomes.stream()
                .filter(outcome -> outcome.sort() == Sort.ANSWER)
                .count();
        return all == 0 ? Double.NaN : covered / all;
    }

    static double calibrationError(List<Outcome> outcomes) {
        double[] gaps = new double[BINS];
        List<Outcome> certain = outcomes.stream()
                .filter(outcome -> outcome.sort() != Sort.CLARIFY)
                .toList();
        for (Outcome outcome : certain) {
            int bin = Math.min(BINS - 1, (int) (outcome.confidence() * BINS));
            gaps[bin] += outcome.confidence() - (outcome.isOwnRight() ? 1 : 0);
        }
        return certain.isEmpty()
                ? Double.NaN
                : Arrays.stream(gaps).map(Math::abs).sum() / certain.size();
    }

    /** How often an answer row has more confidence than one of the other sort; the same counts half. */
    static double auroc(List<Outcome> outcomes, Sort other) {
        List<Outcome> rising = rising(outcomes.stream()
                .filter(outcome -> outcome.sort() == Sort.ANSWER || outcome.sort() == other)
                .toList());
        double above = 0;
        long below = 0;
        long answers = 0;
        for (int from = 0, to; from < rising.size(); from = to) {
            long same = 0;
            for (to = from;
                    to < rising.size()
                            && rising.get(to).confidence() == rising.get(from).confidence();
                    to++) {
                same += rising.get(to).sort() == other ? 1 : 0;
            }
            above += (to - from - same) * (below + same / 2.0);
            answers += to - from - same;
            below += same;
        }
        return answers == 0 || below == 0 ? Double.NaN : above / answers / below;
    }

    private static List<Outcome> rising(List<Outcome> outcomes) {
        return outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::confidence))
                .toList();
    }
}
