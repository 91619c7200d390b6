package vn.hoixa.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code officer} and {@code officer_field}. */
final class Officers {
    private static final String COLUMNS = """
            SELECT o.id, o.commune, o.officer_key, o.name, o.post, o.unit, o.telephone, o.email, o.role, o.rank,
                o.zalo_user, o.duty_until, o.removed_at FROM officer o""";
    private static final String IN_ORDER = " ORDER BY CASE o.role WHEN 'LEADER' THEN 0 ELSE 1 END, o.rank, o.id";

    private final InstantSource clock;

    Officers(InstantSource clock) {
        this.clock = clock;
    }

    /** All who ever were in the commune, leaders first. */
    List<Officer> everybody(JdbcClient client, String commune) {
        return client.sql(COLUMNS + " WHERE o.commune = ?" + IN_ORDER)
                .param(commune)
                .query(this::officer)
                .list();
    }

    List<Officer> of(JdbcClient client, String commune) {
        return everybody(client, commune).stream()
                .filter(officer -> !officer.removed())
                .toList();
    }

    Optional<Officer> find(JdbcClient client, long id) {
        return client.sql(COLUMNS + " WHERE o.id = ?")
                .param(id)
                .query(this::officer)
                .optional();
    }

    Optional<Officer> linked(JdbcClient client, String oa, String zaloUser) {
        return client.sql(COLUMNS + " WHERE o.oa = ? AND o.zalo_user = ?")
                .params(oa, zaloUser)
                .query(this::officer)
                .optional();
    }

    Optional<Officer> administers(JdbcClient client, String oa, String admin) {
        return client.sql(COLUMNS + " WHERE o.oa = ? AND o.zalo_admin = ? AND o.removed_at IS NULL")
                .params(oa, admin)
                .query(this::officer)
                .optional();
    }

    int administersAs(JdbcClient transaction, Officer officer, String admin) {
        transaction
                .sql("UPDATE officer SET zalo_admin = NULL WHERE commune = ? AND zalo_admin = ?")
                .params(officer.commune(), admin)
                .update();
        return transaction
                .sql("UPDATE officer SET zalo_admin = ? WHERE id = ?")
                .params(admin, officer.id())
                .update();
    }

    /** The owner, then the substitute. */
    List<Officer> forField(JdbcClient client, String commune, String field) {
        return client.sql(COLUMNS + """
                         JOIN officer_field f ON f.officer_id = o.id
                        WHERE f.commune = ? AND f.field = ? ORDER BY f.position""")
                .params(commune, field)
                .query(this::officer)
                .list();
    }

    /** What each officer treats, alone or instead of another. */
    Map<Long, Set<String>> fields(JdbcClient client, String commune) {
        Map<Long, Set<String>> fields = new HashMap<>();
        client.sql("SELECT officer_id, field FROM officer_field WHERE commune = ?")
                .param(commune)
                .query((row, i) -> fields.computeIfAbsent(row.getLong("officer_id"), none -> new HashSet<>())
                        .add(row.getString("field")))
                .list();
        return fields;
    }

    long add(JdbcClient transaction, String commune, Entry entry) {
        return transaction
                .sql("""
                        INSERT INTO officer (commune, officer_key, name, post, unit, telephone, email, role, rank)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""")
                .params(
                        commune,
                        entry.key(),
                        entry.name(),
                        entry.post(),
                        entry.unit().key())
                .params(java.util.Arrays.asList(entry.telephone(), entry.email()))
                .params(entry.role().name(), entry.rank())
                .query(Long.class)
                .single();
    }

    void change(JdbcClient transaction, long id, Entry entry) {
        transaction
                .sql("""
                        UPDATE officer SET officer_key = ?, name = ?, post = ?, unit = ?, telephone = ?, email = ?,
                            role = ?, rank = ? WHERE id = ?""")
                .params(entry.key(), entry.name(), entry.post(), entry.unit().key())
                .params(java.util.Arrays.asList(entry.telephone(), entry.email()))
                .params(entry.role().name(), entry.rank(), id)
                .update();
    }

    /** Takes everything from the officer but the name. */
    void remove(JdbcClient transaction, long id) {
        for (String table : List.of("officer_field", "officer_leave", "link_code")) {
            transaction
                    .sql("DELETE FROM " + table + " WHERE officer_id = ?")
                    .param(id)
                    .update();
        }
        transaction.sql("""
                        UPDATE officer SET removed_at = ?, oa = NULL, zalo_user = NULL, bot_chat = NULL,
                            duty_until = NULL WHERE id = ?""").params(clock.millis(), id).update();
    }

    /** In the order in which they stand in for one another. */
    static void assign(JdbcClient transaction, String commune, String field, List<Long> officers) {
        transaction
                .sql("DELETE FROM officer_field WHERE commune = ? AND field = ?")
                .params(commune, field)
                .update();
        for (int position = 0; position < officers.size(); position++) {
            transaction
                    .sql("INSERT INTO officer_field (commune, field, position, officer_id) VALUES (?, ?, ?, ?)")
                    .params(commune, field, position, officers.get(position))
                    .update();
        }
    }

    private Officer officer(ResultSet row, int number) throws SQLException {
        long dutyUntil = row.getLong("duty_until");
        return new Officer(
                row.getLong("id"),
                row.getString("commune"),
                row.getString("officer_key"),
                row.getString("name"),
                row.getString("post"),
                Unit.of(row.getString("unit")),
                row.getString("telephone"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getInt("rank"),
                row.getString("zalo_user"),
                dutyUntil > clock.millis(),
                row.getObject("removed_at") != null);
    }
}
