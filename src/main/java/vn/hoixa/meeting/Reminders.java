package vn.hoixa.meeting;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/**
 * Reminds those who ask or come, by day on the day before; what a stop left out is made up until it begins.
 *
 * <p>Whom Zalo's window keeps from being told is tried again as long as it is of use: writing to the page opens it.
 */
@Component
class Reminders {
    private static final Logger log = LoggerFactory.getLogger(Reminders.class);
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final LocalTime LAST = LocalTime.of(19, 0);
    private static final int AHEAD = 2;

    private final Database database;
    private final Meetings meetings;
    private final MeetingPost post;
    private final Communes communes;
    private final InstantSource clock;

    Reminders(Database database, Meetings meetings, MeetingPost post, Communes communes, InstantSource clock) {
        this.database = database;
        this.meetings = meetings;
        this.post = post;
        this.communes = communes;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 40, timeUnit = TimeUnit.SECONDS)
    void look() {
        ZonedDateTime now = clock.instant().atZone(CommuneTime.ZONE);
        if (now.toLocalTime().isBefore(MORNING) || now.toLocalTime().isAfter(LAST)) {
            return;
        }
        try {
            communes.all().forEach(commune -> remind(commune, now));
        } catch (DataAccessException | TransactionException | MailboxUnavailable e) {
            log.warn("Reminders of meetings are put off for a minute: {}", e.getMessage());
        }
    }

    private void remind(Commune commune, ZonedDateTime now) {
        for (Meeting meeting : meetings.of(commune)) {
            meetings.callOffHolidays(meeting, now.toInstant());
            meeting.coming(now.toInstant(), AHEAD).stream()
                    .filter(sitting -> sitting.begins().isAfter(now.toInstant())
                            && !sitting.day().minusDays(1).isAfter(now.toLocalDate()))
                    .forEach(this::remind);
        }
    }

    private void remind(Sitting sitting) {
        if (untold(database.read(), sitting).isEmpty()) {
            return;
        }
        List<ResidentId> wakes = new ArrayList<>();
        database.write(transaction -> {
            wakes.clear();
            // Another instance may have been here meanwhile.
            for (MeetingPost.Listed listed : untold(transaction, sitting)) {
                if (post.remind(transaction, sitting, listed)) {
                    isReminded(transaction, sitting, listed);
                    wakes.add(listed.resident());
                }
            }
            return true;
        });
        post.wake(wakes);
    }

    private void isReminded(JdbcClient transaction, Sitting sitting, MeetingPost.Listed listed) {
        transaction
                .sql(
                        "UPDATE meeting_matter SET reminded_at = ? WHERE meeting_id = ? AND starts_at >= ? AND starts_at < ? AND resident_id = ?")
                .params(
                        clock.millis(),
                        sitting.meeting().id(),
                        sitting.listedFrom(),
                        sitting.listedUntil(),
                        listed.row())
                .update();
    }

    /** Whoever only came upon the list on the day before has just been told. */
    private static List<MeetingPost.Listed> untold(JdbcClient from, Sitting sitting) {
        Instant dayBefore =
                sitting.day().minusDays(1).atStartOfDay(CommuneTime.ZONE).toInstant();
        return from.sql("""
                        SELECT r.id, r.oa, r.zalo_user FROM meeting_matter x JOIN resident r ON r.id = x.resident_id
                        WHERE x.meeting_id = ? AND x.starts_at >= ? AND x.starts_at < ?
                        GROUP BY r.id, r.oa, r.zalo_user
                        HAVING MIN(x.created_at) < ? AND MAX(CASE WHEN x.reminded_at IS NULL THEN 0 ELSE 1 END) = 0
                        ORDER BY r.id""")
                .params(sitting.meeting().id(), sitting.listedFrom(), sitting.listedUntil(), dayBefore.toEpochMilli())
                .query((row, i) -> new MeetingPost.Listed(
                        row.getLong(1), new ResidentId(row.getString("oa"), row.getString("zalo_user"))))
                .list();
    }
}
