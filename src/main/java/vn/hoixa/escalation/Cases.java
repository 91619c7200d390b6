package vn.hoixa.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.storage.Database;

/** Questions that were handed to a person; kept in table {@code cases}. */
@Component
public class Cases {
    private final Database database;

    Cases(Database database) {
        this.database = database;
    }

    /**
     * A case of a resident.
     *
     * @param id in the database
     * @param isNew whether it was opened just now
     */
    public record Case(long id, CaseNumber number, boolean isNew) {}

    /**
     * The resident's case that nobody took yet, or a new one, so that three anxious messages make one case.
     *
     * @param transaction the turn's
     * @param resident id in the database
     * @param reason why a person has to answer
     * @param post whose matter it is, or null where that is not known
     */
    public Case openFor(
            JdbcClient transaction, Commune commune, long resident, String reason, @Nullable String post, Instant now) {
        return waiting(transaction, resident).orElseGet(() -> open(transaction, commune, resident, reason, post, now));
    }

    /**
     * A case that waits for a person; of what was written, nothing.
     *
     * @param commune id of the commune
     * @param post whose matter it is, where that is known
     */
    public record Waiting(
            String commune,
            String number,
            String reason,
            @Nullable String post,
            Instant openedAt) {}

    /** The hundred that have waited longest. */
    public List<Waiting> waiting() {
        return database.read()
                .sql(
                        "SELECT commune, number, reason, post, opened_at FROM cases WHERE state = 'new' ORDER BY id LIMIT 100")
                .query((row, i) -> new Waiting(
                        row.getString("commune"),
                        new CaseNumber(row.getInt("number")).toString(),
                        row.getString("reason"),
                        row.getString("post"),
                        Instant.ofEpochMilli(row.getLong("opened_at"))))
                .list();
    }

    /** Keeps the cases' numbers, which others may have been told, and whose they were no longer. */
    public void disown(JdbcClient transaction, long resident, long page) {
        transaction
                .sql("UPDATE cases SET resident_id = ?, state = 'withdrawn' WHERE resident_id = ?")
                .params(page, resident)
                .update();
    }

    private static Optional<Case> waiting(JdbcClient transaction, long resident) {
        return transaction
                .sql("SELECT id, number FROM cases WHERE resident_id = ? AND state = 'new' ORDER BY id DESC LIMIT 1")
                .param(resident)
                .query((row, i) -> new Case(row.getLong("id"), new CaseNumber(row.getInt("number")), false))
                .optional();
    }

    /** A case of its own, whatever else waits. */
    public Case open(
            JdbcClient transaction, Commune commune, long resident, String reason, @Nullable String post, Instant now) {
        // Two turns that meet here on PostgreSQL: the second one breaks the unique key and starts over.
        int number = transaction
                .sql("SELECT COALESCE(MAX(number), 0) + 1 FROM cases WHERE commune = ?")
                .param(commune.id())
                .query(Integer.class)
                .single();
        long id = transaction
                .sql("""
                        INSERT INTO cases (commune, number, resident_id, reason, post, state, opened_at)
                        VALUES (?, ?, ?, ?, ?, 'new', ?) RETURNING id""")
                .params(commune.id(), number, resident, reason)
                .param(post)
                .param(now.toEpochMilli())
                .query(Long.class)
                .single();
        return new Case(id, new CaseNumber(number), true);
    }
}
