package vn.hoixa.alarm;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs a person.
 *
 * @param subject id of a page, or {@link #INSTALLATION}
 * @param seenAt when it was last noticed
 * @param times how often
 * @param detail cause in a few words or a code; never what a resident wrote, never a secret
 * @param until by when somebody has to act; null where nobody knows
 * @param clearedAt when it was over; null while it stands
 */
public record Alarm(
        AlarmKind kind,
        String subject,
        Instant since,
        Instant seenAt,
        int times,
        String detail,
        @Nullable Instant until,
        @Nullable Instant clearedAt) {

    /** Concerns no page, but all of HoiXa. */
    public static final String INSTALLATION = "installation";

    /** Whole days that are left; null where nobody knows. */
    public @Nullable Long daysLeft(Instant now) {
        return until == null ? null : Math.max(0, Duration.between(now, until).toDays());
    }

    public boolean isOfInstallation() {
        return subject.equals(INSTALLATION);
    }

    /** What tells one alarm from another while both stand. */
    record Key(AlarmKind kind, String subject) {}

    Key key() {
        return new Key(kind, subject);
    }

    /** The same, noticed once more. */
    Alarm and(Alarm later) {
        return new Alarm(kind, subject, since, later.seenAt, times + later.times, later.detail, later.until, null);
    }
}
