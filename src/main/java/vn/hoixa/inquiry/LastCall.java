package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Window;
import vn.hoixa.storage.Database;

/**
 * Asks a resident whose case is not answered for a word before Zalo's free window closes, which opens it again: by day,
 * once a window.
 *
 * <p>When, stands with the conversation, whose due time follows it: no restart and no loss of Redis forgets it.
 */
@Component
class LastCall {
    /** So long before the window closes, at the latest. */
    private static final Duration AHEAD = Duration.ofHours(6);

    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    /** Nothing is begun after this, so that a short delay does not make it late. */
    private static final LocalTime LAST = EVENING.minusHours(1);

    private final Database database;
    private final Outbox outbox;
    private final Conversations conversations;
    private final Replies replies;
    private final InstantSource clock;

    LastCall(Database database, Outbox outbox, Conversations conversations, Replies replies, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.conversations = conversations;
        this.replies = replies;
        this.clock = clock;
    }

    /** Sets the time anew after an interaction; none where no case waits. The caller lets due times follow. */
    static void plan(JdbcClient transaction, long resident, @Nullable Instant interaction) {
        Long at = interaction == null || waiting(transaction, resident).isEmpty()
                ? null
                : at(interaction.plus(Window.FREE)).toInstant().toEpochMilli();
        transaction
                .sql("UPDATE conversation SET last_call_at = ? WHERE resident_id = ?")
                .param(at)
                .param(resident)
                .update();
    }

    /** Writes the line where its time has come; the outbox drops it in sight where that has passed, too. */
    void make(ResidentId resident) {
        Instant now = clock.instant();
        if (isDue(resident, now)) {
            String address = conversations.conversation(resident).state().address();
            database.write(transaction -> {
                write(transaction, Conversations.resident(transaction, resident, now), address, now);
                return true;
            });
        }
    }

    private void write(JdbcClient transaction, long resident, @Nullable String address, Instant now) {
        transaction
                .sql("UPDATE conversation SET last_call_at = NULL WHERE resident_id = ?")
                .param(resident)
                .update();
        Instant interaction = outbox.lastInteraction(transaction, resident);
        Optional<CaseNumber> waiting = waiting(transaction, resident);
        List<Letter> letters = List.of();
        Instant notAfter = now;
        if (waiting.isPresent() && interaction != null) {
            Instant closes = interaction.plus(Window.FREE);
            Instant evening = at(closes).with(EVENING).toInstant();
            notAfter = closes.isBefore(evening) ? closes : evening;
            String text = replies.lastCall(address, waiting.get(), closes);
            letters = List.of(new Letter("last-call", text, null).perishable());
        }
        outbox.enqueue(transaction, resident, Conversations.nextTurn(transaction, resident), letters, now, notAfter);
    }

    /** The latest moment by day that is far enough ahead. */
    static ZonedDateTime at(Instant closes) {
        ZonedDateTime latest = closes.minus(AHEAD).atZone(CommuneTime.ZONE);
        if (latest.toLocalTime().isBefore(MORNING)) {
            return latest.minusDays(1).with(LAST);
        }
        return latest.toLocalTime().isAfter(LAST) ? latest.with(LAST) : latest;
    }

    private boolean isDue(ResidentId resident, Instant now) {
        return database.read()
                        .sql("""
                                SELECT COUNT(*) FROM conversation c JOIN resident r ON r.id = c.resident_id
                                WHERE r.oa = ? AND r.zalo_user = ? AND c.last_call_at <= ?""")
                        .params(resident.oa(), resident.user(), now.toEpochMilli())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The resident's last case that is open and that nobody has written about since. */
    private static Optional<CaseNumber> waiting(JdbcClient transaction, long resident) {
        return transaction
                .sql("""
                        SELECT c.number FROM cases c
                        WHERE c.resident_id = ? AND c.state IN ('new', 'taken')
                            AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.resident_id = c.resident_id
                                AND i.kind = 'officer' AND i.zalo_time >= c.opened_at)
                            AND NOT EXISTS (SELECT 1 FROM outgoing o WHERE o.resident_id = c.resident_id
                                AND o.writer = 'officer' AND o.created_at >= c.opened_at)
                        ORDER BY c.id DESC LIMIT 1""")
                .param(resident)
                .query((row, i) -> new CaseNumber(row.getInt("number")))
                .optional();
    }
}
