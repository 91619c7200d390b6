package vn.hoixa.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Outbox.Undelivered;
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
            Letter letter = letters.get(position);
            transaction
                    .sql("""
                            INSERT INTO outgoing (resident_id, turn, position, kind, text, menu, state, attempts,
                                due_at, not_after, created_at)
                            VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?, ?)""")
                    .params(resident, turn, position, letter.kind(), letter.text())
                    .param(letter.menu())
                    .params(now.toEpochMilli(), notAfter.toEpochMilli(), now.toEpochMilli())
                    .update();
        }
        followDue(transaction, resident);
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
        change(
                letter,
                transaction -> transaction
                        .sql("""
                        UPDATE outgoing SET state = 'sent', message_id = ?, settled_at = ?, due_at = NULL, cause = NULL,
                            quota_type = ?, quota_remain = ?, quota_total = ?
                        WHERE id = ?""")
                        .param(sent.messageId().isEmpty() ? null : sent.messageId())
                        .param(now.toEpochMilli())
                        .param(quota == null ? null : quota.type())
                        .param(quota == null ? null : quota.remain())
                        .param(quota == null ? null : quota.total())
                        .param(letter.id())
                        .update());
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

    /** When the resident last did what opens Zalo's window, as far as is recorded. */
    @Nullable
    Instant lastInteraction(Outgoing letter) {
        return database.read()
                .sql("SELECT MAX(received_at) FROM incoming WHERE resident_id = :resident AND kind IN (:kinds)")
                .param("resident", letter.residentRow())
                .param("kinds", Window.INTERACTIONS)
                .query((row, i) -> instant(row, 1))
                .list()
                .getFirst();
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

    /** The echo of a message with this text since it was sent, that no other row of ours accounts for. */
    Optional<Echo> echo(Outgoing letter) {
        Instant since = letter.sendingAt() == null ? letter.dueAt() : letter.sendingAt();
        return database
                .read()
                .sql("""
                        SELECT i.message_id, i.text FROM incoming i
                        WHERE i.resident_id = ? AND i.kind = 'echo' AND i.zalo_time >= ?
                            AND NOT EXISTS (SELECT 1 FROM outgoing o WHERE o.message_id = i.message_id)
                        ORDER BY i.zalo_time, i.id""")
                .params(letter.residentRow(), since.minus(SKEW).toEpochMilli())
                .query(Echo.class)
                .list()
                .stream()
                .filter(echo -> nfc(echo.text()).equals(nfc(letter.text())))
                .findFirst();
    }

    /** What Zalo says that we sent. */
    record Echo(@Nullable String messageId, @Nullable String text) {}

    List<Undelivered> undelivered() {
        return database.read()
                .sql("""
                        SELECT o.id, r.oa, o.state, o.attempts, o.cause, o.created_at
                        FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE o.cause IS NOT NULL AND o.state <> 'sent' ORDER BY o.id DESC LIMIT 100""")
                .query((row, i) -> new Undelivered(
                        row.getLong("id"),
                        row.getString("oa"),
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
                            COUNT(CASE WHEN due_at IS NULL AND state NOT IN ('sent', 'closed') THEN 1 END) AS failed
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

    private static void followDue(JdbcClient transaction, long resident) {
        transaction.sql("""
                        UPDATE conversation SET due_at =
                            (SELECT due_at FROM outgoing WHERE resident_id = :resident AND due_at IS NOT NULL
                                ORDER BY turn, position LIMIT 1)
                        WHERE resident_id = :resident""").param("resident", resident).update();
    }

    private static Outgoing read(ResultSet row, int i) throws SQLException {
        return new Outgoing(
                row.getLong("id"),
                row.getLong("resident_id"),
                new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                row.getString("text"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
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

    private static String nfc(@Nullable String text) {
        return text == null ? "" : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
