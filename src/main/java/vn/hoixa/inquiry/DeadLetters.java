package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.Cases;
import vn.hoixa.escalation.Handed;
import vn.hoixa.escalation.Handover;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.Level;
import vn.hoixa.escalation.Openings;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/**
 * Events that no try could treat. Each is kept with its cause, becomes a case, and the resident is told; nothing that
 * may have failed before (reading, matching, deciding) runs on this path.
 */
@Component
public class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** After so long, an event that was put back and left no trace may be put back again. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Database database;
    private final Cases cases;
    private final Openings openings;
    private final Communes communes;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final Replies replies;
    private final InstantSource clock;
    private final Alarms alarms;

    DeadLetters(
            Database database,
            Cases cases,
            Openings openings,
            Communes communes,
            Outbox outbox,
            Mailbox mailbox,
            Replies replies,
            InstantSource clock,
            Alarms alarms) {
        this.database = database;
        this.cases = cases;
        this.openings = openings;
        this.communes = communes;
        this.outbox = outbox;
        this.mailbox = mailbox;
        this.replies = replies;
        this.clock = clock;
        this.alarms = alarms;
    }

    /**
     * An event that was given up.
     *
     * @param oa page
     * @param attempts how often it was tried
     * @param buriedAt when it was given up
     * @param isUnderway whether it is just tried again
     */
    public record DeadLetter(long id, String oa, String cause, int attempts, Instant buriedAt, boolean isUnderway) {}

    /** The latest hundred, newest first; without those that were treated after all. */
    public List<DeadLetter> latest() {
        long lately = clock.instant().minus(PATIENCE).toEpochMilli();
        return database.read()
                .sql("""
                        SELECT d.id, d.oa, d.cause, d.attempts, d.buried_at, d.retried_at FROM dead_letter d
                        WHERE NOT EXISTS (SELECT 1 FROM incoming i WHERE i.event_key = d.event_key)
                        ORDER BY d.id DESC LIMIT 100""")
                .query((row, i) -> new DeadLetter(
                        row.getLong("id"),
                        row.getString("oa"),
                        row.getString("cause"),
                        row.getInt("attempts"),
                        Instant.ofEpochMilli(row.getLong("buried_at")),
                        row.getLong("retried_at") > lately))
                .list();
    }

    /**
     * Puts an event back into the mailbox, where it is treated as if it had just come; what was recorded of it meanwhile
     * keeps it from being treated twice.
     *
     * @param note writes down who wants it, in the transaction
     * @return false where there is none of that id, or it is underway
     */
    public boolean tryAgain(long id, Consumer<JdbcClient> note) {
        Instant now = clock.instant();
        List<Lost> found = database.write(transaction -> {
            List<Lost> lost = transaction
                    .sql("""
                            UPDATE dead_letter SET retried_at = ?
                            WHERE id = ? AND (retried_at IS NULL OR retried_at <= ?)
                                AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.event_key = dead_letter.event_key)
                            RETURNING event_key, oa, zalo_user, body""")
                    .params(now.toEpochMilli(), id, now.minus(PATIENCE).toEpochMilli())
                    .query(Lost.class)
                    .list();
            lost.forEach(one -> note.accept(transaction));
            return lost;
        });
        // Should this be lost, the button is there again after a while.
        found.forEach(one -> mailbox.again(one.resident(), one.eventKey(), one.body(), now));
        found.forEach(one -> clearIfNoneIsLeft(one.oa()));
        return !found.isEmpty();
    }

    private record Lost(String eventKey, String oa, String zaloUser, String body) {
        ResidentId resident() {
            return new ResidentId(oa, zaloUser);
        }
    }

    /** What fails again raises it again. */
    private void clearIfNoneIsLeft(String oa) {
        boolean isAnyLeft = latest().stream().anyMatch(letter -> letter.oa().equals(oa) && !letter.isUnderway());
        if (!isAnyLeft) {
            alarms.clear(AlarmKind.DEAD_LETTER, oa);
        }
    }

    void bury(ResidentId resident, List<Mail> mail, String cause) {
        Instant now = clock.instant();
        Commune commune = resident.isPage() ? null : communes.of(resident.oa());
        Openings.Plan plan = commune == null ? null : openings.plan(handover(resident, commune));
        Set<ResidentId> officers = new HashSet<>();
        database.write(transaction -> {
            officers.clear();
            long buried = mail.stream()
                    .filter(letter -> insert(transaction, resident, letter, cause, now))
                    .count();
            if (buried > 0 && plan != null) {
                tell(transaction, resident, plan, now, officers);
            }
            return buried;
        });
        officers.forEach(officer -> mailbox.wake(officer, now));
        alarms.raise(AlarmKind.DEAD_LETTER, resident.oa(), mail.size() + " event(s)");
        log.error(
                "{} event(s) on page {} could not be treated and are kept as dead letters: {}",
                mail.size(),
                resident.oa(),
                cause);
    }

    /** Nobody can be asked what could not be read; so it joins what they have open. */
    private Handover handover(ResidentId resident, Commune commune) {
        Case newest =
                cases.open(resident).stream().reduce((one, other) -> other).orElse(null);
        return new Handover(
                commune, Kind.QUESTION, Level.ORDINARY, "DEAD_LETTER", null, null, "", false, newest, List.of());
    }

    /** False for what was buried before, tried again and failed again: its resident knows. */
    private static boolean insert(JdbcClient transaction, ResidentId resident, Mail mail, String cause, Instant now) {
        int buriedAgain = transaction
                .sql("""
                        UPDATE dead_letter SET cause = ?, attempts = attempts + ?, buried_at = ?, retried_at = NULL
                        WHERE event_key = ? AND retried_at IS NOT NULL""")
                .params(cause, mail.tries(), now.toEpochMilli(), mail.key())
                .update();
        return buriedAgain == 0
                && transaction
                                .sql("""
                                INSERT INTO dead_letter (event_key, oa, zalo_user, cause, attempts, body, buried_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                                .params(mail.key(), resident.oa(), resident.user(), cause, mail.tries())
                                .params(mail.body().replace("\0", ""), now.toEpochMilli())
                                .update()
                        == 1;
    }

    private void tell(
            JdbcClient transaction, ResidentId resident, Openings.Plan plan, Instant now, Set<ResidentId> officers) {
        long row = Conversations.resident(transaction, resident, now);
        Handed opened = openings.handOver(transaction, plan, row, officers);
        long turn = Conversations.nextTurn(transaction, row);
        LastCall.plan(transaction, row, outbox.lastInteraction(transaction, row));
        Letter apology = new Letter("apology", replies.apology(plan.handover().commune(), opened), null);
        outbox.enqueue(transaction, row, turn, List.of(apology), now, now.plus(Outbox.WINDOW));
    }
}
