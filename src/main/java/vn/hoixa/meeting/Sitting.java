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

    /** Until when questions and names are taken. */
    public Instant closes() {
        int days = meeting.plan().closes();
        // To the end of that day.
        return days == 0
                ? begins()
                : day.minusDays(days - 1L).atStartOfDay(CommuneTime.ZONE).toInstant();
    }

    public boolean takes(Instant now) {
        return !meeting.isCancelled() && !isOff() && now.isBefore(closes());
    }

    public boolean isOff() {
        return meeting.off().contains(day);
    }

    private Instant at(LocalTime time) {
        return day.atTime(time).atZone(CommuneTime.ZONE).toInstant();
    }
}
