package vn.hoixa.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Officer;
import vn.hoixa.search.SearchTexts;

/** Table {@code case_text}: words that belong to a case, and go with their resident. */
@Component
class CaseTexts {
    private static final String ARRIVAL = """
            CASE WHEN o.state = 'sent' THEN 'ARRIVED' WHEN o.due_at IS NOT NULL THEN 'UNDERWAY' ELSE 'KEPT_BACK' END
            FROM case_text t JOIN outgoing o ON o.id = t.outgoing_id WHERE t.case_id = :case AND t.kind =""";

    private static final Set<String> REOPENED = Set.of("reopened");

    /** In the history: after that somebody has to answer once more, whatever was answered before. */
    private static final Set<String> DUE_AGAIN = Set.of("reopened", "more", "asked back", "passed on");

    private final InstantSource clock;

    CaseTexts(InstantSource clock) {
        this.clock = clock;
    }

    /** What the words are. */
    enum Sort {
        /** An answer that HoiXa proposes. */
        DRAFT,
        /** Shown back to the officer who wrote it; not sent. */
        SHOWN_ANSWER,
        SHOWN_QUESTION,
        SHOWN_REFUSAL,
        /** Key of the event that brought pictures or files. */
        SHOWN_FILE,
        ANSWER,
        /** That an answer will come. */
        HOLD,
        QUESTION,
        /** Why. */
        REFUSAL,
        /** To which authority. */
        PASSED,
        /** For a deadline that passed. */
        APOLOGY,
        /** For colleagues. */
        NOTE;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param officer who wrote it, null for HoiXa */
    record Kept(long id, Sort sort, @Nullable Long officer, String text) {}

    /** Whether what was written about a case reached its resident; of several the last in this order counts. */
    enum Arrival {
        /** None was sent. */
        NONE,
        /** By the window, or for good. */
        KEPT_BACK,
        UNDERWAY,
        ARRIVED
    }

    void keep(JdbcClient transaction, Case about, Sort sort, @Nullable Officer by, String text, @Nullable Long letter) {
        long id = transaction
                .sql("""
                        INSERT INTO case_text (case_id, resident_id, kind, officer_id, text, outgoing_id, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id""")
                .params(about.id(), about.residentRow(), sort.column())
                .param(by == null ? null : by.id())
                .param(text)
                .param(letter)
                .param(clock.millis())
                .query(Long.class)
                .single();
        SearchTexts.written(transaction, id);
    }

    /** What was shown back to the officer and waits for a word. */
    Optional<Kept> shown(JdbcClient client, Case about, Officer officer) {
        return client.sql("""
                        SELECT id, kind, officer_id, text FROM case_text
                        WHERE case_id = ? AND officer_id = ? AND kind LIKE 'shown%' ORDER BY id DESC LIMIT 1""")
                .params(about.id(), officer.id())
                .query(CaseTexts::read)
                .optional();
    }

    /** Only the last that was shown to an officer can be sent. */
    void dropShown(JdbcClient transaction, Case about, Officer officer) {
        transaction
                .sql("DELETE FROM case_text WHERE case_id = ? AND officer_id = ? AND kind LIKE 'shown%'")
                .params(about.id(), officer.id())
                .update();
    }

    /** Nothing is left that a word could send; how many there were. */
    int dropUnsent(JdbcClient transaction, Case about, Officer officer) {
        return transaction.sql("""
                        DELETE FROM case_text WHERE case_id = ?
                            AND (kind = 'draft' OR (officer_id = ? AND kind LIKE 'shown%'))""").params(about.id(), officer.id()).update();
    }

    Optional<Kept> last(JdbcClient client, Case about, Sort sort) {
        return client.sql("""
                        SELECT id, kind, officer_id, text FROM case_text WHERE case_id = ? AND kind = ?
                        ORDER BY id DESC LIMIT 1""")
                .params(about.id(), sort.column())
                .query(CaseTexts::read)
                .optional();
    }

    /** What officers wrote to the resident last. */
    Optional<Kept> lastSent(JdbcClient client, Case about) {
        return client.sql("""
                        SELECT id, kind, officer_id, text FROM case_text
                        WHERE case_id = ? AND outgoing_id IS NOT NULL AND officer_id IS NOT NULL
                        ORDER BY id DESC LIMIT 1""").param(about.id()).query(CaseTexts::read).optional();
    }

    /** Of what was answered since the resident last said that it did not help. */
    Arrival arrival(JdbcClient client, Case about) {
        return arrival(client, about, REOPENED);
    }

    /** Whether nobody has to answer, whatever the clock was set to when the answer did not go out. */
    boolean isAnswered(JdbcClient client, Case about) {
        return arrival(client, about, DUE_AGAIN) == Arrival.ARRIVED;
    }

    /** Of what the resident was asked last. */
    Arrival questionArrival(JdbcClient client, Case about) {
        return client.sql("SELECT " + ARRIVAL + " 'question' ORDER BY t.id DESC LIMIT 1")
                .param("case", about.id())
                .query((row, i) -> Arrival.valueOf(row.getString(1)))
                .optional()
                .orElse(Arrival.NONE);
    }

    private static Arrival arrival(JdbcClient client, Case about, Set<String> anew) {
        long since = client.sql(
                        "SELECT COALESCE(MAX(at), 0) FROM case_history WHERE case_id = :case AND what IN (:anew)")
                .param("case", about.id())
                .param("anew", anew)
                .query(Long.class)
                .single();
        return client
                .sql("SELECT " + ARRIVAL + """
                         'answer' AND t.created_at >= :since
                        UNION ALL SELECT 'ARRIVED' FROM case_history
                        WHERE case_id = :case AND what = :by_hand AND at >= :since""")
                .param("case", about.id())
                .param("since", since)
                .param("by_hand", Answers.BY_HAND)
                .query((row, i) -> Arrival.valueOf(row.getString(1)))
                .list()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(Arrival.NONE);
    }

    /** Whether it was answered in Zalo's own tools, and nobody knows by whom. */
    boolean isByUnknown(JdbcClient client, Case about) {
        return client.sql("SELECT officer_id FROM case_history WHERE case_id = ? AND what = ? ORDER BY id DESC LIMIT 1")
                .params(about.id(), Answers.BY_HAND)
                .query((row, i) -> row.getObject("officer_id") == null)
                .optional()
                .orElse(false);
    }

    private static Kept read(ResultSet row, int i) throws SQLException {
        long officer = row.getLong("officer_id");
        boolean isOfficers = !row.wasNull();
        return new Kept(
                row.getLong("id"),
                Sort.valueOf(String.valueOf(row.getString("kind")).toUpperCase(Locale.ROOT)),
                isOfficers ? officer : null,
                String.valueOf(row.getString("text")));
    }
}
