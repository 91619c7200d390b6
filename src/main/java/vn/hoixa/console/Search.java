package vn.hoixa.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Sight;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.privacy.Masking;
import vn.hoixa.search.SearchTexts;
import vn.hoixa.storage.Database;

/** What was written in a commune's conversations, found by words however they are typed; the newest first. */
@Component
class Search {
    static final int A_PAGE = 20;

    /** Beyond any id. */
    static final long NEWEST = Long.MAX_VALUE;

    /** Read at once; of these whoever reads may not see some. */
    private static final int A_BATCH = 100;

    /** Whose every hit is hidden from them shall not make us read all there is. */
    private static final int MOST_BATCHES = 10;

    private final Database database;
    private final SearchTexts texts;

    Search(Database database, SearchTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    /**
     * One place where the words stand.
     *
     * @param resident id in the database
     * @param name what they are called, masked; null where that is not known
     * @param number of the case it belongs to, or null
     * @param at null where the name is all that was found
     */
    record Hit(
            long id,
            long resident,
            @Nullable String name,
            @Nullable CaseNumber number,
            @Nullable Instant at,
            boolean isOfficers,
            Excerpt excerpt) {}

    /** @param next where the next page begins, null on the last one */
    record Found(List<Hit> hits, @Nullable Long next) {}

    /** @param before where the page begins: {@link #NEWEST}, or what the page before said */
    Found find(Commune commune, Sight sight, String typed, long before) {
        List<Hit> hits = new ArrayList<>();
        Optional<String> words = texts.words(commune.oa(), typed);
        long from = before;
        boolean isMore = words.isPresent();
        for (int batch = 0; isMore && batch < MOST_BATCHES && hits.size() <= A_PAGE; batch++) {
            List<Row> rows = rows(commune, sight, words.orElseThrow(), from);
            rows.stream().filter(Row::isShown).map(row -> row.hit(typed)).forEach(hits::add);
            isMore = rows.size() == A_BATCH;
            from = rows.isEmpty() ? from : rows.getLast().id();
        }
        if (hits.size() > A_PAGE) {
            return new Found(
                    List.copyOf(hits.subList(0, A_PAGE)), hits.get(A_PAGE - 1).id());
        }
        return new Found(hits, isMore ? from : null);
    }

    private record Row(
            long id,
            long resident,
            @Nullable String name,
            int number,
            @Nullable String text,
            long at,
            boolean isOfficers,
            boolean isShown) {
        Hit hit(String typed) {
            String called = name == null ? null : Masking.mask(name);
            return new Hit(
                    id,
                    resident,
                    called,
                    number == 0 ? null : new CaseNumber(number),
                    text == null ? null : Instant.ofEpochMilli(at),
                    isOfficers,
                    Excerpt.of(text == null ? String.valueOf(called) : Masking.mask(text), typed));
        }
    }

    private List<Row> rows(Commune commune, Sight sight, String words, long before) {
        return database.read()
                .sql(texts.hits() + """
                    SELECT h.id, s.resident_id, r.display_name, c.number, COALESCE(i.text, x.text) AS text,
                        COALESCE(i.zalo_time, x.created_at) AS at,
                        CASE WHEN x.id IS NOT NULL OR i.kind = 'officer' THEN 1 ELSE 0 END AS is_officers,
                        CASE WHEN %s THEN 1 ELSE 0 END AS is_shown
                    FROM hits h JOIN search_text s ON s.id = h.id
                        JOIN resident r ON r.id = s.resident_id AND r.oa = :oa
                        LEFT JOIN incoming i ON i.id = s.incoming_id
                        LEFT JOIN case_text x ON x.id = s.case_text_id
                        LEFT JOIN turn t ON t.resident_id = s.resident_id AND t.number = i.turn
                        LEFT JOIN cases c ON c.id = COALESCE(x.case_id, t.case_id)
                    ORDER BY h.id DESC""".formatted(sight.quotes("c", "s.resident_id", "i.turn")))
                .param("words", words)
                .param("before", before)
                .param("most", A_BATCH)
                .param("oa", commune.oa())
                .query(Search::row)
                .list();
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("resident_id"),
                row.getString("display_name"),
                row.getInt("number"),
                row.getString("text"),
                row.getLong("at"),
                row.getInt("is_officers") == 1,
                row.getInt("is_shown") == 1);
    }
}
