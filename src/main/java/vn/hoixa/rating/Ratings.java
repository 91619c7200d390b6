package vn.hoixa.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.journal.Entry;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Window;
import vn.hoixa.settings.Bot;
import vn.hoixa.storage.Database;

/**
 * Asks residents how content they are, once a conversation has ended, and keeps what they say.
 *
 * <p>When, stands in the database with the resident; whoever holds their lease takes it out there in the transaction in
 * which the question is written, so that it is put once.
 */
@Component
public class Ratings {
    /** So long a rating is taken for one. */
    private static final Duration OPEN = Duration.ofDays(2);

    private static final String SUBJECT = "p.turn, p.case_id, p.officer_id, p.field, p.guide";

    private final Database database;
    private final Communes communes;
    private final RatingSwitch asking;
    private final Bot bot;
    private final Outbox outbox;
    private final InstantSource clock;

    Ratings(Database database, Communes communes, RatingSwitch asking, Bot bot, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.communes = communes;
        this.asking = asking;
        this.bot = bot;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A resident who is to be asked, and when. */
    public record Due(ResidentId resident, Instant at) {}

    /** Who is to be asked until then. */
    public List<Due> due(Instant until) {
        return database.read()
                .sql("""
                        SELECT r.oa, r.zalo_user, p.due_at FROM rating_prompt p JOIN resident r ON r.id = p.resident_id
                        WHERE p.due_at <= ?""")
                .param(until.toEpochMilli())
                .query((row, i) -> new Due(
                        new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                        Instant.ofEpochMilli(row.getLong("due_at"))))
                .list();
    }

    /** Whether the resident's time has come. */
    public boolean isDue(ResidentId resident) {
        return planned(resident, clock.instant()).isPresent();
    }

    private record Planned(long resident, long dueAt) {}

    private Optional<Planned> planned(ResidentId resident, Instant now) {
        return database.read()
                .sql("""
                        SELECT p.resident_id AS resident, p.due_at FROM rating_prompt p
                        JOIN resident r ON r.id = p.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND p.due_at <= ?""")
                .params(resident.oa(), resident.user(), now.toEpochMilli())
                .query(Planned.class)
                .optional();
    }

    /** Puts the question where its time has come and nothing speaks against it. */
    public void ask(ResidentId resident, String question) {
        Instant now = clock.instant();
        Commune commune = communes.of(resident.oa());
        Planned planned = planned(resident, now).orElse(null);
        if (planned == null) {
            return;
        }
        boolean isWanted = commune != null && !asking.isOff(commune) && !bot.isOff(commune);
        database.write(transaction -> {
            if (isTaken(transaction, planned)) {
                ask(transaction, resident, planned.resident(), isWanted, question, now);
            }
            return true;
        });
    }

    private static boolean isTaken(JdbcClient transaction, Planned planned) {
        return transaction
                        .sql("UPDATE rating_prompt SET due_at = NULL WHERE resident_id = ? AND due_at = ?")
                        .params(planned.resident(), planned.dueAt())
                        .update()
                == 1;
    }

    private void ask(
            JdbcClient transaction, ResidentId resident, long row, boolean isWanted, String question, Instant now) {
        Instant last = outbox.lastInteraction(transaction, row);
        if (!isWanted
                || last == null
                || !(Window.at(last, now) instanceof Window.Free)
                || isWaiting(transaction, row)) {
            return;
        }
        Instant next = Endings.byDay(lastWord(transaction, row).plus(Endings.QUIET));
        Instant best = next.isAfter(now) ? next : Endings.byDay(now);
        if (best.isAfter(now)) {
            transaction
                    .sql("UPDATE rating_prompt SET due_at = ? WHERE resident_id = ?")
                    .params(best.toEpochMilli(), row)
                    .update();
            return;
        }
        transaction
                .sql("UPDATE rating_prompt SET asked_at = ?, not_before = ? WHERE resident_id = ?")
                .params(now.toEpochMilli(), now.plus(Endings.SPARED).toEpochMilli(), row)
                .update();
        Instant closes = last.plus(Window.FREE);
        Instant evening = Endings.evening(now);
        outbox.post(
                transaction,
                resident,
                new Letter("rating", question, null).perishable(),
                now,
                closes.isBefore(evening) ? closes : evening);
    }

    /** For an officer, for an answer to our own question, or for our answer, which may never have come. */
    private static boolean isWaiting(JdbcClient transaction, long resident) {
        return transaction
                        .sql("""
                                SELECT (SELECT COUNT(*) FROM cases
                                        WHERE resident_id = :resident AND state IN ('new', 'taken', 'waiting'))
                                    + (SELECT COUNT(*) FROM undecided WHERE resident_id = :resident)
                                    + (SELECT COUNT(*) FROM outgoing
                                        WHERE resident_id = :resident AND (due_at IS NOT NULL OR state = 'closed'))
                                    + (SELECT COUNT(*) FROM outgoing o JOIN rating_prompt p
                                            ON p.resident_id = o.resident_id AND p.turn = o.turn
                                        WHERE p.resident_id = :resident AND p.case_id IS NULL AND o.state <> 'sent')""")
                        .param("resident", resident)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static Instant lastWord(JdbcClient transaction, long resident) {
        return transaction
                .sql("""
                        SELECT COALESCE(MAX(said.at), 0) FROM (
                            SELECT MAX(received_at) AS at FROM incoming
                                WHERE resident_id = :resident AND (kind = 'officer' OR kind IN (:kinds))
                            UNION ALL SELECT MAX(created_at) FROM outgoing WHERE resident_id = :resident) said""")
                .param("resident", resident)
                .param("kinds", Window.INTERACTIONS)
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .single();
    }

    /** What the resident was asked and did not answer yet, or null. */
    public @Nullable Awaited awaited(ResidentId resident) {
        return database.read()
                .sql("SELECT p.asked_at, p.why_after, " + SUBJECT + """
                         FROM rating_prompt p JOIN resident r ON r.id = p.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND (p.asked_at > ? OR p.why_after IS NOT NULL)""")
                .params(
                        resident.oa(),
                        resident.user(),
                        clock.instant().minus(OPEN).toEpochMilli())
                .query((row, i) -> new Awaited(
                        new Subject(
                                number(row, "turn"),
                                number(row, "case_id"),
                                number(row, "officer_id"),
                                row.getString("field"),
                                row.getString("guide")),
                        number(row, "asked_at") != null,
                        number(row, "why_after")))
                .optional()
                .orElse(null);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(number);
    }

    /**
     * Keeps a rating in the transaction of its turn.
     *
     * @param resident id in the database
     * @param number of the turn in which it was said
     */
    public static void keep(
            JdbcClient transaction, String oa, long resident, long number, Awaited awaited, Said said, Instant now) {
        boolean asksWhy =
                said.contentment() != Contentment.CONTENT && said.reason().isEmpty();
        transaction
                .sql("UPDATE rating_prompt SET asked_at = NULL, why_after = ? WHERE resident_id = ?")
                .param(asksWhy ? number : null)
                .param(resident)
                .update();
        Subject subject = awaited.subject();
        new Entry(oa, now, What.RATED)
                .turn(resident, Objects.requireNonNullElse(subject.turn(), number))
                .of(subject.about(), subject.officer())
                .on(subject.field(), subject.guide())
                .because(said.contentment().key(), said.rule())
                .add(transaction);
    }
}
