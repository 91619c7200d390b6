package vn.hoixa.knowledge;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoixa.storage.Database;

/** Who of a commune stands behind which guide, in table {@code guide_review}; read from memory at every answer. */
public final class GuideReviews implements Knowledge.Reviews {
    private final Database database;
    private volatile Map<Key, Row> reviews = Map.of();

    public GuideReviews(Database database) {
        this.database = database;
        refresh();
    }

    private record Key(String commune, String code) {}

    private record Row(Key key, String fingerprint, Guide.Review review) {}

    @Override
    public Guide.@Nullable Review of(String commune, Guide guide) {
        Row row = reviews.get(new Key(commune, guide.code()));
        return row != null && row.fingerprint().equals(guide.fingerprint()) ? row.review() : null;
    }

    /**
     * Keeps that a person approved a guide as it stands.
     *
     * @param guide as residents of the commune get it
     * @param person name and post, as residents will read it
     */
    public void approve(String commune, Guide guide, String person, Instant now) {
        database.write(transaction -> transaction
                .sql("""
                        INSERT INTO guide_review (commune, code, fingerprint, person, reviewed_at)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (commune, code) DO UPDATE SET fingerprint = excluded.fingerprint,
                            person = excluded.person, reviewed_at = excluded.reviewed_at""")
                .params(commune, guide.code(), guide.fingerprint(), person, now.toEpochMilli())
                .update());
        refresh();
    }

    /** Reads anew what other instances may have written. */
    public void refresh() {
        List<Row> rows = database.read()
                .sql("SELECT commune, code, fingerprint, person, reviewed_at FROM guide_review")
                .query((row, i) -> new Row(
                        new Key(row.getString("commune"), row.getString("code")),
                        row.getString("fingerprint"),
                        new Guide.Review(
                                Guide.By.PERSON,
                                row.getString("person"),
                                CommuneTime.day(Instant.ofEpochMilli(row.getLong("reviewed_at"))))))
                .list();
        Map<Key, Row> fresh = new HashMap<>();
        rows.forEach(row -> fresh.put(row.key(), row));
        reviews = fresh;
    }
}
