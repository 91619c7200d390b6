package vn.hoixa.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoixa.knowledge.CommuneTime;

/**
 * A dialogue or a reception day as it was announced.
 *
 * @param off days of a weekly one that are cancelled
 * @param holidays of the whole country; a weekly one is not on them
 * @param version rises with each change
 */
public record Meeting(
        long id,
        String commune,
        MeetingKind kind,
        Plan plan,
        Set<LocalDate> off,
        Set<LocalDate> holidays,
        boolean isCancelled,
        long version) {
    private static final int DAYS_A_WEEK = 7;

    public Meeting {
        off = Set.copyOf(off);
        holidays = plan.weekly() ? Set.copyOf(holidays) : Set.of();
    }

    /** The next of its days that are not over, the earliest first. */
    public List<Sitting> coming(Instant now, int most) {
        if (isCancelled) {
            return List.of();
        }
        return days(CommuneTime.day(now))
                .limit((long) most + off.size() + holidays.size() + 1)
                .filter(day -> !off.contains(day) && !holidays.contains(day))
                .map(day -> new Sitting(this, day))
                .filter(sitting -> sitting.ends().isAfter(now))
                .limit(most)
                .toList();
    }

    /** Its days from that one on. */
    private Stream<LocalDate> days(LocalDate from) {
        LocalDate first = plan.first();
        if (!plan.weekly()) {
            return Stream.of(first);
        }
        long weeks = Math.max(0, Math.ceilDiv(ChronoUnit.DAYS.between(first, from), DAYS_A_WEEK));
        return Stream.iterate(first.plusWeeks(weeks), day -> day.plusWeeks(1));
    }

    /** What it is on that day; empty where that is none of its days. */
    public Optional<Sitting> on(LocalDate day) {
        long after = ChronoUnit.DAYS.between(plan.first(), day);
        boolean isIts = plan.weekly() ? after >= 0 && after % DAYS_A_WEEK == 0 : after == 0;
        return isIts ? Optional.of(new Sitting(this, day)) : Optional.empty();
    }
}
