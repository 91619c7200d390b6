package vn.hoixa.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.journal.Entry;
import vn.hoixa.journal.What;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Outgoing.State;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Delivery;

/**
 * Table {@code outgoing}. A row is open as long as it has a due time; the conversation's due time follows the first of
 * them in the same transaction, so that a lost Redis finds it there. Those behind wait with it, whatever their own.
 */
@Component
class Outgoings {
    /** Zalo's clock and ours may differ by so much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Database database;

    Outgoings(Database database) {
        this.database = database;
    }

    void insert(JdbcClient transaction, long resident, long turn, List<Letter> letters, Instant now, Instant notAfter) {
        for (int position = 0; position < letters.size(); position++) {
            insert(transaction, resident, turn, position, letters.get(position), now, notAfter);
        }
        followDue(transaction, resident);
    }

    List<Long> post(JdbcClient transaction, ResidentId resident, Letter letter, Instant now, Instant notAfter) {
        Optional<Last> last = transaction
                .sql("""
                        SELECT c.resident_id, c.version,
                            (SELECT COALESCE(MAX(o.position), -1) FROM outgoing o
                                WHERE o.resident_id = c.resident_id AND o.turn = c.version) AS position
                        FROM conversation c JOIN resident r ON r.id = c.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ?""")
                .params(resident.oa(), resident.user())
                .query(Last.class)
                .optional();
        if (last.isEmpty()) {
            return List.of();
        }
        Last before = last.get();
        int position = before.position();
        List<Long> ids = new ArrayList<>();
        for (Letter part : letter.pages()) {
            position++;
            ids.add(insert(transaction, before.residentId(), before.version(), position, part, now, notAfter));
        }
        followDue(transaction, before.residentId());
        return ids;
    }

    void forget(JdbcClient transaction, long letter, Instant now) {
        transaction.sql("""
                        UPDATE incoming SET text = '', detail = NULL WHERE kind = 'echo'
                            AND message_id = (SELECT message_id FROM outgoing WHERE id = ?)""").param(letter).update();
        transaction.sql("""
                        UPDATE outgoing SET text = '', enclosure = NULL, menu = NULL, due_at = NULL,
                            cause = CASE WHEN state = 'sent' THEN cause ELSE 'erased with the resident''s data' END,
                            settled_at = COALESCE(settled_at, ?),
                            state = CASE WHEN state = 'sent' THEN 'sent' ELSE 'dropped' END
                        WHERE id = ?""").params(now.toEpochMilli(), letter).update();
        transaction
                .sql("SELECT resident_id FROM outgoing WHERE id = ?")
                .param(letter)
                .query(Long.class)
                .optional()
                .ifPresent(resident -> followDue(transaction, resident));
    }

    /** The last turn of a resident, and how many letters stand in it. */
    record Last(long residentId, long version, int position) {}

    private static long insert(
            JdbcClient transaction,
            long resident,
            long turn,
            int position,
            Letter letter,
            Instant now,
            Instant notAfter) {
        return transaction
                .sql("""
                        INSERT INTO outgoing (resident_id, turn, position, kind, text, menu, enclosure, reader,
                            writer, perishable, state, attempts, due_at, not_after, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?, ?) RETURNING id""")
                .params(resident, turn, position, letter.kind(), letter.text())
                .param(letter.menu())
                .param(letter.enclosure() == null ? null : letter.enclosure().write())
                .params(column(letter.reader()), column(letter.writer()), letter.isPerishable() ? 1 : 0)
                .params(now.toEpochMilli(), notAfter.toEpochMilli(), now.toEpochMilli())
                .query(Long.class)
                .single();
    }

    Optional<Outgoing> next(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT o.*, r.oa, r.zalo_user FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND o.due_at IS NOT NULL
                        ORDER BY o.turn, o.position LIMIT 1""")
                .params(resident.oa(), resident.user())
                .query(Outgoings::read)
                .optional();
    }

    @Nullable
    Instant nextDue(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT o.due_at FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND o.due_at IS NOT NULL
                        ORDER BY o.turn, o.position LIMIT 1""")
                .params(resident.oa(), resident.user())
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .optional()
                .orElse(null);
    }

    /** Commits the row as sending; false where somebody else changed it. */
    boolean startSending(Outgoing letter, Instant now, Instant leaseEnd) {
        return database.write(transaction -> {
            int changed = transaction
                    .sql("""
                            UPDATE outgoing SET state = 'sending', attempts = attempts + 1, due_at = ?,
                                sending_at = CASE WHEN doubtful > 0 THEN sending_at ELSE ? END
                            WHERE id = ? AND state IN ('waiting', 'unknown')""")
                    .params(leaseEnd.toEpochMilli(), now.toEpochMilli(), letter.id())
                    .update();
            followDue(transaction, letter.residentRow());
            return changed == 1;
        });
    }

    void sent(Outgoing letter, Delivery.Sent sent, Instant now) {
        Delivery.Quota quota = sent.quota();
        change(letter, transaction -> {
            long turn = transaction
                    .sql("""
                        UPDATE outgoing SET state = 'sent', message_id = ?, settled_at = ?, due_at = NULL, cause = NULL,
                            quota_type = ?, quota_remain = ?, quota_total = ?
                        WHERE id = ? RETURNING turn""")
                    .param(sent.messageId().isEmpty() ? null : sent.messageId())
                    .param(now.toEpochMilli())
                    .param(quota == null ? null : quota.type())
                    .param(quota == null ? null : quota.remain())
                    .param(quota == null ? null : quota.total())
                    .param(letter.id())
                    .query(Long.class)
                    .single();
            if (letter.reader() == Letter.Reader.RESIDENT) {
                new Entry(letter.resident().oa(), now, What.SENT)
                        .turn(letter.residentRow(), turn)
                        .add(transaction);
            }
        });
    }

    /** Kept without a due time until the resident writes. */
    void closed(Outgoing letter, String cause) {
        change(
                letter,
                transaction -> transaction
                        .sql(
                                "UPDATE outgoing SET state = 'closed', attempts = ?, cause = ?, due_at = NULL WHERE id = ?")
                        .params(letter.attempts(), cause, letter.id())
                        .update());
    }

    /** What was closed goes out before what is written now; what may have been delivered before stays in doubt. */
    void reopen(JdbcClient transaction, long resident, Instant now) {
        transaction.sql("""
                        UPDATE outgoing SET state = CASE WHEN doubtful > 0 THEN 'unknown' ELSE 'waiting' END, due_at = ?
                        WHERE resident_id = ? AND state = 'closed'""").params(now.toEpochMilli(), resident).update();
        followDue(transaction, resident);
    }

    @Nullable
    Instant lastInteraction(Outgoing letter) {
        return lastInteraction(database.read(), letter.residentRow());
    }

    /**
     * When the resident last did what opens Zalo's window, as far as is recorded: by Zalo's time, for what was read
     * back late is older than its reception. A time that cannot be true counts for nothing.
     */
    static @Nullable Instant lastInteraction(JdbcClient from, long resident) {
        return from.sql("""
                        SELECT MAX(CASE WHEN zalo_time BETWEEN received_at - :charged AND received_at THEN zalo_time
                            ELSE received_at END)
                        FROM incoming WHERE resident_id = :resident AND kind IN (:kinds)""")
                .param("charged", Window.CHARGED.toMillis())
                .param("resident", resident)
                .param("kinds", Window.INTERACTIONS)
                .query((row, i) -> instant(row, 1))
                .list()
                .getFirst();
    }

    /** Not sent any more; what may have been delivered before stays in doubt. */
    void dropped(Outgoing letter, String cause, Instant now) {
        change(
                letter,
                transaction -> transaction
                        .sql("""
                        UPDATE outgoing SET state = CASE WHEN doubtful > 0 THEN 'unknown' ELSE 'dropped' END, cause = ?,
                            settled_at = ?, due_at = NULL WHERE id = ?""")
                        .params(cause, now.toEpochMilli(), letter.id())
                        .update());
    }

    /**
     * What HoiXa wrote to the resident until {@code spoken} and did not send yet is dropped, but for words about an
     * emergency. The caller holds the resident, so what stands as sending was cut off: it stays in doubt.
     */
    int dropUntil(JdbcClient transaction, long resident, Instant spoken, String cause, Instant now) {
        int dropped = transaction
                .sql("""
                        UPDATE outgoing SET
                            state = CASE WHEN doubtful > 0 OR state = 'sending' THEN 'unknown' ELSE 'dropped' END,
                            cause = :cause, settled_at = :now, due_at = NULL
                        WHERE resident_id = :resident AND writer = 'hoixa' AND reader = 'resident' AND kind <> 'alarm'
                            AND created_at <= :spoken AND (due_at IS NOT NULL OR state = 'closed')""")
                .param("cause", cause)
                .param("now", now.toEpochMilli())
                .param("resident", resident)
                .param("spoken", spoken.toEpochMilli())
                .update();
        followDue(transaction, resident);
        return dropped;
    }

    void refused(Outgoing letter, String cause, Instant now) {
        change(
                letter,
                transaction -> transaction
                        .sql(
                                "UPDATE outgoing SET state = 'refused', cause = ?, settled_at = ?, due_at = NULL WHERE id = ?")
                        .params(cause, now.toEpochMilli(), letter.id())
                        .update());
    }

    /** Back to waiting: it surely was not delivered. */
    void postpone(Outgoing letter, Instant due, @Nullable String cause) {
        // What may have been delivered before stays in doubt.
        State state = letter.doubts() > 0 ? State.UNKNOWN : State.WAITING;
        change(
                letter,
                transaction -> transaction
                        .sql("UPDATE outgoing SET state = ?, attempts = ?, cause = ?, due_at = ? WHERE id = ?")
                        .params(state.column(), letter.attempts())
                        .param(cause)
                        .params(due.toEpochMilli(), letter.id())
                        .update());
    }

    /** In doubt; due is when to look for an echo and send once more, null gives it up. */
    void unknown(Outgoing letter, @Nullable Instant due, String cause, Instant now) {
        change(
                letter,
                transaction -> transaction
                        .sql("""
                        UPDATE outgoing SET state = 'unknown', doubtful = doubtful + 1, cause = ?, due_at = ?,
                            settled_at = ? WHERE id = ?""")
                        .param(cause)
                        .param(due == null ? null : due.toEpochMilli())
                        .param(due == null ? now.toEpochMilli() : null)
                        .param(letter.id())
                        .update());
    }

    /** The echo of such a message since it was sent, that no other row of ours accounts for. */
    Optional<Echo> echo(Outgoing letter) {
        Instant began = letter.sendingAt() == null ? letter.dueAt() : letter.sendingAt();
        return database
                .read()
                .sql("""
                        SELECT i.event_key, i.message_id, i.text, i.zalo_time FROM incoming i
                        WHERE i.resident_id = ? AND i.kind IN ('echo', 'reaction') AND i.zalo_time >= ?
                            AND NOT EXISTS (SELECT 1 FROM outgoing o WHERE o.message_id = i.message_id)
                        ORDER BY i.zalo_time, i.id""")
                .params(letter.residentRow(), began.minus(SKEW).toEpochMilli())
                .query(Echo.class)
                .list()
                .stream()
                .filter(echo -> echo.isOf(letter.text(), letter.enclosure()))
                .filter(echo -> echo.zaloTime() >= began.toEpochMilli() || !isOfAnother(echo, letter))
                .findFirst();
    }

    /** Whether it came before we began to send, and may be that of a message of the same look that was in doubt. */
    private boolean isOfAnother(Echo echo, Outgoing letter) {
        return database.read()
                .sql("""
                        SELECT text, enclosure FROM outgoing
                        WHERE resident_id = ? AND id <> ? AND sending_at <= ?
                            AND (doubtful > 0 OR message_id IS NULL)""")
                .params(letter.residentRow(), letter.id(), echo.zaloTime())
                .query((row, i) -> echo.isOf(row.getString("text"), enclosure(row)))
                .list()
                .contains(true);
    }

    /** An officer's words belong to the resident's last case before them, HoiXa's to the one that their turn opened. */
    List<Undelivered> undelivered() {
        return database.read()
                .sql("""
                        SELECT o.id, r.oa, c.number, o.state, o.due_at, o.attempts, o.cause, o.created_at
                        FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        LEFT JOIN turn t ON t.resident_id = o.resident_id AND t.number = o.turn
                        LEFT JOIN cases c ON c.id = COALESCE(
                            (SELECT MAX(case_id) FROM case_text WHERE outgoing_id = o.id),
                            CASE WHEN o.writer = 'officer' THEN
                                (SELECT MAX(id) FROM cases
                                    WHERE resident_id = o.resident_id AND opened_at <= o.created_at)
                                ELSE t.case_id END)
                        WHERE o.cause IS NOT NULL AND o.state <> 'sent' ORDER BY o.id DESC LIMIT 100""")
                .query((row, i) -> new Undelivered(
                        row.getLong("id"),
                        row.getString("oa"),
                        row.getObject("number") == null ? null : row.getInt("number"),
                        Undelivered.Advice.of(state(row), row.getObject("due_at") != null),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("cause"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list();
    }

    /** How many rows stand in each state: waiting covers all that is open. */
    Map<String, Long> counts() {
        return database.read()
                .sql("""
                        SELECT COUNT(CASE WHEN due_at IS NOT NULL THEN 1 END) AS waiting,
                            COUNT(CASE WHEN state = 'closed' THEN 1 END) AS closed,
                            COUNT(CASE WHEN due_at IS NULL AND state IN ('refused', 'unknown') THEN 1 END) AS failed
                        FROM outgoing WHERE due_at IS NOT NULL OR state <> 'sent'""")
                .query((row, i) -> Map.of(
                        "waiting", row.getLong("waiting"),
                        "closed", row.getLong("closed"),
                        "failed", row.getLong("failed")))
                .single();
    }

    private void change(Outgoing letter, Consumer<JdbcClient> update) {
        database.write(transaction -> {
            update.accept(transaction);
            followDue(transaction, letter.residentRow());
            return true;
        });
    }

    /** The first letter's due time, or that of the conversation's last call where it is earlier. */
    static void followDue(JdbcClient transaction, long resident) {
        transaction.sql("""
                        UPDATE conversation SET due_at = (SELECT MIN(due.moment) FROM (
                            SELECT letter.due_at AS moment FROM (SELECT due_at FROM outgoing
                                WHERE resident_id = :resident AND due_at IS NOT NULL
                                ORDER BY turn, position LIMIT 1) letter
                            UNION ALL SELECT c.last_call_at FROM conversation c WHERE c.resident_id = :resident) due)
                        WHERE resident_id = :resident""").param("resident", resident).update();
    }

    private static Outgoing read(ResultSet row, int i) throws SQLException {
        return new Outgoing(
                row.getLong("id"),
                row.getLong("resident_id"),
                new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                row.getString("text"),
                enclosure(row),
                Letter.Reader.valueOf(row.getString("reader").toUpperCase(Locale.ROOT)),
                row.getInt("perishable") == 1,
                state(row),
                row.getInt("attempts"),
                row.getInt("doubtful"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                Instant.ofEpochMilli(row.getLong("not_after")),
                instant(row, row.findColumn("sending_at")),
                row.getString("cause"));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static State state(ResultSet row) throws SQLException {
        return State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    private static @Nullable Enclosure enclosure(ResultSet row) throws SQLException {
        String kept = row.getString("enclosure");
        return kept == null ? null : Enclosure.read(kept);
    }

    private static String column(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
