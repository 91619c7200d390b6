package vn.hoixa.calendar;

import static vn.hoixa.knowledge.CommuneTime.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.OfficeDays;

/** Counts the time in which a commune's officers work: the clock of every deadline. */
public final class WorkingTime {
    private final OfficeDays days;

    WorkingTime(OfficeDays days) {
        this.days = days;
    }

    /** A stretch of work; it ends just before {@code to}. */
    private record Stretch(Instant from, Instant to) {}

    /**
     * When so much working time will have passed; what is up exactly at a period's end is due on that day.
     *
     * @throws IllegalArgumentException the time is negative
     */
    public Instant after(Instant from, Duration working) {
        if (working.isNegative()) {
            throw new IllegalArgumentException("negative working time: " + working);
        }
        if (working.isZero()) {
            return from;
        }
        Duration left = working;
        for (Stretch stretch : (Iterable<Stretch>) from(from)::iterator) {
            Duration length = Duration.between(stretch.from(), stretch.to());
            if (left.compareTo(length) <= 0) {
                return stretch.from().plus(left);
            }
            left = left.minus(length);
        }
        throw new IllegalStateException("working time ends");
    }

    /** How much working time passes; none where the second instant is not after the first, as when a clock was set back. */
    public Duration between(Instant from, Instant to) {
        return from(from)
                .takeWhile(stretch -> stretch.from().isBefore(to))
                .map(stretch -> Duration.between(stretch.from(), stretch.to().isBefore(to) ? stretch.to() : to))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** At the very end of a period nobody works any more. */
    public boolean isWorking(Instant at) {
        return nextStart(at).equals(at);
    }

    /** When work goes on; the same instant while officers work. */
    public Instant nextStart(Instant at) {
        return from(at).findFirst().orElseThrow().from();
    }

    /** Whether officers work at all on that day. */
    public boolean isWorkingDay(LocalDate day) {
        return !days.on(day).isEmpty();
    }

    /** All work from an instant on, without end: every calendar has a weekday that is worked. */
    private Stream<Stretch> from(Instant start) {
        return Stream.iterate(CommuneTime.day(start), day -> day.plusDays(1))
                .flatMap(this::on)
                .filter(stretch -> stretch.to().isAfter(start))
                .map(stretch -> stretch.from().isBefore(start) ? new Stretch(start, stretch.to()) : stretch);
    }

    private Stream<Stretch> on(LocalDate day) {
        return days.on(day).stream()
                .map(period -> new Stretch(
                        day.atTime(period.from()).atZone(ZONE).toInstant(),
                        day.atTime(period.to()).atZone(ZONE).toInstant()));
    }
}
