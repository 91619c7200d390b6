package vn.hoixa.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.hoixa.account.Audit;
import vn.hoixa.storage.Database;

/** Table {@code canned_reply}: what the officers of a commune answer again and again. */
@Component
class CannedReplies {
    private static final String COLUMNS = "SELECT id, field, title, text, version FROM canned_reply";
    private static final List<Seed> SEEDS = seeds();

    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    CannedReplies(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One reply.
     *
     * @param field folder of the bank, null where it fits any
     * @param version rises with each change
     */
    record Reply(long id, @Nullable String field, String title, String text, long version) {}

    /** As somebody entered it. */
    record Entry(@Nullable String field, String title, String text) {}

    private record Seed(String title, String text) {}

    /** What came of saving. */
    sealed interface Outcome {}

    record Saved() implements Outcome {}

    /** @param now what somebody else made of it meanwhile */
    record Overtaken(Reply now) implements Outcome {}

    record Gone() implements Outcome {}

    /** By title; a commune that has none yet is given some to begin with. */
    List<Reply> of(String commune) {
        sow(commune);
        return database.read()
                .sql(COLUMNS + " WHERE commune = ? ORDER BY title, id")
                .param(commune)
                .query(CannedReplies::read)
                .list();
    }

    /** Those that fit a case of the field. */
    List<Reply> fitting(String commune, @Nullable String field) {
        return of(commune).stream()
                .filter(reply -> reply.field() == null || reply.field().equals(field))
                .toList();
    }

    Optional<Reply> find(String commune, long id) {
        return find(database.read(), commune, id);
    }

    void add(String who, String commune, Entry entry) {
        database.write(transaction -> {
            long id = insert(transaction, commune, entry.field(), entry.title(), entry.text());
            audit.note(transaction, who, "canned reply added", "canned reply " + id, "");
            return true;
        });
    }

    /** @param seen the version that was changed; where there is a newer one, that one stays */
    Outcome change(String who, String commune, long id, long seen, Entry entry) {
        return database.write(transaction -> {
            int changed = transaction
                    .sql("""
                            UPDATE canned_reply SET field = ?, title = ?, text = ?, version = version + 1
                            WHERE id = ? AND commune = ? AND version = ?""")
                    .param(entry.field())
                    .params(entry.title(), entry.text(), id, commune, seen)
                    .update();
            return settled(transaction, changed, who, "canned reply changed", commune, id);
        });
    }

    Outcome delete(String who, String commune, long id, long seen) {
        return database.write(transaction -> {
            int deleted = transaction
                    .sql("DELETE FROM canned_reply WHERE id = ? AND commune = ? AND version = ?")
                    .params(id, commune, seen)
                    .update();
            return settled(transaction, deleted, who, "canned reply deleted", commune, id);
        });
    }

    private Outcome settled(JdbcClient transaction, int rows, String who, String what, String commune, long id) {
        if (rows == 1) {
            audit.note(transaction, who, what, "canned reply " + id, "");
            return new Saved();
        }
        return find(transaction, commune, id).<Outcome>map(Overtaken::new).orElse(new Gone());
    }

    private void sow(String commune) {
        boolean isSown = database.read()
                .sql("SELECT commune FROM canned_reply_seed WHERE commune = ?")
                .param(commune)
                .query(String.class)
                .optional()
                .isPresent();
        if (!isSown) {
            database.write(transaction -> {
                // Of two that look at once, the second waits here and finds the work done.
                int added = transaction
                        .sql("INSERT INTO canned_reply_seed (commune, seeded_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                        .params(commune, clock.millis())
                        .update();
                if (added == 1) {
                    SEEDS.forEach(seed -> insert(transaction, commune, null, seed.title(), seed.text()));
                }
                return added;
            });
        }
    }

    private static long insert(
            JdbcClient transaction, String commune, @Nullable String field, String title, String text) {
        return transaction
                .sql(
                        "INSERT INTO canned_reply (commune, field, title, text, version) VALUES (?, ?, ?, ?, 1) RETURNING id")
                .param(commune)
                .param(field)
                .params(title, text)
                .query(Long.class)
                .single();
    }

    private static Optional<Reply> find(JdbcClient client, String commune, long id) {
        return client.sql(COLUMNS + " WHERE commune = ? AND id = ?")
                .params(commune, id)
                .query(CannedReplies::read)
                .optional();
    }

    private static Reply read(ResultSet row, int i) throws SQLException {
        return new Reply(
                row.getLong("id"),
                row.getString("field"),
                Objects.requireNonNull(row.getString("title")),
                Objects.requireNonNull(row.getString("text")),
                row.getLong("version"));
    }

    private static List<Seed> seeds() {
        try (var in = Objects.requireNonNull(CannedReplies.class.getResourceAsStream("replies.yaml"))) {
            return YAMLMapper.builder().build().readValue(in, new TypeReference<List<Seed>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
