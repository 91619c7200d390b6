package vn.hoixa.privacy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.storage.Database;

/**
 * Deletes what is kept long enough, once a day after three in the morning, by one instance; where the machine sleeps at
 * night, when it is up again.
 *
 * <p>Few rows at a time, so that messages go on being written in between. What is left by a stop is done the next night.
 */
@Component
@EnableConfigurationProperties(Retention.class)
class Purge {
    private static final Logger log = LoggerFactory.getLogger(Purge.class);
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalTime EARLIEST = LocalTime.of(3, 0);

    /** On SQLite with this project's settings this holds the one writer for some 10 ms. */
    static final int BATCH = 500;

    /** Receipts of a farewell come in with it, or the day after. */
    private static final Duration GOODBYE = Duration.ofDays(1);

    private static final String EMPTY = """
            r.zalo_user <> ''
            AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.resident_id = r.id
                AND i.kind NOT IN ('echo', 'received', 'seen'))
            AND NOT EXISTS (SELECT 1 FROM outgoing o WHERE o.resident_id = r.id
                AND (o.kind <> 'farewell' OR o.due_at IS NOT NULL))
            AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.resident_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.resident_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM case_text x WHERE x.resident_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM meeting_matter m WHERE m.resident_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.resident_id = r.id
                AND c.state IN ('new', 'taken', 'waiting'))
            """;

    private final Database database;
    private final Retention retention;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Purge(Database database, Retention retention, InstantSource clock, MeterRegistry meters) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
        this.meters = meters;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 90, timeUnit = TimeUnit.SECONDS)
    void look() {
        ZonedDateTime now = clock.instant().atZone(ZONE);
        try {
            if (!now.toLocalTime().isBefore(EARLIEST) && claims(now)) {
                purge();
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The nightly purge was interrupted ({}). Nothing is lost; the rest is done the next night.",
                    e.getClass().getSimpleName());
        }
    }

    /** Also where another instance looks at the same time. */
    private boolean claims(ZonedDateTime now) {
        String day = now.toLocalDate().toString();
        boolean isDone = database.read()
                        .sql("SELECT COUNT(*) FROM purge WHERE day = ?")
                        .param(day)
                        .query(Integer.class)
                        .single()
                > 0;
        return !isDone
                && database.write(transaction -> transaction
                                .sql("INSERT INTO purge (day, started_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                                .params(day, now.toInstant().toEpochMilli())
                                .update())
                        == 1;
    }

    private void purge() {
        Instant now = clock.instant();
        Map<String, Integer> gone = new LinkedHashMap<>();
        for (Kept kept : Kept.ALL) {
            gone.put(kept.kind(), delete(kept, now.minus(kept.time().apply(retention))));
        }
        gone.put("resident", leave(now.minus(GOODBYE)));
        gone.forEach((kind, rows) ->
                meters.counter("hoixa.privacy.purged", "kind", kind).increment(rows));
        boolean isScrubbed = database.scrub();
        gone.values().removeIf(rows -> rows == 0);
        log.info(
                "Nightly purge of what is kept long enough: {}{}",
                gone.isEmpty() ? "nothing" : gone,
                isScrubbed ? "" : "; the database's log could not be cut off while it is read, tried again tomorrow");
    }

    private int delete(Kept kept, Instant before) {
        int all = 0;
        int last = BATCH;
        while (last == BATCH) {
            last = database.write(transaction -> transaction
                    .sql(kept.statement())
                    .param("before", before.toEpochMilli())
                    .param("most", BATCH)
                    .update());
            all += last;
        }
        return all;
    }

    /** Residents of whom nothing is kept any more but that they were told so, and receipts; their cases belong to nobody. */
    private int leave(Instant before) {
        int all = 0;
        List<Long> empty = empty(before);
        while (!empty.isEmpty()) {
            List<Long> batch = empty;
            int gone = database.write(transaction -> leave(transaction, batch));
            all += gone;
            // Who wrote just now stays; the others are done.
            empty = gone == 0 ? List.of() : empty(before);
        }
        return all;
    }

    private List<Long> empty(Instant before) {
        return database.read()
                .sql("SELECT r.id FROM resident r WHERE r.first_seen < :before AND " + EMPTY
                        + " ORDER BY r.id LIMIT :most")
                .param("before", before.toEpochMilli())
                .param("most", BATCH)
                .query(Long.class)
                .list();
    }

    private static int leave(JdbcClient transaction, List<Long> found) {
        // Somebody may have written since.
        List<Long> residents = transaction
                .sql("SELECT r.id FROM resident r WHERE r.id IN (:found) AND " + EMPTY)
                .param("found", found)
                .query(Long.class)
                .list();
        if (residents.isEmpty()) {
            return 0;
        }
        transaction.sql("""
                        INSERT INTO resident (oa, zalo_user, first_seen)
                        SELECT r.oa, '', MIN(r.first_seen) FROM resident r WHERE r.id IN (:residents) GROUP BY r.oa
                        ON CONFLICT DO NOTHING""").param("residents", residents).update();
        transaction.sql("""
                        UPDATE cases SET resident_id = (SELECT p.id FROM resident p JOIN resident r ON r.oa = p.oa
                            WHERE r.id = cases.resident_id AND p.zalo_user = '')
                        WHERE resident_id IN (:residents)""").param("residents", residents).update();
        return transaction
                .sql("DELETE FROM resident AS r WHERE r.id IN (:residents) AND " + EMPTY)
                .param("residents", residents)
                .update();
    }
}
