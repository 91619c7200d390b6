package vn.hoixa.rating;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.knowledge.CommuneTime;

/**
 * When a resident is to be asked, in table {@code rating_prompt}: a while after the last word of a conversation that
 * came to something, and not for a week after they were asked, complained or mourned.
 *
 * <p>Each is said in the transaction of what happened.
 */
public final class Endings {
    /** So long nobody may have said anything more. */
    static final Duration QUIET = Duration.ofMinutes(30);

    /** So long nobody is asked (again). */
    static final Duration SPARED = Duration.ofDays(7);

    /** Who complained or mourned so long before a case is not asked about it, however late it is closed. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final LocalTime MORNING = LocalTime.of(7, 0);
    static final LocalTime EVENING = LocalTime.of(21, 0);

    private Endings() {}

    /** HoiXa answered. */
    public static void answered(JdbcClient transaction, long resident, Subject subject, Instant now) {
        plan(transaction, resident, subject, now);
    }

    /**
     * A case that is only a question is over: it belongs to who answered it last, else to whose it was.
     *
     * <p>Who was spared while it was open, or just before, still is.
     */
    public static void closed(JdbcClient transaction, long about, Instant now) {
        transaction
                .sql("""
                        SELECT c.resident_id, c.kind, c.field, c.guide,
                            COALESCE((SELECT j.officer_id FROM journal j WHERE j.case_id = c.id AND j.what = 'answered'
                                ORDER BY j.at DESC, j.id DESC LIMIT 1), c.owner_id) AS officer,
                            (SELECT MIN(t.number) FROM turn t
                                WHERE t.resident_id = c.resident_id AND t.case_id = c.id) AS turn
                        FROM cases c WHERE c.id = ? AND c.kind IN ('question', 'draft')
                            AND NOT EXISTS (SELECT 1 FROM rating_prompt p
                                WHERE p.resident_id = c.resident_id AND p.not_before >= c.opened_at + ?)""")
                .params(about, SPARED.minus(BEFORE).toMillis())
                .query((row, i) -> {
                    long officer = row.getLong("officer");
                    Long answerer = row.wasNull() ? null : Long.valueOf(officer);
                    long turn = row.getLong("turn");
                    Long asked = row.wasNull() ? null : Long.valueOf(turn);
                    return new Closed(
                            row.getLong("resident_id"),
                            new Subject(asked, about, answerer, row.getString("field"), row.getString("guide")));
                })
                .optional()
                .ifPresent(closed -> plan(transaction, closed.resident(), closed.subject(), now));
    }

    private record Closed(long resident, Subject subject) {}

    /** More was said: what was planned comes later. */
    public static void wentOn(JdbcClient transaction, long resident, Instant now) {
        transaction
                .sql("UPDATE rating_prompt SET due_at = ? WHERE resident_id = ? AND due_at IS NOT NULL")
                .params(byDay(now.plus(QUIET)).toEpochMilli(), resident)
                .update();
    }

    /** A person has to answer first. */
    public static void waits(JdbcClient transaction, long resident) {
        transaction
                .sql("UPDATE rating_prompt SET due_at = NULL WHERE resident_id = ?")
                .param(resident)
                .update();
    }

    /** Whoever complains or mourns is not asked, nor is what they write taken for a rating. */
    public static void spared(JdbcClient transaction, long resident, Instant now) {
        transaction.sql("""
                        INSERT INTO rating_prompt (resident_id, not_before) VALUES (?, ?)
                        ON CONFLICT (resident_id) DO UPDATE SET due_at = NULL, asked_at = NULL, why_after = NULL,
                            not_before = excluded.not_before""").params(resident, now.plus(SPARED).toEpochMilli()).update();
    }

    private static void plan(JdbcClient transaction, long resident, Subject subject, Instant now) {
        transaction
                .sql("""
                        INSERT INTO rating_prompt (resident_id, due_at, not_before, turn, case_id, officer_id, field, guide)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (resident_id) DO UPDATE SET due_at = excluded.due_at, asked_at = NULL,
                            why_after = NULL, turn = excluded.turn, case_id = excluded.case_id,
                            officer_id = excluded.officer_id, field = excluded.field, guide = excluded.guide
                        WHERE rating_prompt.not_before <= excluded.due_at""")
                .params(resident, byDay(now.plus(QUIET)).toEpochMilli(), now.toEpochMilli())
                .param(subject.turn())
                .param(subject.about())
                .param(subject.officer())
                .param(subject.field())
                .param(subject.guide())
                .update();
    }

    /** That moment, or the next morning where it is at night. */
    static Instant byDay(Instant moment) {
        ZonedDateTime local = moment.atZone(CommuneTime.ZONE);
        if (local.toLocalTime().isBefore(MORNING)) {
            return local.with(MORNING).toInstant();
        }
        return local.toLocalTime().isBefore(EVENING)
                ? moment
                : local.plusDays(1).with(MORNING).toInstant();
    }

    static Instant evening(Instant moment) {
        return moment.atZone(CommuneTime.ZONE).with(EVENING).toInstant();
    }
}
