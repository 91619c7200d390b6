package vn.hoixa.site;

import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;

/**
 * How often posters were opened, by day, in table {@code scan}.
 *
 * <p>One at a time and beside the requests: a page opens though the database hangs, and no flood of scans holds up the
 * writer that residents' answers need.
 */
@Component
class Scans {
    private static final Logger log = LoggerFactory.getLogger(Scans.class);
    private static final int MOST_WAITING = 200;

    private final Database database;
    private final InstantSource clock;
    private final ThreadPoolExecutor counting = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("scans").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean isFailing;

    Scans(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        counting.allowCoreThreadTimeOut(true);
    }

    void count(Commune commune, String poster) {
        String day = CommuneTime.day(clock.instant()).toString();
        counting.execute(() -> add(commune.id(), poster, day));
    }

    /** All scans of the commune's posters so far; nothing while the database is away. */
    Map<String, Integer> byPoster(Commune commune) {
        Map<String, Integer> scans = new HashMap<>();
        try {
            database.read()
                    .sql("SELECT poster, SUM(scans) AS scans FROM scan WHERE commune = ? GROUP BY poster")
                    .param(commune.id())
                    .query(row -> {
                        scans.put(row.getString("poster"), row.getInt("scans"));
                    });
        } catch (DataAccessException e) {
            warn(e);
        }
        return scans;
    }

    @PreDestroy
    void finish() throws InterruptedException {
        counting.shutdown();
        counting.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void add(String commune, String poster, String day) {
        try {
            database.write(transaction ->
                    transaction.sql("""
                            INSERT INTO scan (commune, poster, day, scans) VALUES (?, ?, ?, 1)
                            ON CONFLICT (commune, poster, day) DO UPDATE SET scans = scan.scans + 1""").params(commune, poster, day).update());
            isFailing = false;
        } catch (DataAccessException | TransactionException e) {
            warn(e);
        }
    }

    /** Once for each time that the database is away, not for each scan. */
    private void warn(RuntimeException failure) {
        if (!isFailing) {
            isFailing = true;
            log.warn(
                    "Scans of posters are not counted while the database fails: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        }
    }
}
