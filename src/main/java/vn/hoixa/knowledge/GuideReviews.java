package vn.hoixa.knowledge;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.storage.Database;

/** What people of a commune said of guides, in table {@code guide_review}; asked from memory at every answer. */
public final class GuideReviews implements Knowledge.Reviews {
    private final Database database;
    private volatile Map<Key, Verdict> verdicts = Map.of();

    public GuideReviews(Database database) {
        this.database = database;
        refresh();
    }

    private record Key(String commune, String code) {}

    /**
     * What somebody said of a text.
     *
     * @param fingerprint of the text
     * @param person name and post
     * @param isApproved whether it is right; else it is not quoted
     * @param note what is wrong with it, or empty
     */
    public record Verdict(
            String commune,
            String code,
            String fingerprint,
            String person,
            boolean isApproved,
            String note,
            Instant at) {}

    @Override
    public Guide apply(String commune, Guide guide) {
        Verdict verdict = of(commune, guide);
        if (verdict == null) {
            return guide;
        }
        return verdict.isApproved()
                ? guide.reviewedBy(new Guide.Review(Guide.By.PERSON, verdict.person(), CommuneTime.day(verdict.at())))
                : guide.refused();
    }

    /** What was said of this very text, or null. */
    public @Nullable Verdict of(String commune, Guide guide) {
        Verdict verdict = verdicts.get(new Key(commune, guide.code()));
        return verdict != null && verdict.fingerprint().equals(guide.fingerprint()) ? verdict : null;
    }

    /**
     * Keeps what somebody said; it takes the place of what was said of the guide before.
     *
     * @param beside what is written with it
     */
    public void keep(Verdict verdict, Consumer<JdbcClient> beside) {
        database.write(transaction -> {
            keep(transaction, verdict);
            beside.accept(transaction);
            return true;
        });
        refresh();
    }

    private static void keep(JdbcClient transaction, Verdict verdict) {
        transaction
                .sql("""
                        INSERT INTO guide_review (commune, code, fingerprint, person, approved, note, reviewed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (commune, code) DO UPDATE SET fingerprint = excluded.fingerprint,
                            person = excluded.person, approved = excluded.approved, note = excluded.note,
                            reviewed_at = excluded.reviewed_at""")
                .params(
                        verdict.commune(),
                        verdict.code(),
                        verdict.fingerprint(),
                        verdict.person(),
                        verdict.isApproved() ? 1 : 0,
                        verdict.note(),
                        verdict.at().toEpochMilli())
                .update();
    }

    /** Reads anew what other instances may have written. */
    public void refresh() {
        List<Verdict> all = database.read()
                .sql("SELECT commune, code, fingerprint, person, approved, note, reviewed_at FROM guide_review")
                .query((row, i) -> new Verdict(
                        row.getString("commune"),
                        row.getString("code"),
                        row.getString("fingerprint"),
                        row.getString("person"),
                        row.getInt("approved") == 1,
                        row.getString("note"),
                        Instant.ofEpochMilli(row.getLong("reviewed_at"))))
                .list();
        Map<Key, Verdict> fresh = new HashMap<>();
        all.forEach(verdict -> fresh.put(new Key(verdict.commune(), verdict.code()), verdict));
        verdicts = fresh;
    }
}
