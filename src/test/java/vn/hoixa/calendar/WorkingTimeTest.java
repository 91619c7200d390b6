package vn.hoixa.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.ShippedKnowledge;

/** Deadlines by the calendar that is shipped; the sample commune works on weekdays, 7:30–11:30 and 13:30–17:00. */
class WorkingTimeTest {
    private static final String OWN = "communes/xa-mau/calendar.yaml";

    private static SortedMap<String, String> files = new TreeMap<>();
    private static WorkingTime time;

    @BeforeAll
    static void readTheShippedCalendar() {
        Knowledge shipped = ShippedKnowledge.read().publish();
        files = Publisher.files(Path.of("knowledge-base"), null);
        files.keySet().removeIf(file -> file.contains("/guides/") || !file.matches("calendar.yaml|communes/xa-mau/.+"));
        time = new Calendars(new Communes(() -> shipped)).of(Objects.requireNonNull(shipped.commune("xa-mau")));
    }

    @ParameterizedTest
    @CsvSource({
        // A morning holds four hours, a day seven and a half.
        "2026-11-24T07:30, 4, 2026-11-24T11:30",
        "2026-11-24T07:30, 5, 2026-11-24T14:30",
        "2026-11-24T13:30, 8, 2026-11-25T14:00",
        // Outside of hours the clock stands.
        "2026-11-24T05:00, 1, 2026-11-24T08:30",
        "2026-11-24T12:00, 1, 2026-11-24T14:30",
        "2026-11-24T22:00, 1, 2026-11-25T08:30",
        "2026-11-28T09:00, 1, 2026-11-30T08:30",
        // Nothing to do is done at once.
        "2026-11-28T09:00, 0, 2026-11-28T09:00"
    })
    void countsOnlyTheHoursInWhichOfficersWork(LocalDateTime from, int hours, LocalDateTime due) {
        assertThat(time.after(at(from), Duration.ofHours(hours))).isEqualTo(at(due));
    }

    @Test
    void givesAQuestionOfFridayEveningBeforeAHolidayMondayItsFullTime() {
        Instant asked = at("2026-04-24T16:55");

        assertThat(time.after(asked, Duration.ofMinutes(5))).isEqualTo(at("2026-04-24T17:00"));
        assertThat(time.after(asked, Duration.ofHours(8))).isEqualTo(at("2026-04-29T07:55"));
    }

    @Test
    void doesNotCountNineDaysOfTet() {
        assertThat(time.after(at("2026-02-13T16:00"), Duration.ofHours(2))).isEqualTo(at("2026-02-23T08:30"));
        assertThat(time.between(at("2026-02-13T17:00"), at("2026-02-23T07:30"))).isZero();
        assertThat(time.nextStart(at("2026-02-17T00:00"))).isEqualTo(at("2026-02-23T07:30"));
    }

    @Test
    void countsASaturdayThatIsWorkedInsteadOfAMonday() {
        assertThat(time.isWorkingDay(LocalDate.of(2026, 8, 22))).isTrue();
        assertThat(time.isWorkingDay(LocalDate.of(2026, 8, 31))).isFalse();
        assertThat(time.after(at("2026-08-21T16:00"), Duration.ofHours(2))).isEqualTo(at("2026-08-22T08:30"));
        assertThat(time.after(at("2026-08-28T16:00"), Duration.ofHours(2))).isEqualTo(at("2026-09-03T08:30"));
    }

    @Test
    void worksASwappedSaturdayByTheHoursOfTheDayThatItReplaces() {
        WorkingTime early = with("""
                periods:
                  monday: 8:00-12:00
                  tuesday: 7:30-11:30, 13:30-17:00
                """);

        assertThat(early.nextStart(at("2026-08-22T00:00"))).isEqualTo(at("2026-08-22T08:00"));
        assertThat(early.isWorking(at("2026-08-22T11:59"))).isTrue();
        assertThat(early.isWorking(at("2026-08-22T14:00"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01", "2026-01-02", "2026-04-27", "2026-04-30", "2026-05-01", "2026-09-01", "2026-09-02",
                "2027-01-01", "2027-02-05", "2027-02-08", "2027-02-11", "2027-04-16", "2027-05-03", "2027-09-02"
            })
    void isFreeOnPublicHolidays(LocalDate day) {
        assertThat(time.isWorkingDay(day)).isFalse();
    }

    @Test
    void goesOnIntoTheNewYear() {
        assertThat(time.after(at("2026-12-31T16:30"), Duration.ofHours(1))).isEqualTo(at("2027-01-04T08:00"));
        assertThat(time.between(at("2026-12-31T16:30"), at("2027-01-04T08:00"))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void isClosedForHalfADay() {
        assertThat(time.isWorking(at("2026-12-18T08:00"))).isTrue();
        assertThat(time.isWorking(at("2026-12-18T14:00"))).isFalse();
        assertThat(time.isWorkingDay(LocalDate.of(2026, 12, 18))).isTrue();
        assertThat(time.after(at("2026-12-18T10:30"), Duration.ofHours(2))).isEqualTo(at("2026-12-21T08:30"));
    }

    @Test
    void isClosedOnTheCommunesOwnDays() {
        WorkingTime closed = with("""
                closures:
                  - from: 2026-11-23
                    to: 2026-11-24
                    name: Chuyển trụ sở
                  - day: 2026-11-25
                    half: morning
                    name: Họp
                """);

        assertThat(closed.nextStart(at("2026-11-23T08:00"))).isEqualTo(at("2026-11-25T13:30"));
    }

    @Test
    void worksTheUsualHoursWhereTheCommuneSaysNothing() {
        SortedMap<String, String> silent = new TreeMap<>(files);
        silent.remove(OWN);
        WorkingTime usual = of(silent);

        assertThat(usual.nextStart(at("2026-11-24T00:00"))).isEqualTo(at("2026-11-24T07:30"));
        assertThat(usual.isWorking(at("2026-11-24T16:59"))).isTrue();
        assertThat(usual.isWorkingDay(LocalDate.of(2026, 12, 18))).isTrue();
        assertThat(usual.isWorkingDay(LocalDate.of(2026, 2, 17))).isFalse();
    }

    @Test
    void stopsExactlyAtTheEndOfAPeriod() {
        assertThat(time.isWorking(at("2026-11-24T11:30"))).isFalse();
        assertThat(time.isWorking(at("2026-11-24T11:30").minusNanos(1))).isTrue();
        assertThat(time.nextStart(at("2026-11-24T11:30"))).isEqualTo(at("2026-11-24T13:30"));
        assertThat(time.nextStart(at("2026-11-24T13:30"))).isEqualTo(at("2026-11-24T13:30"));
    }

    @Test
    void countsNothingWhenTheClockWasSetBack() {
        var clock = new MovableClock();
        Instant deadline = time.after(clock.instant(), Duration.ofHours(8));
        Instant seen = clock.instant();
        clock.pass(Duration.ofDays(-3));

        assertThat(time.between(seen, clock.instant())).isZero();
        assertThat(time.after(seen, Duration.ofHours(8))).isEqualTo(deadline);

        clock.pass(Duration.ofDays(30));
        assertThat(time.between(seen, clock.instant())).isGreaterThan(Duration.ofHours(8));
    }

    @Test
    void refusesNegativeTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.after(Instant.EPOCH, Duration.ofSeconds(-1)));
    }

    /** Whenever the question comes and however long the time is. */
    @Test
    void hasPassedJustSoMuchTimeWhenItIsUp() {
        var random = new Random(6);
        Instant start = at("2025-12-20T00:00");
        for (int i = 0; i < 3_000; i++) {
            Instant from = start.plusSeconds(random.nextInt(760 * 24 * 3600)).plusNanos(random.nextInt(1_000_000_000));
            Duration working = Duration.ofMillis(random.nextInt(100 * 3_600_000));

            Instant due = time.after(from, working);

            assertThat(time.between(from, due)).as("%s after %s", working, from).isEqualTo(working);
            if (!working.isZero()) {
                assertThat(time.isWorking(due.minusNanos(1))).isTrue();
                assertThat(time.between(from, due.minusNanos(1))).isLessThan(working);
            }
        }
    }

    private static WorkingTime with(String office) {
        SortedMap<String, String> all = new TreeMap<>(files);
        all.put(OWN, office);
        return of(all);
    }

    private static WorkingTime of(Map<String, String> all) {
        Knowledge knowledge =
                Publisher.read(new TreeMap<>(all), ShippedKnowledge.SNAPSHOT).draft();
        var commune = new Commune(
                "xa-mau", "1", "", "", "", "", Map.of(), java.util.List.of(), java.util.List.of(), Map.of());
        return new Calendars(new Communes(() -> knowledge)).of(commune);
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(CommuneTime.ZONE).toInstant();
    }
}
