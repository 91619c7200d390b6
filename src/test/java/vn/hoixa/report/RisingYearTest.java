package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.journal.What;
import vn.hoixa.report.YearOfCommune.Happened;
import vn.hoixa.storage.FreshDatabase;

/** What rises in a made-up year with a flood in September, and with the lull of Tết that it always has. */
class RisingYearTest {
    private static final String OA = "4600000000000000001";
    private static final String FLOOD = "drainage-and-flooding";
    private static final Period WEEK_OF_THE_FLOOD = Period.week(LocalDate.of(YearOfCommune.YEAR, 9, 23));

    @Test
    void findsTheFloodAndIsQuietAtTetAndAfterIt(@TempDir Path data) throws Exception {
        List<Happened> year = new ArrayList<>(YearOfCommune.of(427));
        year.addAll(remarks(WEEK_OF_THE_FLOOD, 22));
        // Somebody is flooded now and then all the year round.
        IntStream.range(0, 40)
                .forEach(week -> year.addAll(remarks(
                        Period.week(LocalDate.of(YearOfCommune.YEAR, 1, 5).plusWeeks(week)), 1)));
        try (FreshDatabase database = FreshDatabase.of(FreshDatabase.Kind.SQLITE, data)) {
            ReckonerTest.fill(database.database(), OA, year);
            var reckoner = new Reckoner(database.database());

            assertThat(reckoner.rising(OA, WEEK_OF_THE_FLOOD))
                    .extracting(Rise::what)
                    .containsExactly(FLOOD);
            assertThat(reckoner.rising(OA, Period.month(WEEK_OF_THE_FLOOD.first())))
                    .extracting(Rise::what)
                    .containsExactly(FLOOD);
            assertThat(Stream.of("2026-W07", "2026-W08", "2026-W09", "2026-W10", "2026-02", "2026-03"))
                    .allSatisfy(period -> assertThat(
                                    reckoner.rising(OA, Period.of(period).orElseThrow()))
                            .isEmpty());
            assertThat(IntStream.rangeClosed(11, 52)
                            .mapToObj(week -> Period.of("2026-W" + week).orElseThrow())
                            .filter(week -> !week.equals(WEEK_OF_THE_FLOOD))
                            .filter(week -> !reckoner.rising(OA, week).isEmpty()))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static List<Happened> remarks(Period week, int many) {
        return LongStream.range(0, many)
                .mapToObj(i -> new Happened(
                        week.from().plus(Duration.ofHours(9 + 5 * i % 150)).toEpochMilli() + i,
                        What.REMARKED,
                        5_000 + i,
                        1_000_000 + week.first().toEpochDay() * 100 + i,
                        null,
                        null,
                        null,
                        null,
                        FLOOD,
                        null,
                        "complaint"))
                .toList();
    }
}
