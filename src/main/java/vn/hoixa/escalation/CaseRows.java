package vn.hoixa.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Unit;
import vn.hoixa.mailbox.ResidentId;

/** Table {@code cases}: its rows as {@link Case}s. */
final class CaseRows {
    /** In column {@code excluded}: nobody in the commune. */
    static final String COMMUNE = "commune";

    private static final String COLUMNS = """
            SELECT c.*, r.oa, r.zalo_user FROM cases c JOIN resident r ON r.id = c.resident_id""";

    private CaseRows() {}

    /** The hundred that have waited longest; whoever looks may be the one whom a complaint concerns, so without those. */
    static List<Cases.Waiting> waiting(JdbcClient read) {
        return read.sql("""
                        SELECT c.commune, c.number, c.reason, o.name, c.opened_at, c.deadline
                        FROM cases c LEFT JOIN officer o ON o.id = c.owner_id
                        WHERE c.state IN ('new', 'taken') AND c.excluded = '' AND c.kind <> 'denunciation'
                        ORDER BY c.id LIMIT 100""")
                .query((row, i) -> new Cases.Waiting(
                        row.getString("commune"),
                        new CaseNumber(row.getInt("number")).toString(),
                        row.getString("reason"),
                        row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("opened_at")),
                        instant(row, "deadline")))
                .list();
    }

    /** The case of that number in the commune. */
    static Optional<Case> find(JdbcClient read, String commune, CaseNumber number) {
        return read.sql(COLUMNS + " WHERE c.commune = ? AND c.number = ?")
                .params(commune, number.value())
                .query(CaseRows::read)
                .optional();
    }

    /** What is open and the officer's, the oldest first. */
    static List<Case> owned(JdbcClient read, long officer) {
        return read.sql(COLUMNS + " WHERE c.owner_id = ? AND c.state IN ('new', 'taken', 'waiting') ORDER BY c.id")
                .param(officer)
                .query(CaseRows::read)
                .list();
    }

    static Case find(JdbcClient transaction, long id) {
        return transaction
                .sql(COLUMNS + " WHERE c.id = ?")
                .param(id)
                .query(CaseRows::read)
                .single();
    }

    /** The one that was opened last of those that are not over. */
    static Optional<Case> newestOpen(JdbcClient transaction, long resident) {
        return transaction
                .sql(COLUMNS + """
                         WHERE c.resident_id = ? AND c.state IN ('new', 'taken', 'waiting')
                        ORDER BY c.id DESC LIMIT 1""")
                .param(resident)
                .query(CaseRows::read)
                .optional();
    }

    /** The resident's cases that are not over, the oldest first. */
    static List<Case> open(JdbcClient read, ResidentId resident) {
        return read.sql(
                        COLUMNS
                                + " WHERE r.oa = ? AND r.zalo_user = ? AND c.state IN ('new', 'taken', 'waiting') ORDER BY c.id")
                .params(resident.oa(), resident.user())
                .query(CaseRows::read)
                .list();
    }

    /** The resident's latest cases, those that are over among them, the oldest first. */
    static List<Case> of(JdbcClient read, ResidentId resident) {
        return read.sql(COLUMNS
                        + " WHERE r.oa = ? AND r.zalo_user = ? AND c.state <> 'withdrawn' ORDER BY c.id DESC LIMIT 50")
                .params(resident.oa(), resident.user())
                .query(CaseRows::read)
                .list()
                .reversed();
    }

    /** What an officer has in hand, the most pressing first. */
    static List<Case> of(JdbcClient read, Officer officer) {
        return read.sql(COLUMNS + """
                         WHERE c.owner_id = ? AND c.state IN ('new', 'taken', 'waiting')
                        ORDER BY c.deadline, c.id""").param(officer.id()).query(CaseRows::read).list();
    }

    /** Those whose deadline has passed, the oldest first. */
    static List<Case> overdue(JdbcClient read, String commune, Instant now) {
        return read.sql(COLUMNS + """
                         WHERE c.commune = ? AND c.state IN ('new', 'taken') AND (c.lapses > 0 OR c.deadline < ?)
                            AND COALESCE(c.stage, '') NOT IN ('ask_done', 'settle')
                        ORDER BY c.deadline, c.id""")
                .params(commune, now.toEpochMilli())
                .query(CaseRows::read)
                .list();
    }

    /** The resident's cases whose clock strikes until then. */
    static List<Case> due(JdbcClient read, ResidentId resident, Instant until) {
        return read.sql(COLUMNS + " WHERE r.oa = ? AND r.zalo_user = ? AND c.due_at <= ? ORDER BY c.due_at, c.id")
                .params(resident.oa(), resident.user(), until.toEpochMilli())
                .query(CaseRows::read)
                .list();
    }

    static @Nullable Instant nextDue(JdbcClient read, ResidentId resident) {
        return read.sql("""
                        SELECT MIN(c.due_at) AS due_at FROM cases c JOIN resident r ON r.id = c.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ?""")
                .params(resident.oa(), resident.user())
                .query((row, i) -> Optional.ofNullable(instant(row, "due_at")))
                .single()
                .orElse(null);
    }

    /** Whose cases' clocks strike until then, and when first. */
    static List<Cases.Due> due(JdbcClient read, Instant until) {
        return read.sql("""
                        SELECT r.oa, r.zalo_user, MIN(c.due_at) AS due_at
                        FROM cases c JOIN resident r ON r.id = c.resident_id
                        WHERE c.due_at <= ? GROUP BY r.oa, r.zalo_user""")
                .param(until.toEpochMilli())
                .query((row, i) -> new Cases.Due(
                        new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                        Instant.ofEpochMilli(row.getLong("due_at"))))
                .list();
    }

    /** The resident's that are not over, in their transaction. */
    static List<Case> open(JdbcClient transaction, long resident) {
        return transaction
                .sql(COLUMNS + " WHERE c.resident_id = ? AND c.state IN ('new', 'taken', 'waiting') ORDER BY c.id")
                .param(resident)
                .query(CaseRows::read)
                .list();
    }

    static String column(Exclusion exclusion) {
        Stream<String> parts = Stream.of(
                        exclusion.isWholeCommune() ? Stream.of(COMMUNE) : Stream.<String>empty(),
                        Stream.of(exclusion.instead().name()),
                        exclusion.officers().stream().sorted().map(String::valueOf),
                        exclusion.units().stream().sorted().map(Unit::name))
                .flatMap(part -> part);
        return exclusion.equals(Exclusion.NOBODY) ? "" : parts.collect(Collectors.joining(","));
    }

    private static Exclusion exclusion(String column) {
        if (column.isEmpty()) {
            return Exclusion.NOBODY;
        }
        Set<String> parts = Set.of(column.split(","));
        return new Exclusion(
                parts.contains(COMMUNE),
                parts.stream()
                        .filter(part -> Character.isDigit(part.charAt(0)))
                        .map(Long::valueOf)
                        .collect(Collectors.toSet()),
                Stream.of(Unit.values())
                        .filter(unit -> parts.contains(unit.name()))
                        .collect(Collectors.toSet()),
                Stream.of(Exclusion.Instead.values())
                        .filter(instead -> parts.contains(instead.name()))
                        .findFirst()
                        .orElseThrow());
    }

    private static Case read(ResultSet row, int i) throws SQLException {
        long owner = row.getLong("owner_id");
        boolean isOwned = !row.wasNull();
        String stage = row.getString("stage");
        return new Case(
                row.getLong("id"),
                row.getString("commune"),
                new CaseNumber(row.getInt("number")),
                new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                row.getLong("resident_id"),
                Kind.of(row.getString("kind")),
                Level.of(row.getString("level")),
                row.getString("reason"),
                row.getString("field"),
                row.getString("guide"),
                State.of(row.getString("state")),
                isOwned ? owner : null,
                exclusion(Objects.requireNonNull(row.getString("excluded"))),
                Instant.ofEpochMilli(row.getLong("opened_at")),
                instant(row, "deadline"),
                stage == null ? null : Stage.of(stage),
                instant(row, "due_at"),
                row.getInt("lapses"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
