package vn.hoixa.editing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.editing.GuideText.State;

/** Table {@code guide_text}: of each commune and matter at most one text is open, and at most one in service. */
@Component
class GuideTexts {
    private static final String SELECT = """
            SELECT t.id, t.commune, t.code, t.text, t.state, t.version, t.author_id, t.saved_at, t.report,
                w.shown_name AS author, a.shown_name AS approver
            FROM guide_text t JOIN account w ON w.id = t.author_id LEFT JOIN account a ON a.id = t.approver_id
            """;

    private final InstantSource clock;

    GuideTexts(InstantSource clock) {
        this.clock = clock;
    }

    Optional<GuideText> of(JdbcClient client, String commune, String code, long id) {
        return client.sql(SELECT + "WHERE t.commune = ? AND t.code = ? AND t.id = ?")
                .params(commune, code, id)
                .query(GuideTexts::read)
                .optional();
    }

    Optional<GuideText> of(JdbcClient client, long id) {
        return client.sql(SELECT + "WHERE t.id = ?")
                .param(id)
                .query(GuideTexts::read)
                .optional();
    }

    Optional<GuideText> open(JdbcClient client, String commune, String code) {
        return client.sql(SELECT
                        + "WHERE t.commune = ? AND t.code = ? AND t.state IN ('draft', 'waiting', 'queued', 'refused')")
                .params(commune, code)
                .query(GuideTexts::read)
                .optional();
    }

    List<GuideText> allOpen(JdbcClient client, String commune) {
        return client.sql(SELECT
                        + "WHERE t.commune = ? AND t.state IN ('draft', 'waiting', 'queued', 'refused') ORDER BY t.id")
                .param(commune)
                .query(GuideTexts::read)
                .list();
    }

    /** The last that was put into service. */
    Optional<GuideText> published(JdbcClient client, String commune, String code) {
        return client.sql(SELECT + "WHERE t.commune = ? AND t.code = ? AND t.state = 'published'")
                .params(commune, code)
                .query(GuideTexts::read)
                .optional();
    }

    /** Whether something of the commune's editors is in service. */
    boolean hasPublished(JdbcClient client, String commune) {
        return client.sql("SELECT COUNT(*) FROM guide_text WHERE commune = ? AND state = 'published' AND text <> ''")
                        .param(commune)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The newest first. */
    List<GuideText> history(JdbcClient client, String commune, String code, int most) {
        return client.sql(SELECT + "WHERE t.commune = ? AND t.code = ? ORDER BY t.id DESC LIMIT ?")
                .params(commune, code, most)
                .query(GuideTexts::read)
                .list();
    }

    long add(JdbcClient transaction, String commune, String code, String text, State state, long author) {
        return transaction
                .sql("""
                        INSERT INTO guide_text (commune, code, text, state, version, author_id, saved_at)
                        VALUES (?, ?, ?, ?, 1, ?, ?) RETURNING id""")
                .params(commune, code, text, state.key(), author, clock.millis())
                .query(Long.class)
                .single();
    }

    /** The author's own words take the place of their earlier ones. */
    void rewrite(JdbcClient transaction, GuideText before, String text) {
        onlyIfUnchanged(transaction
                .sql("""
                        UPDATE guide_text SET text = ?, state = 'draft', report = '', version = version + 1, saved_at = ?
                        WHERE id = ? AND version = ?""")
                .params(text, clock.millis(), before.id(), before.version())
                .update());
    }

    void move(JdbcClient transaction, GuideText before, State state) {
        onlyIfUnchanged(transaction
                .sql("UPDATE guide_text SET state = ?, version = version + 1 WHERE id = ? AND version = ?")
                .params(state.key(), before.id(), before.version())
                .update());
    }

    /** The text is approved with the name of who stands behind it in it. */
    void approve(JdbcClient transaction, GuideText before, String signed, long approver) {
        onlyIfUnchanged(transaction
                .sql("""
                        UPDATE guide_text SET state = 'queued', text = ?, approver_id = ?, version = version + 1
                        WHERE id = ? AND version = ?""")
                .params(signed, approver, before.id(), before.version())
                .update());
    }

    /** Somebody was quicker, which {@link vn.hoixa.storage.Database#isConflict} knows: nothing of the work is kept. */
    private static void onlyIfUnchanged(int updated) {
        if (updated == 0) {
            throw new CannotAcquireLockException("the text was changed meanwhile");
        }
    }

    /** It is in service now, in the place of the one before. */
    void publish(JdbcClient transaction, GuideText text) {
        transaction
                .sql("UPDATE guide_text SET state = 'former' WHERE commune = ? AND code = ? AND state = 'published'")
                .params(text.commune(), text.code())
                .update();
        transaction
                .sql("UPDATE guide_text SET state = 'published', settled_at = ?, report = '' WHERE id = ?")
                .params(clock.millis(), text.id())
                .update();
    }

    void refuse(JdbcClient transaction, GuideText text, List<Refusal> report) {
        transaction
                .sql("""
                        UPDATE guide_text SET state = 'refused', report = ?, settled_at = ?, version = version + 1
                        WHERE id = ?""")
                .params(Refusal.column(report), clock.millis(), text.id())
                .update();
    }

    private static GuideText read(ResultSet row, int number) throws SQLException {
        @Nullable String approver = row.getString("approver");
        return new GuideText(
                row.getLong("id"),
                row.getString("commune"),
                row.getString("code"),
                row.getString("text"),
                State.of(row.getString("state")),
                row.getLong("version"),
                row.getLong("author_id"),
                row.getString("author"),
                approver,
                Instant.ofEpochMilli(row.getLong("saved_at")),
                Refusal.read(row.getString("report")));
    }
}
