package vn.hoixa.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.privacy.Masking;
import vn.hoixa.storage.Database;

/**
 * Table {@code search_text}: each is written in the transaction of what it is made of.
 *
 * <p>Nothing of a denunciation (tố cáo) is kept here, nor any number that names a person: what is masked is not found.
 */
@Component
public class SearchTexts {
    /** As everywhere: what is longer is hardly typed, and found by its beginning. */
    private static final int LONGEST = 4_000;

    private static final int MOST_WORDS = 8;

    /** Of a word that is looked for. */
    private static final int LONGEST_WORD = 40;

    /** Year 2060: a time of Zalo's is not ours to trust. */
    private static final long LATEST = 2_850_000_000_000L;

    private static final long A_SOURCE = 1_000_000;

    private static final String INCOMING = """
            SELECT i.id, i.resident_id, r.oa, i.text, i.zalo_time AS at
            FROM incoming i JOIN resident r ON r.id = i.resident_id
                LEFT JOIN turn t ON t.resident_id = i.resident_id AND t.number = i.turn
                LEFT JOIN cases c ON c.id = t.case_id
            WHERE i.text <> '' AND i.kind NOT IN ('echo', 'reaction') AND COALESCE(t.decision, '') <> 'desk'
                AND COALESCE(c.kind, '') <> 'denunciation' AND\s""";

    private static final String CASE_TEXT = """
            SELECT x.id, x.resident_id, r.oa, x.text, x.created_at AS at
            FROM case_text x JOIN resident r ON r.id = x.resident_id JOIN cases c ON c.id = x.case_id
            WHERE x.kind IN ('answer', 'hold', 'question', 'refusal', 'note') AND x.officer_id IS NOT NULL
                AND c.kind <> 'denunciation' AND\s""";

    private static final String RESIDENT = """
            SELECT r.id, r.id AS resident_id, r.oa, r.display_name AS text, r.first_seen AS at FROM resident r
            WHERE r.display_name <> '' AND\s""";

    private static final Map<String, Source> SOURCES =
            Stream.of(Source.values()).collect(Collectors.toMap(Source::table, source -> source));

    private final Database database;

    SearchTexts(Database database) {
        this.database = database;
    }

    /** What a text is made of. */
    private enum Source {
        INCOMING(0, SearchTexts.INCOMING, "i.id"),
        CASE_TEXT(1, SearchTexts.CASE_TEXT, "x.id"),
        RESIDENT(2, SearchTexts.RESIDENT, "r.id");

        /** In a row's id. */
        private final int place;

        private final String query;
        private final String id;

        Source(int place, String query, String id) {
            this.place = place;
            this.query = query;
            this.id = id;
        }

        String table() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private record Row(long id, long residentId, String oa, String text, long at) {
        /** The same for the same, so that indexing it twice is harmless; the newest have the highest. */
        long place(Source source) {
            return (Math.clamp(at, 0, LATEST) * SOURCES.size() + source.place) * A_SOURCE + id % A_SOURCE;
        }
    }

    /** Messages that were just recorded, with their turn where they have one. */
    public static void arrived(JdbcClient transaction, Collection<String> eventKeys) {
        if (!eventKeys.isEmpty()) {
            keep(
                    transaction,
                    Source.INCOMING,
                    transaction
                            .sql(INCOMING + "i.event_key IN (:keys)")
                            .param("keys", eventKeys)
                            .query(Row.class)
                            .list());
        }
    }

    /** Words of an officer's about a case. */
    public static void written(JdbcClient transaction, long caseText) {
        keep(transaction, Source.CASE_TEXT, of(transaction, Source.CASE_TEXT, caseText));
    }

    /** What the resident is called now. */
    public static void named(JdbcClient transaction, long resident) {
        transaction
                .sql("DELETE FROM search_text WHERE resident_id = ? AND incoming_id IS NULL AND case_text_id IS NULL")
                .param(resident)
                .update();
        keep(transaction, Source.RESIDENT, of(transaction, Source.RESIDENT, resident));
    }

    private static List<Row> of(JdbcClient transaction, Source source, long id) {
        return transaction
                .sql(source.query + source.id + " = ?")
                .param(id)
                .query(Row.class)
                .list();
    }

    /**
     * The part of a query that names the hits, the newest first, as table {@code hits} with an {@code id}; its
     * parameters are {@code words}, {@code before} (an id) and {@code most}.
     *
     * <p>FTS5 hands them out in that order. PostgreSQL's index gives all at once, which for a frequent word is half of
     * the table: those are found among the newest rows, and only what is too rare there is asked of the index.
     */
    public String hits() {
        return database.isSqlite() ? """
                WITH hits AS (SELECT rowid AS id FROM search_index
                    WHERE search_index MATCH :words AND rowid < :before ORDER BY rowid DESC LIMIT :most)
                """ : """
                WITH newest AS MATERIALIZED (SELECT id FROM (
                        SELECT id, vector FROM search_text WHERE id < :before ORDER BY id DESC LIMIT 5000) near
                    WHERE vector @@ to_tsquery('simple', :words) ORDER BY id DESC LIMIT :most),
                rare AS MATERIALIZED (SELECT id FROM search_text
                    WHERE vector @@ to_tsquery('simple', :words) AND id < :before
                        AND (SELECT COUNT(*) FROM newest) < :most),
                hits AS (SELECT id FROM newest UNION SELECT id FROM rare ORDER BY id DESC LIMIT :most)
                """;
    }

    /** What was typed, as the database takes it; empty where nothing of it can be looked for. */
    public Optional<String> words(String oa, String typed) {
        List<String> words = wordsOf(typed);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(Stream.concat(Stream.of(page(oa)), words.stream())
                        .map(word -> database.isSqlite() ? '"' + word + '"' : word)
                        .collect(Collectors.joining(database.isSqlite() ? " " : " & ")));
    }

    /** The words of what was typed as they are compared, without numbers that name a person. */
    public static List<String> wordsOf(String typed) {
        String cut = typed.substring(0, Math.min(typed.length(), LONGEST));
        return Stream.of(Folding.fold(Masking.mask(cut)).split(" "))
                .filter(word -> !word.isEmpty() && word.length() <= LONGEST_WORD)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    /** Looks at one batch of what was there before the index; false where nothing is left. */
    boolean catchUp(int most) {
        return database.write(transaction -> {
            var next = transaction
                    .sql("SELECT source, below FROM search_backlog ORDER BY source LIMIT 1")
                    .query((row, i) -> Map.entry(String.valueOf(row.getString("source")), row.getLong("below")))
                    .optional();
            next.ifPresent(one -> catchUp(transaction, one.getKey(), one.getValue(), most));
            return next.isPresent();
        });
    }

    private static void catchUp(JdbcClient transaction, String table, long below, int most) {
        Source source = SOURCES.get(table);
        long from = below - most;
        if (source != null) {
            keep(
                    transaction,
                    source,
                    transaction
                            .sql(source.query + source.id + " >= ? AND " + source.id + " < ?")
                            .params(from, below)
                            .query(Row.class)
                            .list());
        }
        if (source == null || from <= 0) {
            transaction
                    .sql("DELETE FROM search_backlog WHERE source = ?")
                    .param(table)
                    .update();
        } else {
            transaction
                    .sql("UPDATE search_backlog SET below = ? WHERE source = ?")
                    .params(from, table)
                    .update();
        }
    }

    private static void keep(JdbcClient transaction, Source source, List<Row> rows) {
        List<@Nullable Object> values = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        for (Row row : rows) {
            String words = Folding.fold(
                    Masking.mask(row.text().substring(0, Math.min(row.text().length(), LONGEST))));
            if (!words.isEmpty()) {
                gaps.add("(?, ?, ?, ?, ?)");
                values.add(row.place(source));
                values.add(row.residentId());
                values.add(only(source == Source.INCOMING, row));
                values.add(only(source == Source.CASE_TEXT, row));
                values.add(page(row.oa()) + " " + words);
            }
        }
        if (!gaps.isEmpty()) {
            transaction
                    .sql("INSERT INTO search_text (id, resident_id, incoming_id, case_text_id, words) VALUES "
                            + String.join(", ", gaps) + " ON CONFLICT DO NOTHING")
                    .params(values)
                    .update();
        }
    }

    private static @Nullable Long only(boolean isIts, Row row) {
        return isIts ? row.id() : null;
    }

    /** A word that stands in each text of the page's, so that other pages' texts are not even looked at. */
    private static String page(String oa) {
        return "oa" + Folding.fold(oa).replace(" ", "");
    }
}
