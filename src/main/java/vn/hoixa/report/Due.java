package vn.hoixa.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.hoixa.knowledge.CommuneTime;

/** When leaders are sent a period's report: in the first working morning after its end, or as soon after as it can be. */
public final class Due {
    private static final LocalTime MORNING = LocalTime.of(7, 30);

    /** What was missed is made up until then, and else on the next day. */
    private static final LocalTime EVENING = LocalTime.of(21, 0);

    private Due() {}

    /** On which day a period's report is sent. */
    static LocalDate day(Period period, Predicate<LocalDate> isWorkingDay) {
        return Stream.iterate(period.end(), day -> day.plusDays(1))
                .filter(isWorkingDay)
                .findFirst()
                .orElseThrow();
    }

    /** Of which periods the report should have been sent by now: never more than the last week and the last month. */
    public static List<Period> at(Instant now, Predicate<LocalDate> isWorkingDay) {
        ZonedDateTime local = now.atZone(CommuneTime.ZONE);
        LocalDate today = local.toLocalDate();
        if (local.toLocalTime().isBefore(MORNING) || !local.toLocalTime().isBefore(EVENING)) {
            return List.of();
        }
        return Stream.of(Period.week(today).before(), Period.month(today).before())
                .filter(period -> !day(period, isWorkingDay).isAfter(today))
                .toList();
    }
}
