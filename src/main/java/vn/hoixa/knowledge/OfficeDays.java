package vn.hoixa.knowledge;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which days, and when, the officers of a commune work.
 *
 * @param week periods of each weekday; a weekday without any is free
 * @param holidays free days of the whole country by name, those in lieu and those that were swapped among them
 * @param worked days off that are worked instead of another day, each with the weekday whose periods it has
 * @param closures further days and half days on which the commune does not work
 */
public record OfficeDays(
        Map<DayOfWeek, List<Period>> week,
        Map<LocalDate, String> holidays,
        Map<LocalDate, DayOfWeek> worked,
        List<Closure> closures) {

    public OfficeDays {
        week = Map.copyOf(week);
        holidays = Map.copyOf(holidays);
        worked = Map.copyOf(worked);
        closures = List.copyOf(closures);
    }

    /** A stretch of work; it ends just before {@code to}. */
    public record Period(LocalTime from, LocalTime to) {
        boolean isMorning() {
            return from.isBefore(LocalTime.NOON);
        }
    }

    /**
     * Days on which the commune does not work.
     *
     * @param half which half of the day, or null for whole days
     */
    public record Closure(
            LocalDate first, LocalDate last, @Nullable Half half) {
        boolean covers(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }

        boolean covers(LocalDate day, Period period) {
            return covers(day) && (half == null || (half == Half.MORNING) == period.isMorning());
        }
    }

    /** A half of a day; the morning's periods begin before noon. */
    public enum Half {
        MORNING,
        AFTERNOON
    }

    /** When is worked on that day, in order; empty on a free day. */
    public List<Period> on(LocalDate day) {
        return usually(day).stream()
                .filter(period -> closures.stream().noneMatch(closure -> closure.covers(day, period)))
                .toList();
    }

    /** The same without the commune's own closures. */
    List<Period> usually(LocalDate day) {
        return holidays.containsKey(day)
                ? List.of()
                : week.getOrDefault(worked.getOrDefault(day, day.getDayOfWeek()), List.of());
    }
}
