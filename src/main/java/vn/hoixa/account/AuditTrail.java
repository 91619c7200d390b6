package vn.hoixa.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;

/** The audit as it is read: the newest first, piece by piece, as it may hold millions. */
@Component
public class AuditTrail {
    private final Database database;

    AuditTrail(Database database) {
        this.database = database;
    }

    /**
     * What was done.
     *
     * @param who as {@link SignedIn#who()} tells
     * @param commune null for what concerns the installation
     */
    public record Entry(
            long id,
            Instant at,
            String who,
            String what,
            String onWhat,
            String reason,
            @Nullable String commune) {}

    /**
     * Which of it.
     *
     * @param commune null for all
     * @param day of the commune's calendar, null for all
     * @param who null for all
     */
    public record Filter(
            @Nullable String commune,
            @Nullable LocalDate day,
            @Nullable String who) {}

    /**
     * The newest of it, or those before an entry.
     *
     * @param after the last entry of the piece before, null for the first piece
     */
    public List<Entry> read(Filter filter, @Nullable Entry after, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>();
        put(filter.commune(), "commune = :commune", "commune", conditions, values);
        put(filter.who(), "who = :who", "who", conditions, values);
        if (filter.day() != null) {
            conditions.add("at >= :from AND at < :until");
            values.put("from", start(filter.day()));
            values.put("until", start(filter.day().plusDays(1)));
        }
        if (after != null) {
            conditions.add("(at, id) < (:at, :id)");
            values.put("at", after.at().toEpochMilli());
            values.put("id", after.id());
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return database.read()
                .sql("SELECT id, at, who, what, on_what, reason, commune FROM audit" + where
                        + " ORDER BY at DESC, id DESC LIMIT :most")
                .params(values)
                .param("most", most)
                .query((row, i) -> new Entry(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        Objects.requireNonNull(row.getString("who")),
                        Objects.requireNonNull(row.getString("what")),
                        Objects.requireNonNull(row.getString("on_what")),
                        Objects.requireNonNull(row.getString("reason")),
                        row.getString("commune")))
                .list();
    }

    private static void put(
            @Nullable String value,
            String condition,
            String name,
            List<String> conditions,
            Map<String, Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(CommuneTime.ZONE).toInstant().toEpochMilli();
    }
}
