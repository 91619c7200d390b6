package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.journal.What;
import vn.hoixa.report.Reckoner.Behind;
import vn.hoixa.report.Reckoner.Step;
import vn.hoixa.report.YearOfCommune.Happened;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;

/** Each figure against a plain reading of the same events, week by week and month by month. */
public class ReckonerTest {
    private static final String OA = "4600000000000000001";
    private static final int A_STATEMENT = 1_000;

    @ParameterizedTest
    @EnumSource
    void computesWhatAPlainReadingOfTheYearGives(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        List<Happened> year = YearOfCommune.of(427);
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            fill(database.database(), OA, year);
            fill(database.database(), "another page", YearOfCommune.of(428).subList(0, 2_000));
            var reckoner = new Reckoner(database.database());

            assertThat(year).filteredOn(one -> one.what() == What.ASKED).hasSize(YearOfCommune.MESSAGES);
            periods()
                    .forEach(period ->
                            assertThat(reckoner.of(OA, period)).as(period.key()).isEqualTo(plain(year, period)));
            Stream.of("2026-W20", "2026-05", "2026-W53")
                    .flatMap(key -> Period.of(key).stream())
                    .forEach(period -> opensWhatItCounts(reckoner, period));
            Period.of("2026-05").ifPresent(period -> writesNoneThatIsTakenBack(reckoner, year, period));
        }
    }

    /** Behind each number are as many rows. */
    private static void opensWhatItCounts(Reckoner reckoner, Period period) {
        Figures figures = reckoner.of(OA, period);
        assertThat(count(reckoner, period, Behind.messages(null, null))).isEqualTo(figures.messages());
        assertThat(count(reckoner, period, Behind.atOnce())).isEqualTo(figures.atOnce());
        for (int hour : List.of(0, 9, 23)) {
            assertThat(count(reckoner, period, Behind.messages(null, hour)))
                    .isEqualTo(figures.load().stream()
                            .mapToLong(day -> day.get(hour))
                            .sum());
        }
        for (int day = 0; day < 7; day++) {
            assertThat(count(reckoner, period, Behind.messages(day, null)))
                    .isEqualTo(
                            figures.load().get(day).stream().mapToLong(n -> n).sum());
        }
        figures.procedures()
                .forEach(guide -> assertThat(count(reckoner, period, Behind.procedure(guide.what())))
                        .isEqualTo(guide.n()));
        figures.ratings()
                .forEach(rating -> assertThat(count(reckoner, period, Behind.ratings(Set.of(rating.what()), "", "")))
                        .isEqualTo(rating.n()));
        figures.contentByField()
                .forEach(field -> assertThat(count(reckoner, period, Behind.ratings(Set.of(), "", field.what())))
                        .isEqualTo(field.n()));
        assertThat(reckoner.cases(OA, period, Step.HANDED_OVER)).hasSize((int) figures.handedOver());
        assertThat(reckoner.cases(OA, period, Step.FIRST_ANSWERED))
                .hasSize(figures.firstAnswer().n());
        assertThat(reckoner.cases(OA, period, Step.ON_TIME)).hasSize((int) figures.onTime());
        assertThat(reckoner.cases(OA, period, Step.CLOSED))
                .hasSize(figures.closing().n());
        assertThat(reckoner.cases(OA, period, Step.REOPENED)).hasSize((int) figures.reopened());
        figures.lateByField()
                .forEach(late -> assertThat(reckoner.cases(OA, period, Step.LATE))
                        .filteredOn(one -> one.field().equals(late.what()))
                        .hasSize((int) late.n()));
    }

    /** What was moved to no theme stands in no file, whenever it was moved. */
    private static void writesNoneThatIsTakenBack(Reckoner reckoner, List<Happened> year, Period period) {
        Set<Long> gone = year.stream()
                .filter(one -> "".equals(one.theme()))
                .map(Happened::turn)
                .collect(Collectors.toSet());
        List<Happened> written = year.stream()
                .filter(one -> one.at() >= period.from().toEpochMilli()
                        && one.at() < period.until().toEpochMilli()
                        && !(one.theme() != null && gone.contains(one.turn())))
                .toList();
        List<Reckoner.Line> lines = new ArrayList<>();
        reckoner.lines(OA, period, lines::add);

        assertThat(gone).isNotEmpty();
        assertThat(lines)
                .hasSize(written.size())
                .filteredOn(line -> line.what() == What.REMARKED)
                .hasSize((int) written.stream()
                        .filter(one -> one.what() == What.REMARKED)
                        .count());
        assertThat(reckoner.rows(OA, period)).isEqualTo(lines.size());
    }

    private static long count(Reckoner reckoner, Period period, Behind behind) {
        return reckoner.rows(OA, period, behind, Integer.MAX_VALUE, 0).size();
    }

    private static Stream<Period> periods() {
        LocalDate first = LocalDate.of(YearOfCommune.YEAR, 1, 1);
        return Stream.concat(
                IntStream.range(0, 53).mapToObj(week -> Period.week(first.plusWeeks(week))),
                IntStream.range(0, 13).mapToObj(month -> Period.month(first.plusMonths(month))));
    }

    private static Figures plain(List<Happened> year, Period period) {
        long from =
                period.first().atStartOfDay().toInstant(ZoneOffset.ofHours(7)).toEpochMilli();
        long until =
                period.end().atStartOfDay().toInstant(ZoneOffset.ofHours(7)).toEpochMilli();
        List<Happened> known = year.stream().filter(one -> one.at() < until).toList();
        List<Happened> corrections =
                known.stream().filter(one -> one.what() == What.CORRECTED).toList();
        long messages = 0;
        long turns = 0;
        long atOnce = 0;
        long askedBack = 0;
        Set<Long> residents = new HashSet<>();
        long[][] load = new long[7][24];
        Map<String, Long> ratings = new HashMap<>();
        Map<String, Long> themes = new HashMap<>();
        Map<String, Long> hamlets = new HashMap<>();
        Map<String, Long> guides = new HashMap<>();
        Map<Long, List<Happened>> cases = new TreeMap<>();
        for (Happened one : known) {
            if (one.about() != null && one.what() != What.RATED) {
                cases.computeIfAbsent(one.about(), id -> new ArrayList<>()).add(one);
            }
            if (one.at() < from) {
                continue;
            }
            switch (one.what()) {
                case ASKED -> {
                    messages++;
                    residents.add(one.resident());
                    var local = Instant.ofEpochMilli(one.at()).atOffset(ZoneOffset.ofHours(7));
                    load[local.getDayOfWeek().getValue() - 1][local.getHour()]++;
                }
                case DECIDED -> {
                    turns += Set.of("smalltalk", "acknowledge", "rated").contains(one.outcome()) ? 0 : 1;
                    atOnce += Set.of("answer", "several", "elsewhere", "track", "meet")
                                    .contains(one.outcome())
                            ? 1
                            : 0;
                    askedBack += Set.of("clarify", "repeat").contains(one.outcome()) ? 1 : 0;
                    if (one.guide() != null) {
                        guides.merge(one.guide(), 1L, Long::sum);
                    }
                }
                case RATED -> ratings.merge(one.outcome(), 1L, Long::sum);
                case REMARKED -> {
                    String theme = java.util.Objects.requireNonNullElse(one.theme(), "");
                    for (Happened other : corrections) {
                        if (java.util.Objects.equals(other.turn(), one.turn())) {
                            theme = java.util.Objects.requireNonNullElse(other.theme(), "");
                        }
                    }
                    if (!theme.isEmpty()) {
                        themes.merge(theme, 1L, Long::sum);
                    }
                    if (one.hamlet() != null && !theme.isEmpty()) {
                        hamlets.merge(one.hamlet(), 1L, Long::sum);
                    }
                }
                default -> {}
            }
        }
        long opened = 0;
        long reopened = 0;
        long onTime = 0;
        List<Long> answers = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        Map<String, Long> lateOfficers = new HashMap<>();
        Map<String, Long> lateFields = new HashMap<>();
        for (List<Happened> steps : cases.values()) {
            opened += steps.getFirst().at() >= from ? 1 : 0;
            Happened answer = first(steps, What.ANSWERED, What.CLOSED);
            Happened late = first(steps, What.OVERDUE);
            if (late != null && answer != null && late.at() > answer.at()) {
                late = null;
            }
            if (answer != null && answer.at() >= from) {
                answers.add(answer.at() - steps.getFirst().at());
                onTime += late == null ? 1 : 0;
            }
            if (late != null && late.at() >= from) {
                lateOfficers.merge(String.valueOf(late.officer()), 1L, Long::sum);
                lateFields.merge(late.field() == null ? "" : late.field(), 1L, Long::sum);
            }
            for (int i = 0; i < steps.size(); i++) {
                Happened step = steps.get(i);
                if (step.at() >= from && step.what() == What.REOPENED) {
                    reopened++;
                }
                if (step.at() >= from && step.what() == What.CLOSED) {
                    long began = steps.subList(0, i).stream()
                            .filter(one -> one.what() == What.REOPENED || one.what() == What.HANDED_OVER)
                            .mapToLong(Happened::at)
                            .max()
                            .orElseThrow();
                    ends.add(step.at() - began);
                }
            }
        }
        long late = lateFields.values().stream().mapToLong(n -> n).sum();
        return new Figures(
                period,
                messages,
                residents.size(),
                turns,
                atOnce,
                askedBack,
                opened,
                spread(answers),
                spread(ends),
                onTime,
                onTime + late,
                reopened,
                ranked(lateOfficers),
                ranked(lateFields),
                ranked(ratings),
                shares(known, from, Happened::guide),
                shares(known, from, Happened::field),
                shares(known, from, one -> one.officer() == null ? null : String.valueOf(one.officer())),
                ranked(themes),
                ranked(guides),
                ranked(hamlets),
                Stream.of(load)
                        .map(day -> java.util.Arrays.stream(day).boxed().toList())
                        .toList());
    }

    private static @org.jspecify.annotations.Nullable Happened first(List<Happened> steps, What... which) {
        return steps.stream()
                .filter(step -> Set.of(which).contains(step.what()))
                .findFirst()
                .orElse(null);
    }

    private static List<Figures.Share> shares(
            List<Happened> known,
            long from,
            java.util.function.Function<Happened, @org.jspecify.annotations.Nullable String> what) {
        Map<String, long[]> counts = new TreeMap<>();
        for (Happened one : known) {
            String value = one.what() == What.RATED && one.at() >= from ? what.apply(one) : null;
            if (value != null) {
                long[] count = counts.computeIfAbsent(value, key -> new long[2]);
                count[0]++;
                count[1] += one.outcome().equals("content") ? 1 : 0;
            }
        }
        return counts.entrySet().stream()
                .map(one -> new Figures.Share(one.getKey(), one.getValue()[0], one.getValue()[1]))
                .sorted((a, b) -> Long.compare(b.n(), a.n()))
                .toList();
    }

    private static Spread spread(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        int n = sorted.size();
        return n == 0
                ? new Spread(0, null, null)
                : new Spread(
                        n,
                        java.time.Duration.ofMillis(sorted.get((int) Math.ceil(n * 0.5) - 1)),
                        java.time.Duration.ofMillis(sorted.get((int) Math.ceil(n * 0.9) - 1)));
    }

    private static List<Figures.Count> ranked(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted((a, b) -> a.getValue().equals(b.getValue())
                        ? a.getKey().compareTo(b.getKey())
                        : Long.compare(b.getValue(), a.getValue()))
                .map(one -> new Figures.Count(one.getKey(), one.getValue()))
                .toList();
    }

    /** The made-up year, at that page. */
    public static void fill(Database database, String oa) {
        fill(database, oa, YearOfCommune.of(427));
    }

    static void fill(Database database, String oa, List<Happened> year) {
        for (int from = 0; from < year.size(); from += A_STATEMENT) {
            List<Happened> some = year.subList(from, Math.min(year.size(), from + A_STATEMENT));
            String gaps = some.stream()
                    .map(one -> "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .collect(Collectors.joining(", "));
            List<@org.jspecify.annotations.Nullable Object> values = new ArrayList<>();
            for (Happened one : some) {
                values.add(oa);
                values.add(one.at());
                values.add(one.what().column());
                values.add(one.resident());
                values.add(one.turn());
                values.add(one.about());
                values.add(one.officer());
                values.add(one.field());
                values.add(one.guide());
                values.add(one.theme());
                values.add(one.hamlet());
                values.add(one.outcome());
            }
            database.write(transaction -> transaction
                    .sql(
                            "INSERT INTO journal (oa, at, what, resident, turn, case_id, officer_id, field, guide, theme, hamlet,"
                                    + " outcome) VALUES " + gaps)
                    .params(values)
                    .update());
        }
    }
}
