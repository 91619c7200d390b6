package vn.hoixa.escalation;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/** How many questions wait for somebody now; denunciations are never counted. */
@Component
public class OpenCases {
    private final Database database;
    private final InstantSource clock;

    OpenCases(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How many.
     *
     * @param open those that are not ended, the overdue ones among them
     * @param overdue of which the deadline is over and which do not wait for the resident
     */
    public record Count(long open, long overdue) {
        public static final Count NONE = new Count(0, 0);
    }

    /** By commune; those without any are missing. */
    public Map<String, Count> byCommune() {
        Map<String, Count> counts = new HashMap<>();
        database.read()
                .sql("""
                        SELECT commune, COUNT(*) AS n,
                            SUM(CASE WHEN state <> 'waiting' AND deadline <= :now THEN 1 ELSE 0 END) AS overdue
                        FROM cases WHERE state IN ('new', 'taken', 'waiting') AND kind <> :denunciation
                        GROUP BY commune""")
                .param("now", clock.millis())
                .param("denunciation", Kind.DENUNCIATION.column())
                .query(row -> {
                    counts.put(
                            String.valueOf(row.getString("commune")),
                            new Count(row.getLong("n"), row.getLong("overdue")));
                });
        return counts;
    }
}
