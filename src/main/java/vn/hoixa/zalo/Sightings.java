package vn.hoixa.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;

/**
 * Table {@code sighting}: what was seen of Zalo, by all instances and through restarts. To note something costs no more
 * than counting it in memory; the table follows within seconds.
 */
final class Sightings implements AutoCloseable {
    /** In the place of a page's id: what concerns the app as a whole. */
    static final String APP = "";

    /** In the place of an error's number, as Zalo writes it. */
    static final String WELL = "0";

    /** The last of its kind is kept for ever, so that a page can say when that was. */
    static final Period KEPT = Period.ofDays(30);

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::app)
            .thenComparing(Key::oa)
            .thenComparing(Key::sight)
            .thenComparing(Key::detail)
            .thenComparing(Key::day);

    private final Database database;
    private final AppSettings app;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final RareLog log;
    private final Map<Key, Tally> pending = new ConcurrentHashMap<>();
    private @Nullable LocalDate purged;

    Sightings(Database database, AppSettings app, InstantSource clock, MeterRegistry meters) {
        this.database = database;
        this.app = app;
        this.clock = clock;
        this.meters = meters;
        this.log = new RareLog(LoggerFactory.getLogger(Sightings.class), clock);
    }

    private record Key(String app, String oa, Sight sight, String detail, LocalDate day) {}

    private record Tally(Instant first, Instant last, long times) {
        Tally plus(Tally other) {
            return new Tally(
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    times + other.times);
        }
    }

    /** One thing, over all days that are kept. */
    record Seen(String oa, Sight sight, String detail, Instant first, Instant last) {}

    /** How often one thing was seen. */
    record Count(String detail, long today, long week, Instant last) {}

    void saw(Sight sight, String oa, String detail) {
        Instant now = clock.instant();
        meters.counter(sight.metric, "oa", oa, sight.tag, detail).increment();
        pending.merge(
                new Key(app.current().id(), oa, sight, detail, CommuneTime.day(now)),
                new Tally(now, now, 1),
                Tally::plus);
    }

    /** Everything about the current app and all its pages. */
    List<Seen> all() {
        flush();
        return database.read()
                .sql("""
                        SELECT oa, sight, detail, MIN(first_at) AS first_at, MAX(last_at) AS last_at
                        FROM sighting WHERE app_id = ? GROUP BY oa, sight, detail""")
                .param(app.current().id())
                .query((row, i) -> new Seen(
                        row.getString("oa"),
                        Sight.valueOf(row.getString("sight")),
                        row.getString("detail"),
                        time(row, "first_at"),
                        time(row, "last_at")))
                .list();
    }

    /** Of the last 7 days of the commune's calendar, the most frequent first. */
    List<Count> counts(Sight sight, String oa) {
        flush();
        LocalDate today = CommuneTime.day(clock.instant());
        return database.read()
                .sql("""
                        SELECT detail, SUM(CASE WHEN day = :today THEN times ELSE 0 END) AS today,
                            SUM(times) AS week, MAX(last_at) AS last_at
                        FROM sighting
                        WHERE app_id = :app AND oa = :oa AND sight = :sight AND day > :before
                        GROUP BY detail ORDER BY week DESC, detail""")
                .param("today", today.toString())
                .param("before", today.minusDays(7).toString())
                .param("app", app.current().id())
                .param("oa", oa)
                .param("sight", sight.name())
                .query((row, i) -> new Count(
                        row.getString("detail"), row.getLong("today"), row.getLong("week"), time(row, "last_at")))
                .list();
    }

    /** What the database does not take now waits for the next time. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    synchronized void flush() {
        LocalDate today = CommuneTime.day(clock.instant());
        if (pending.isEmpty() && today.equals(purged)) {
            return;
        }
        // In one order, so that two instances never wait for each other.
        SortedMap<Key, Tally> taken = new TreeMap<>(ORDER);
        pending.keySet().forEach(key -> {
            Tally tally = pending.remove(key);
            if (tally != null) {
                taken.put(key, tally);
            }
        });
        try {
            database.write(transaction -> {
                taken.forEach((key, tally) -> add(transaction, key, tally));
                return today.equals(purged) ? 0 : purge(transaction, today);
            });
            purged = today;
        } catch (DataAccessException | TransactionException e) {
            taken.forEach((key, tally) -> pending.merge(key, tally, Tally::plus));
            log.say("flush", "what was seen of Zalo could not be noted; it is tried again: " + e);
        }
    }

    @Override
    public void close() {
        flush();
    }

    private static void add(JdbcClient transaction, Key key, Tally tally) {
        transaction
                .sql("""
                        INSERT INTO sighting (app_id, oa, sight, detail, day, first_at, last_at, times)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (app_id, oa, sight, detail, day) DO UPDATE
                        SET times = sighting.times + excluded.times,
                            first_at = CASE WHEN excluded.first_at < sighting.first_at
                                THEN excluded.first_at ELSE sighting.first_at END,
                            last_at = CASE WHEN excluded.last_at > sighting.last_at
                                THEN excluded.last_at ELSE sighting.last_at END""")
                .params(key.app(), key.oa(), key.sight().name(), key.detail())
                .params(
                        key.day().toString(),
                        tally.first().toEpochMilli(),
                        tally.last().toEpochMilli(),
                        tally.times())
                .update();
    }

    private static int purge(JdbcClient transaction, LocalDate today) {
        return transaction.sql("""
                        DELETE FROM sighting WHERE day < ? AND EXISTS (
                            SELECT 1 FROM sighting newer
                            WHERE newer.app_id = sighting.app_id AND newer.oa = sighting.oa
                                AND newer.sight = sighting.sight AND newer.detail = sighting.detail
                                AND newer.day > sighting.day)""").param(today.minus(KEPT).toString()).update();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
