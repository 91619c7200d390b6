package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RisingTest {
    private static final int WEEKS = 8;
    private static final List<String> THEMES =
            List.of("lamps", "collection", "overdue-dossier", "water", "rude", "drainage-and-flooding", "karaoke");

    private final Random random = new Random(427);

    @Test
    void findsAFloodAmongWhatIsAlwaysSaid() {
        Map<String, Long> before = weeks(WEEKS, 4);
        Map<String, Long> now = weeks(1, 4);
        now.merge("drainage-and-flooding", 18L, Long::sum);

        assertThat(Rising.of(now, before, WEEKS)).extracting(Rise::what).containsExactly("drainage-and-flooding");
    }

    @Test
    void staysQuietAtTetAndInTheWeekAfterIt() {
        Map<String, Long> before = weeks(WEEKS, 6);
        Map<String, Long> tet = weeks(1, 1);
        assertThat(Rising.of(tet, before, WEEKS)).isEmpty();

        Map<String, Long> withTet = weeks(WEEKS - 2, 6);
        weeks(2, 1).forEach((theme, n) -> withTet.merge(theme, n, Long::sum));
        assertThat(Rising.of(weeks(1, 6), withTet, WEEKS)).isEmpty();
    }

    @Test
    void staysQuietWhenEverybodyWritesMore() {
        assertThat(Rising.of(weeks(1, 30), weeks(WEEKS, 6), WEEKS)).isEmpty();
    }

    @Test
    void takesNoFallFromVeryMuchForARise() {
        Map<String, Long> before = Map.of("lamps", 9_000L, "water", 240L);

        assertThat(Rising.of(Map.of("lamps", 40L, "water", 3_000L), before, WEEKS))
                .extracting(Rise::what)
                .containsExactly("water");
    }

    @Test
    void seldomTakesChanceForARise() {
        long alarms = IntStream.range(0, 500)
                .mapToLong(i -> Rising.of(weeks(1, 5), weeks(WEEKS, 5), WEEKS).size())
                .sum();
        assertThat(alarms).isLessThanOrEqualTo(5);
    }

    @Test
    void namesWhatWasNeverSaidBeforeAndNotWhatOneHouseholdSays() {
        Map<String, Long> before = weeks(WEEKS, 5);
        Map<String, Long> now = weeks(1, 5);
        now.put("dogs", 9L);
        now.put("bridge", 4L);

        assertThat(Rising.of(now, before, WEEKS)).extracting(Rise::what).containsExactly("dogs");
        assertThat(Rising.of(Map.of(), before, WEEKS)).isEmpty();
        assertThat(Rising.of(Map.of("dogs", 9L), Map.of(), WEEKS)).isEmpty();
    }

    /** Poisson counts of each theme. */
    private Map<String, Long> weeks(int many, double mean) {
        Map<String, Long> counts = new HashMap<>();
        for (String theme : THEMES) {
            counts.put(
                    theme,
                    IntStream.range(0, many).mapToLong(i -> poisson(mean)).sum());
        }
        return counts;
    }

    private long poisson(double mean) {
        double limit = Math.exp(-mean);
        long n = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            n++;
        }
        return n;
    }
}
