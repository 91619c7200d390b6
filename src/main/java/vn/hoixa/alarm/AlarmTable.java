package vn.hoixa.alarm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.storage.Database;

/** The rows of table {@code alarm}; at most one stands for each kind and subject. */
final class AlarmTable {
    /** What is raised or over within so long goes into one mail. */
    static final Duration GATHERED = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;

    AlarmTable(Database database) {
        this.database = database;
    }

    /** A row about which a mail is due. */
    record Due(long id, Alarm alarm, long dueAt, int tries, boolean wasMailed) {}

    List<Alarm> standing() {
        return database.read()
                .sql("SELECT * FROM alarm WHERE cleared_at IS NULL ORDER BY since, id")
                .query(AlarmTable::alarm)
                .list();
    }

    /**
     * Writes what was noted.
     *
     * @param noted what stands, or null for what is over
     * @param standing what the table holds
     * @return whether anything had to be written
     */
    boolean write(Map<Alarm.Key, @Nullable Alarm> noted, List<Alarm> standing, Instant now) {
        Set<Alarm.Key> known = standing.stream().map(Alarm::key).collect(Collectors.toCollection(HashSet::new));
        boolean nothing =
                noted.entrySet().stream().allMatch(note -> note.getValue() == null && !known.contains(note.getKey()));
        if (nothing) {
            return false;
        }
        return database.write(transaction -> {
            noted.forEach((key, alarm) -> {
                if (alarm == null) {
                    clear(transaction, key, now);
                } else {
                    raise(transaction, alarm);
                }
            });
            transaction
                    .sql("DELETE FROM alarm WHERE cleared_at < ?")
                    .param(now.minus(KEPT).toEpochMilli())
                    .update();
            return true;
        });
    }

    /** What a mail is to tell now, together with what is due soon; nothing where nothing is due yet. */
    List<Due> due(Instant now) {
        List<Due> due = database.read()
                .sql("SELECT * FROM alarm WHERE mail_due_at <= ? ORDER BY since, id")
                .param(now.plus(GATHERED).toEpochMilli())
                .query((row, i) -> new Due(
                        row.getLong("id"),
                        alarm(row, i),
                        row.getLong("mail_due_at"),
                        row.getInt("mail_tries"),
                        row.getObject("mailed_at") != null))
                .list();
        return due.stream().anyMatch(row -> row.dueAt() <= now.toEpochMilli()) ? due : List.of();
    }

    /** Takes a mail upon this instance; what another has taken, or what changed meanwhile, is left out. */
    List<Due> claim(List<Due> due, Instant until) {
        return database.write(transaction -> due.stream()
                .filter(row -> move(transaction, row, until.toEpochMilli(), row.tries() + 1))
                .map(row -> new Due(row.id(), row.alarm(), until.toEpochMilli(), row.tries() + 1, row.wasMailed()))
                .toList());
    }

    /** A mail went out about these; about what still stands the next one is due then. */
    void mailed(List<Due> rows, Instant now, Instant next) {
        database.write(transaction -> {
            rows.forEach(row -> transaction
                    .sql("UPDATE alarm SET mailed_at = ? WHERE id = ?")
                    .params(now.toEpochMilli(), row.id())
                    .update());
            return rows.stream()
                    .filter(row ->
                            move(transaction, row, row.alarm().clearedAt() == null ? next.toEpochMilli() : null, 0))
                    .count();
        });
    }

    void putOff(List<Due> rows, Instant next) {
        database.write(transaction -> rows.stream()
                .filter(row -> move(transaction, row, next.toEpochMilli(), row.tries()))
                .count());
    }

    private static boolean move(JdbcClient transaction, Due row, @Nullable Long dueAt, int tries) {
        return transaction
                        .sql("UPDATE alarm SET mail_due_at = :due, mail_tries = :tries"
                                + " WHERE id = :id AND mail_due_at = :was")
                        .param("due", dueAt)
                        .param("tries", tries)
                        .param("id", row.id())
                        .param("was", row.dueAt())
                        .update()
                == 1;
    }

    private static void raise(JdbcClient transaction, Alarm alarm) {
        transaction
                .sql("""
                        INSERT INTO alarm (kind, subject, since, seen_at, times, detail, until_at, mail_due_at)
                        VALUES (:kind, :subject, :since, :seen, :times, :detail, :until, :due)
                        ON CONFLICT (kind, subject) WHERE cleared_at IS NULL DO UPDATE
                        SET seen_at = excluded.seen_at, times = alarm.times + excluded.times,
                            detail = excluded.detail, until_at = excluded.until_at""")
                .param("kind", alarm.kind().name())
                .param("subject", alarm.subject())
                .param("since", alarm.since().toEpochMilli())
                .param("seen", alarm.seenAt().toEpochMilli())
                .param("times", alarm.times())
                .param("detail", alarm.detail())
                .param("until", alarm.until() == null ? null : alarm.until().toEpochMilli())
                .param("due", alarm.since().plus(GATHERED).toEpochMilli())
                .update();
    }

    private static void clear(JdbcClient transaction, Alarm.Key key, Instant now) {
        transaction
                .sql("""
                        UPDATE alarm SET cleared_at = :now, mail_due_at = :due, mail_tries = 0
                        WHERE kind = :kind AND subject = :subject AND cleared_at IS NULL""")
                .param("now", now.toEpochMilli())
                .param("due", now.plus(GATHERED).toEpochMilli())
                .param("kind", key.kind().name())
                .param("subject", key.subject())
                .update();
    }

    private static Alarm alarm(ResultSet row, int number) throws SQLException {
        return new Alarm(
                AlarmKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("seen_at")),
                row.getInt("times"),
                row.getString("detail"),
                instant(row, "until_at"),
                instant(row, "cleared_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
