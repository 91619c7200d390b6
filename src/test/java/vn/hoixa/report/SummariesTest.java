package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** The figures of all pages at once against those of each page alone. */
class SummariesTest {
    private static final List<String> PAGES = List.of(oa(1), oa(2), oa(3));
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final MovableClock clock = new MovableClock();

    @ParameterizedTest
    @EnumSource
    void saysOfEachPageWhatItsReportSays(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase fresh = FreshDatabase.of(kind, data)) {
            Database database = fresh.database();
            ReckonerTest.fill(database, oa(1), YearOfCommune.of(427).subList(0, 20_000));
            ReckonerTest.fill(database, oa(2), YearOfCommune.of(428));
            var reckoner = new Reckoner(database);

            // Read once, then again from what is kept.
            for (int time = 0; time < 2; time++) {
                var summaries = new Summaries(database, communes(3), clock);
                periods().forEach(period -> {
                    Map<String, Summary> figures = summaries.of(period);
                    Map<String, List<Rise>> rising = summaries.rising(period);
                    for (String oa : PAGES) {
                        assertThat(figures.getOrDefault(oa, Summary.NONE))
                                .as("%s %s", oa, period.key())
                                .isEqualTo(Summary.of(reckoner.of(oa, period)));
                        assertThat(rising.getOrDefault(oa, List.of()))
                                .as("%s %s", oa, period.key())
                                .isEqualTo(reckoner.rising(oa, period));
                    }
                });
            }
        }
    }

    @Test
    void countsTheRunningDayAfresh(@TempDir Path data) throws Exception {
        try (FreshDatabase fresh = FreshDatabase.of(FreshDatabase.Kind.SQLITE, data)) {
            var summaries = new Summaries(fresh.database(), communes(1), clock);
            Period month = Period.month(LocalDate.of(2026, 11, 24));
            ask(fresh.database());
            assertThat(messages(summaries, month)).isEqualTo(1);

            ask(fresh.database());
            assertThat(messages(summaries, month)).as("within the minute").isEqualTo(1);
            clock.pass(Duration.ofSeconds(61));
            assertThat(messages(summaries, month)).isEqualTo(2);

            clock.pass(Duration.ofHours(15));
            assertThat(messages(summaries, month)).as("after midnight").isEqualTo(2);
            ask(fresh.database());
            clock.pass(Duration.ofDays(4));
            assertThat(messages(summaries, month)).as("from what is kept").isEqualTo(3);
            ask(fresh.database());
            clock.pass(Duration.ofMinutes(2));
            assertThat(messages(summaries, month)).as("both").isEqualTo(4);
            assertThat(rows(fresh.database())).isEqualTo(3);
        }
    }

    @Test
    void keepsNothingOfTimesOutsideOfTheJournal(@TempDir Path data) throws Exception {
        try (FreshDatabase fresh = FreshDatabase.of(FreshDatabase.Kind.SQLITE, data)) {
            ask(fresh.database());
            var summaries = new Summaries(fresh.database(), communes(1), clock);

            for (String key : List.of("0000-01", "0001-W01", "1999-12", "2026-10", "2027-W20", "9999-12")) {
                Period period = Period.of(key).orElseThrow();
                assertThat(summaries.of(period)).as(key).isEmpty();
                assertThat(summaries.rising(period)).as(key).isEmpty();
            }
            assertThat(rows(fresh.database())).isZero();
        }
    }

    /** {@code -Dhoixa.bench=true}; 200 communes with 6,000 messages each, of which nothing is in memory yet. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "hoixa.bench", matches = "true")
    void readsTwoHundredCommunesWithinASecond(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase fresh = FreshDatabase.of(kind, data)) {
            List<YearOfCommune.Happened> year = YearOfCommune.of(427).stream()
                    .filter(one -> Objects.requireNonNullElse(one.resident(), 0L) % 5 == 0)
                    .toList();
            IntStream.rangeClosed(1, 200).forEach(i -> ReckonerTest.fill(fresh.database(), oa(i), year));
            if (kind == FreshDatabase.Kind.POSTGRES) {
                // As its own housekeeping does within minutes.
                fresh.database().read().sql("ANALYZE").update();
            }
            Communes communes = communes(200);
            new Summaries(fresh.database(), communes, clock).readAhead();
            for (String key : List.of("2026-W46", "2026-W47", "2026-10", "2026-11")) {
                var summaries = new Summaries(fresh.database(), communes, clock);
                Period period = Period.of(key).orElseThrow();
                long start = System.nanoTime();
                assertThat(summaries.of(period)).hasSize(200);
                long figures = System.nanoTime();
                summaries.rising(period);
                long end = System.nanoTime();
                LoggerFactory.getLogger(SummariesTest.class)
                        .info(
                                "{} {}: figures {} ms, rising {} ms",
                                kind,
                                key,
                                (figures - start) / 1_000_000,
                                (end - figures) / 1_000_000);
                assertThat(Duration.ofNanos(end - start)).as(key).isLessThan(A_SECOND);
            }
        }
    }

    /** Before February the made-up years of two pages begin on different days. */
    private static Stream<Period> periods() {
        return Stream.of("2026-W06", "2026-W09", "2026-W31", "2026-W47", "2026-W48", "2026-03", "2026-10", "2026-11")
                .map(key -> Period.of(key).orElseThrow());
    }

    private void ask(Database database) {
        database.write(transaction -> transaction
                .sql("INSERT INTO journal (oa, at, what, resident, turn) VALUES (?, ?, 'asked', 1, 1)")
                .params(oa(1), clock.millis())
                .update());
    }

    private static long rows(Database database) {
        return database.read()
                .sql("SELECT COUNT(*) FROM report_day")
                .query(Long.class)
                .single();
    }

    private static long messages(Summaries summaries, Period period) {
        return summaries.of(period).getOrDefault(oa(1), Summary.NONE).messages();
    }

    private static String oa(int number) {
        return "46%017d".formatted(number);
    }

    private static Communes communes(int many) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("bank/ho-tich/khai-sinh.md", "---\ncode: \"1\"\ntitle: Khai sinh\nfield: Hộ tịch\n---\n");
        IntStream.rangeClosed(1, many)
                .forEach(i -> files.put("communes/xa-%03d/profile.yaml".formatted(i), """
                        oa: "%s"
                        name: xã Mẫu %s
                        province: tỉnh Mẫu
                        phone: 0200 000 0000
                        hours: thứ Hai đến thứ Sáu
                        counters:
                          commune: {name: Quầy, address: số 1, hours: buổi sáng}
                          police: {name: Công an, address: số 3, hours: buổi sáng}
                        """.formatted(oa(i), i)));
        Knowledge knowledge = Publisher.read(files, LocalDate.of(2026, 11, 24)).draft();
        return new Communes(() -> knowledge);
    }
}
