package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.testing.ShippedKnowledge;

/** By the calendar that is shipped; the sample commune works from Monday to Friday. */
class DueTest {
    private static Predicate<LocalDate> isWorkingDay = day -> true;

    @BeforeAll
    static void readTheShippedCalendar() {
        Knowledge shipped = ShippedKnowledge.read().publish();
        Commune commune = Objects.requireNonNull(shipped.commune("xa-mau"));
        Communes communes = new Communes(() -> shipped);
        isWorkingDay = day -> !communes.officeDays(commune).on(day).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // A usual week goes on Monday.
        "2026-W47, 2026-11-23",
        // Tết: nine days from Saturday 14 February 2026.
        "2026-W06, 2026-02-09",
        "2026-W07, 2026-02-23",
        "2026-W08, 2026-02-23",
        // Giỗ Tổ on a Sunday takes Monday 27 April.
        "2026-W17, 2026-04-28",
        "2026-W18, 2026-05-04",
        // 30/4 on Thursday, 1/5 on Friday, then a weekend.
        "2026-04, 2026-05-04",
        // The first is a Sunday.
        "2026-10, 2026-11-02",
        "2026-01, 2026-02-02",
        // The first of January, and the swapped second; Saturday the tenth is worked.
        "2025-12, 2026-01-05",
        "2026-W02, 2026-01-12",
        // Quốc khánh 2026, with Monday swapped.
        "2026-08, 2026-09-03",
        "2026-W35, 2026-09-03",
        "2026-11, 2026-12-01"
    })
    void goesOnTheFirstWorkingDayAfterThePeriod(String period, LocalDate day) {
        assertThat(Due.day(Period.of(period).orElseThrow(), isWorkingDay)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:29, ''",
        "2026-11-22T12:00, 2026-W46 2026-10",
        "2026-11-23T07:30, 2026-W47 2026-10",
        "2026-11-23T20:59, 2026-W47 2026-10",
        "2026-11-23T21:00, ''",
        "2026-11-24T03:00, ''",
        // Made up on any later day, a free one too.
        "2026-11-28T10:00, 2026-W47 2026-10",
        // Week and month on the same morning.
        "2026-11-02T07:30, 2026-W44 2026-10",
        "2026-11-01T12:00, 2026-W43",
        // In the middle of Tết the week before it waits, and is overtaken.
        "2026-02-18T09:00, 2026-01",
        "2026-02-23T07:30, 2026-W08 2026-01",
        // After a year's sleep the latest only.
        "2027-11-24T09:00, 2027-W46 2027-10"
    })
    void namesTheLastWeekAndMonthOnceTheirMorningHasCome(LocalDateTime at, String periods) {
        assertThat(Due.at(local(at), isWorkingDay))
                .map(Period::key)
                .containsExactlyElementsOf(Arrays.stream(periods.split(" "))
                        .filter(key -> !key.isEmpty())
                        .toList());
    }

    @Test
    void namesEachPeriodOfTwoYearsOnSomeMorning() {
        List<String> named = Stream.iterate(LocalDate.of(2026, 1, 1), day -> day.plusDays(1))
                .limit(730)
                .flatMap(day -> Due.at(local(day.atTime(7, 30)), isWorkingDay).stream())
                .map(Period::key)
                .distinct()
                .toList();

        // Every month; every week but those that end before a week without any working day.
        assertThat(named).filteredOn(key -> !key.contains("W")).hasSize(24);
        assertThat(named).contains("2026-W08", "2026-W52", "2027-W51").doesNotContain("2026-W07");
    }

    private static Instant local(LocalDateTime at) {
        return at.atZone(CommuneTime.ZONE).toInstant();
    }
}
