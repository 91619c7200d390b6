package vn.hoixa.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import vn.hoixa.knowledge.CommuneTime;

/** One day of a meeting. */
public record Sitting(Meeting meeting, LocalDate day) {
    public Instant begins() {
        return at(meeting.plan().begins());
    }

    public Instant ends() {
        return at(meeting.plan().ends());
    }

    /**
     * From when on, in milliseconds, a list is its own: that of a day stays when the hour changes, and what is not
     * weekly has one list on whatever day.
     */
    long listedFrom() {
        return meeting.plan().weekly() ? midnight(day).toEpochMilli() : Long.MIN_VALUE;
    }

    /** Exclusive. */
    long listedUntil() {
        return meeting.plan().weekly() ? midnight(day.plusDays(1)).toEpochMilli() : Long.MAX_VALUE;
    }

    /** Until when questions and names are taken. */
    public Instant closes() {
        int days = meeting.plan().closes();
        // To the end of that day.
        return days == 0 ? begins() : midnight(day.minusDays(days - 1L));
    }

    public boolean takes(Instant now) {
        return !meeting.isCancelled() && !isOff() && now.isBefore(closes());
    }

    public boolean isOff() {
        return meeting.off().contains(day);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(CommuneTime.ZONE).toInstant();
    }

    private Instant at(LocalTime time) {
        return day.atTime(time).atZone(CommuneTime.ZONE).toInstant();
    }
}
