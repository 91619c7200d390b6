package vn.hoixa.report;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoixa.knowledge.CommuneTime;

/**
 * A week from Monday to Sunday, or a month, as days are counted in Vietnam.
 *
 * @param first its first day
 */
public record Period(Kind kind, LocalDate first) {
    private static final int WEEKS_BEFORE = 8;
    private static final int MONTHS_BEFORE = 3;

    public enum Kind {
        WEEK,
        MONTH
    }

    /** The week in which that day lies. */
    public static Period week(LocalDate day) {
        return new Period(Kind.WEEK, day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** The month in which that day lies. */
    public static Period month(LocalDate day) {
        return new Period(Kind.MONTH, day.withDayOfMonth(1));
    }

    /** As {@link #key()} writes it: 2026-W47 or 2026-11. */
    public static Optional<Period> of(String key) {
        if (!key.matches("\\d{4}-(W\\d{2}|\\d{2})")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    key.contains("W")
                            ? week(LocalDate.parse(key + "-1", DateTimeFormatter.ISO_WEEK_DATE))
                            : month(YearMonth.parse(key).atDay(1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public String key() {
        return kind == Kind.WEEK
                ? DateTimeFormatter.ISO_WEEK_DATE.format(first).substring(0, 8)
                : YearMonth.from(first).toString();
    }

    /** The day after its last. */
    public LocalDate end() {
        return kind == Kind.WEEK ? first.plusWeeks(1) : first.plusMonths(1);
    }

    public Period before() {
        return kind == Kind.WEEK ? week(first.minusDays(1)) : month(first.minusDays(1));
    }

    /** With which what rises in it is compared: the eight weeks, or three months, before it; the latest first. */
    public List<Period> compared() {
        return Stream.iterate(before(), Period::before)
                .limit(kind == Kind.WEEK ? WEEKS_BEFORE : MONTHS_BEFORE)
                .toList();
    }

    public Period after() {
        return kind == Kind.WEEK ? week(end()) : month(end());
    }

    public Instant from() {
        return first.atStartOfDay(CommuneTime.ZONE).toInstant();
    }

    /** Its end, exclusive. */
    public Instant until() {
        return end().atStartOfDay(CommuneTime.ZONE).toInstant();
    }
}
