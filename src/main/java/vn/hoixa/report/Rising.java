package vn.hoixa.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is said more often than in the weeks before, more than chance explains.
 *
 * <p>Were nothing to change, each of the remarks on a theme would fall into this period with the probability that the
 * period's length gives it (an exact binomial test, as for two Poisson rates: Przyborowski and Wilenski, Biometrika 31,
 * 1940). The same is asked with the period's share of all remarks, so that a lively week makes nothing rise, nor one
 * that follows the quiet of Tết.
 */
public final class Rising {
    /** Fewer may be one household. */
    private static final long FEWEST = 5;

    /** Shared by all that were looked at (Bonferroni). */
    private static final double CHANCE = 0.01;

    private Rising() {}

    /**
     * The most unlikely first.
     *
     * @param now how often what was said in the period
     * @param before the same of the time before
     * @param times how many times as long that was
     */
    public static List<Rise> of(Map<String, Long> now, Map<String, Long> before, int times) {
        long allNow = sum(now);
        long allBefore = sum(before);
        double share = (double) allNow / Math.max(1, allNow + allBefore);
        record Judged(Rise rise, double chance) {}
        return now.entrySet().stream()
                .filter(one -> one.getValue() >= FEWEST)
                .flatMap(one -> {
                    long earlier = before.getOrDefault(one.getKey(), 0L);
                    double chance = Math.max(
                            atLeast(one.getValue(), one.getValue() + earlier, 1.0 / (times + 1)),
                            atLeast(one.getValue(), one.getValue() + earlier, share));
                    return chance < CHANCE / now.size()
                            ? Stream.of(new Judged(
                                    new Rise(one.getKey(), one.getValue(), (double) earlier / times), chance))
                            : Stream.empty();
                })
                .sorted(Comparator.comparingDouble(Judged::chance))
                .map(Judged::rise)
                .toList();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(n -> n).sum();
    }

    /** The probability of that many or more out of n. */
    private static double atLeast(long many, long n, double probability) {
        if (probability >= 1) {
            return 1;
        } else if (many <= n * probability) {
            // As likely as not, and its first terms may be too small to be told from nothing.
            return 1;
        }
        double term =
                Math.exp(logChoose(n, many) + many * Math.log(probability) + (n - many) * Math.log1p(-probability));
        double sum = 0;
        for (long k = many; k <= n && term > 0; k++) {
            sum += term;
            term *= (double) (n - k) / (k + 1) * probability / (1 - probability);
        }
        return Math.min(1, sum);
    }

    private static double logChoose(long n, long k) {
        double sum = 0;
        for (long i = 1; i <= k; i++) {
            sum += Math.log((double) (n - k + i) / i);
        }
        return sum;
    }
}
