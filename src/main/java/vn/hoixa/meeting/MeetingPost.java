package vn.hoixa.meeting;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;

/** What residents who ask or come are told; each in the transaction of whoever calls, who wakes them afterwards. */
@Component
class MeetingPost {
    private static final Locale RESIDENTS = Locale.of("vi");
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final int LONGEST_QUOTE = 300;

    private final Outbox outbox;
    private final Mailbox mailbox;
    private final MessageSource words;
    private final InstantSource clock;

    MeetingPost(Outbox outbox, Mailbox mailbox, MessageSource messageSource, InstantSource clock) {
        this.outbox = outbox;
        this.mailbox = mailbox;
        this.words = messageSource;
        this.clock = clock;
    }

    /** Somebody on the list of a day, who may stand there several times. */
    record Listed(long row, ResidentId resident) {}

    Set<ResidentId> changed(JdbcClient transaction, Sitting sitting) {
        return tell(transaction, sitting, "changed", false);
    }

    Set<ResidentId> cancelled(JdbcClient transaction, Sitting sitting) {
        return tell(transaction, sitting, "cancelled", false);
    }

    private Set<ResidentId> tell(JdbcClient transaction, Sitting sitting, String what, boolean isPerishable) {
        Set<ResidentId> told = new HashSet<>();
        for (Listed listed : listed(transaction, sitting)) {
            tell(transaction, sitting, listed, what, isPerishable);
            told.add(listed.resident());
        }
        return told;
    }

    /** False where Zalo would not let it through before they write. */
    boolean remind(JdbcClient transaction, Sitting sitting, Listed listed) {
        if (!outbox.reaches(transaction, listed.row())) {
            return false;
        }
        tell(transaction, sitting, listed, "reminder", true);
        return true;
    }

    private void tell(JdbcClient transaction, Sitting sitting, Listed listed, String what, boolean isPerishable) {
        Instant now = clock.instant();
        String key = "reply.meeting." + what + "." + sitting.meeting().kind().key();
        String text = say(
                key,
                CommuneTime.said(sitting.begins()),
                sitting.meeting().plan().place(),
                mine(transaction, sitting, listed));
        Letter letter = new Letter("meeting", text, null);
        List<Long> ids = outbox.post(
                transaction,
                listed.resident(),
                isPerishable ? letter.perishable() : letter,
                now,
                isPerishable ? evening(sitting, now) : now.plus(Outbox.WINDOW));
        transaction
                .sql(
                        "UPDATE meeting_matter SET notice_outgoing = ? WHERE meeting_id = ? AND starts_at >= ? AND starts_at < ? AND resident_id = ?")
                .param(ids.isEmpty() ? null : ids.getFirst())
                .params(sitting.meeting().id(), sitting.listedFrom(), sitting.listedUntil(), listed.row())
                .update();
    }

    /** A reminder is of no use when the meeting has begun, and wakes nobody at night. */
    private static Instant evening(Sitting sitting, Instant now) {
        ZonedDateTime evening = now.atZone(CommuneTime.ZONE).with(EVENING);
        return sitting.begins().isBefore(evening.toInstant()) ? sitting.begins() : evening.toInstant();
    }

    private static String mine(JdbcClient transaction, Sitting sitting, Listed listed) {
        return quote(transaction
                .sql("""
                        SELECT text FROM meeting_matter WHERE meeting_id = ? AND starts_at >= ? AND starts_at < ? AND resident_id = ?
                        ORDER BY id LIMIT 1""")
                .params(sitting.meeting().id(), sitting.listedFrom(), sitting.listedUntil(), listed.row())
                .query(String.class)
                .single());
    }

    /** In an officer's name; what the window closes goes out when they write again. */
    List<Long> answer(JdbcClient transaction, Sitting sitting, ResidentId resident, String question, String answer) {
        Instant now = clock.instant();
        String text = say(
                "reply.meeting.answer." + sitting.meeting().kind().key(),
                CommuneTime.said(sitting.begins()),
                quote(question),
                answer);
        return outbox.post(
                transaction, resident, new Letter("meeting", text, null).byOfficer(), now, now.plus(Outbox.WINDOW));
    }

    /** Should this be lost, the sweep finds them. */
    void wake(Collection<ResidentId> residents) {
        residents.forEach(resident -> mailbox.wake(resident, clock.instant()));
    }

    static List<Listed> listed(JdbcClient from, Sitting sitting) {
        return from.sql("""
                        SELECT DISTINCT r.id, r.oa, r.zalo_user FROM meeting_matter x JOIN resident r ON r.id = x.resident_id
                        WHERE x.meeting_id = ? AND x.starts_at >= ? AND x.starts_at < ? ORDER BY r.id""")
                .params(sitting.meeting().id(), sitting.listedFrom(), sitting.listedUntil())
                .query((row, i) ->
                        new Listed(row.getLong(1), new ResidentId(row.getString("oa"), row.getString("zalo_user"))))
                .list();
    }

    private static String quote(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_QUOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    private String say(String key, Object... values) {
        return words.getMessage(key, values, RESIDENTS);
    }
}
