package vn.hoixa.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.privacy.Masking;
import vn.hoixa.storage.Database;

/** The commune's cases as its officers list them: beginnings only, masked, and nothing that the reader must not see. */
@Component
public class CaseLists {
    /** Of a list that is read on a phone. */
    public static final int PAGE = 20;

    private static final int LONGEST = 100;

    /** What did not arrive before that is no work any more. */
    private static final Duration FRESH = Duration.ofDays(14);

    /**
     * Nobody finds what concerns them, and nobody who is not in the directory what concerns any officer; who denounces
     * stands in the list of whoever looks after it, and in no other.
     */
    private static final String VISIBLE = """
            (c.excluded = '' OR (:reader > 0
                AND (',' || c.excluded || ',') LIKE '%,NONE,%'
                AND (',' || c.excluded || ',') NOT LIKE '%,commune,%'
                AND (',' || c.excluded || ',') NOT LIKE :themselves
                AND (',' || c.excluded || ',') NOT LIKE :theirUnit))
            AND (c.kind <> 'denunciation' OR c.owner_id = :reader)
            """;

    private static final String OVERDUE = """
            (c.state IN ('new', 'taken') AND (c.lapses > 0 OR c.deadline < :now)
                AND COALESCE(c.stage, '') NOT IN ('ask_done', 'settle'))""";

    private static final String OPEN = """
            FROM cases c LEFT JOIN officer w ON w.id = c.owner_id
            WHERE c.commune = :commune AND c.state IN ('new', 'taken', 'waiting') AND
            """ + VISIBLE;

    /** The longest message of the turn that opened it says most. */
    private static final String BEGINNING = """
            CASE WHEN c.kind <> 'denunciation' THEN
                (SELECT i.text FROM incoming i
                    WHERE i.resident_id = c.resident_id AND i.text <> ''
                        AND i.turn = (SELECT MIN(t.number) FROM turn t WHERE t.case_id = c.id)
                    ORDER BY LENGTH(i.text) DESC, i.id LIMIT 1) END AS beginning
            """;

    private static final String COLUMNS = """
            c.number, c.kind, c.level, c.state, c.owner_id, c.deadline, c.lapses, w.name AS owner,
            """ + BEGINNING;

    /** What was not delivered, with the case that it belongs to. */
    private static final String FAILED = """
            SELECT o.resident_id, o.created_at, COALESCE(
                (SELECT MAX(x.case_id) FROM case_text x WHERE x.outgoing_id = o.id),
                CASE WHEN o.writer = 'officer' THEN
                    (SELECT MAX(k.id) FROM cases k WHERE k.resident_id = o.resident_id AND k.opened_at <= o.created_at)
                    ELSE t.case_id END) AS case_id
            FROM outgoing o JOIN resident r ON r.id = o.resident_id
                LEFT JOIN turn t ON t.resident_id = o.resident_id AND t.number = o.turn
            WHERE o.state IN ('closed', 'refused', 'unknown') AND o.created_at > :since AND o.due_at IS NULL
                AND o.reader = 'resident' AND o.kind <> 'desk' AND r.oa = :oa""";

    private static final String UNDELIVERED = """
            FROM (SELECT resident_id, case_id, MAX(created_at) AS failed_at FROM (
            """ + FAILED + """
            ) failed GROUP BY resident_id, case_id) f
            LEFT JOIN cases c ON c.id = f.case_id LEFT JOIN officer w ON w.id = c.owner_id
            WHERE (c.id IS NULL OR (
            """ + VISIBLE + """
            )) AND NOT EXISTS (SELECT 1 FROM case_history h WHERE h.case_id = f.case_id AND h.what = 'answered'
                AND h.reason = 'by telephone' AND h.at >= f.failed_at)""";

    private final Database database;
    private final InstantSource clock;

    CaseLists(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The lists. */
    public enum Tab {
        MINE,
        UNIT,
        ALL,
        OVERDUE,
        /** What the resident never got. */
        UNDELIVERED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One line of a list.
     *
     * @param resident id in the database
     * @param of null for a letter of ours that belongs to no case
     */
    public record Line(long resident, @Nullable Listed of) {}

    /**
     * A case as it is listed.
     *
     * @param owner name, null where nobody has it
     * @param lapses how often its deadline passed
     * @param beginning of what the resident wrote, masked; empty where it is not shown or there are no words
     */
    public record Listed(
            CaseNumber number,
            Kind kind,
            Level level,
            State state,
            @Nullable String owner,
            boolean isTheirs,
            @Nullable Instant deadline,
            int lapses,
            String beginning) {}

    /** A page of a list: what presses most first. */
    public List<Line> list(Commune commune, @Nullable Officer reader, Tab tab, int page) {
        String which =
                switch (tab) {
                    case MINE -> "c.owner_id = :reader";
                    case UNIT -> "w.unit = :unit";
                    case ALL, UNDELIVERED -> "1 = 1";
                    case OVERDUE -> OVERDUE;
                };
        String sql = tab == Tab.UNDELIVERED
                ? "SELECT f.resident_id, " + COLUMNS + UNDELIVERED + " ORDER BY f.failed_at DESC, f.resident_id"
                : "SELECT c.resident_id, " + COLUMNS + OPEN + " AND " + which + "\n" + """
                        ORDER BY CASE WHEN c.level = 'urgent' THEN 0 ELSE 1 END,
                            CASE WHEN c.state = 'waiting' OR c.deadline IS NULL THEN 1 ELSE 0 END, c.deadline, c.id""";
        return bound(sql + " LIMIT :limit OFFSET :offset", commune, reader)
                .param("limit", PAGE + 1)
                .param("offset", page * PAGE)
                .query((row, i) -> line(row, reader))
                .list();
    }

    /** How many there are in each. */
    public Map<Tab, Integer> counts(Commune commune, @Nullable Officer reader) {
        Map<Tab, Integer> counts = new EnumMap<>(Tab.class);
        bound("""
                        SELECT COALESCE(SUM(CASE WHEN c.owner_id = :reader THEN 1 ELSE 0 END), 0) AS mine,
                            COALESCE(SUM(CASE WHEN w.unit = :unit THEN 1 ELSE 0 END), 0) AS unit,
                            COUNT(*) AS whole, COALESCE(SUM(CASE WHEN %s THEN 1 ELSE 0 END), 0) AS overdue
                        """.formatted(OVERDUE) + OPEN, commune, reader)
                .query((row, i) -> {
                    counts.put(Tab.MINE, row.getInt("mine"));
                    counts.put(Tab.UNIT, row.getInt("unit"));
                    counts.put(Tab.ALL, row.getInt("whole"));
                    counts.put(Tab.OVERDUE, row.getInt("overdue"));
                    return counts;
                })
                .single();
        counts.put(
                Tab.UNDELIVERED,
                bound("SELECT COUNT(*) " + UNDELIVERED, commune, reader)
                        .query(Integer.class)
                        .single());
        return counts;
    }

    private JdbcClient.StatementSpec bound(String sql, Commune commune, @Nullable Officer reader) {
        Instant now = clock.instant();
        return database.read()
                .sql(sql)
                .param("commune", commune.id())
                .param("oa", commune.oa())
                .param("reader", reader == null ? -1L : reader.id())
                .param("themselves", "%," + (reader == null ? "" : reader.id()) + ",%")
                .param("theirUnit", "%," + (reader == null ? "" : reader.unit().name()) + ",%")
                .param("unit", reader == null ? "" : reader.unit().key())
                .param("now", now.toEpochMilli())
                .param("since", now.minus(FRESH).toEpochMilli());
    }

    private static Line line(ResultSet row, @Nullable Officer reader) throws SQLException {
        long resident = row.getLong("resident_id");
        int number = row.getInt("number");
        if (row.wasNull()) {
            return new Line(resident, null);
        }
        long owner = row.getLong("owner_id");
        boolean isTheirs = !row.wasNull() && reader != null && owner == reader.id();
        long deadline = row.getLong("deadline");
        boolean isDue = !row.wasNull();
        return new Line(
                resident,
                new Listed(
                        new CaseNumber(number),
                        Kind.of(String.valueOf(row.getString("kind"))),
                        Level.of(String.valueOf(row.getString("level"))),
                        State.of(String.valueOf(row.getString("state"))),
                        row.getString("owner"),
                        isTheirs,
                        isDue ? Instant.ofEpochMilli(deadline) : null,
                        row.getInt("lapses"),
                        beginning(row.getString("beginning"))));
    }

    private static String beginning(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String masked = Masking.mask(text.strip()).replaceAll("\\s+", " ");
        boolean isLong = masked.codePointCount(0, masked.length()) > LONGEST;
        return isLong ? masked.substring(0, masked.offsetByCodePoints(0, LONGEST)) + "…" : masked;
    }
}
