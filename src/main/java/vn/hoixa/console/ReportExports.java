package vn.hoixa.console;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.report.Period;
import vn.hoixa.storage.Database;

/**
 * Large files of a report, made beside the requests: {@code making → done → fetched}, or {@code failed}; a cancelled one
 * has no row any more, and whoever makes it stops when it next tells how far it is.
 *
 * <p>They lie in pieces in tables {@code report_export} and {@code report_export_part}, so that any instance can show,
 * cancel and hand out what another one makes; whoever started one alone may.
 */
@Component
class ReportExports {
    private static final Logger log = LoggerFactory.getLogger(ReportExports.class);

    /** On each instance. */
    private static final int AT_ONCE = 2;

    /** A browser may fetch twice what it was asked to keep once. */
    private static final Duration ONCE_FETCHED = Duration.ofMinutes(10);

    private static final Duration LONGEST_KEPT = Duration.ofHours(1);

    /** Whoever makes one and says nothing for so long was stopped. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final int A_PART = 256 * 1024;
    private static final long PERCENT = 100;

    private final Database database;
    private final InstantSource clock;
    private final ThreadPoolExecutor makers = new ThreadPoolExecutor(
            0,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("export-", 1).daemon().factory(),
            new ThreadPoolExecutor.AbortPolicy());

    ReportExports(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes the file, and tells after each row that there is one more. */
    interface Work {
        void write(OutputStream out, Runnable each) throws IOException;
    }

    /**
     * How far one is.
     *
     * @param kind ending of its name
     */
    record Export(long id, String period, String kind, String state, long percent) {
        public boolean isMaking() {
            return state.equals("making");
        }

        public boolean isFailed() {
            return state.equals("failed");
        }
    }

    /**
     * Starts one.
     *
     * @param whole how many rows it will have
     * @return its id, or none where others are made already, and one has to wait
     */
    Optional<Long> start(SignedIn who, Commune commune, Period period, String kind, long whole, Work work) {
        long id = database.write(transaction -> transaction
                .sql("""
                        INSERT INTO report_export (account, commune, period, kind, state, whole, done, beat_at)
                        VALUES (?, ?, ?, ?, 'making', ?, 0, ?) RETURNING id""")
                .params(who.id(), commune.id(), period.key(), kind, Math.max(1, whole), clock.millis())
                .query(Long.class)
                .single());
        try {
            makers.execute(() -> make(id, Math.max(1, whole), work));
            return Optional.of(id);
        } catch (RejectedExecutionException e) {
            delete(id);
            return Optional.empty();
        }
    }

    /** One of theirs in that commune. */
    Optional<Export> find(SignedIn who, Commune commune, long id) {
        return database.read()
                .sql("SELECT * FROM report_export WHERE id = ? AND account = ? AND commune = ?")
                .params(id, who.id(), commune.id())
                .query((row, i) -> new Export(
                        row.getLong("id"),
                        row.getString("period"),
                        row.getString("kind"),
                        row.getString("state").equals("making")
                                        && row.getLong("beat_at")
                                                < clock.instant().minus(SILENCE).toEpochMilli()
                                ? "failed"
                                : row.getString("state"),
                        Math.min(PERCENT - 1, PERCENT * row.getLong("done") / row.getLong("whole"))))
                .optional();
    }

    /** Whether made or still being made: nothing of it stays. */
    void cancel(Export export) {
        delete(export.id());
    }

    private void delete(long id) {
        database.write(transaction -> transaction
                .sql("DELETE FROM report_export WHERE id = ?")
                .param(id)
                .update());
    }

    /** How many bytes one has that is done. */
    long size(Export export) {
        return database.read()
                .sql("SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM report_export_part WHERE export_id = ?")
                .param(export.id())
                .query(Long.class)
                .single();
    }

    /** Hands out one that is done; it can be fetched again for a short while. */
    void copy(Export export, OutputStream out) throws IOException {
        Optional<byte[]> part = part(export.id(), 0);
        for (int number = 1; part.isPresent(); number++) {
            out.write(part.get());
            part = part(export.id(), number);
        }
        out.flush();
        database.write(transaction -> transaction
                .sql("UPDATE report_export SET state = 'fetched', beat_at = ? WHERE id = ?")
                .params(clock.millis(), export.id())
                .update());
    }

    private Optional<byte[]> part(long id, int number) {
        return database.read()
                .sql("SELECT bytes FROM report_export_part WHERE export_id = ? AND number = ?")
                .params(id, number)
                .query((row, i) -> row.getBytes(1))
                .optional();
    }

    private void make(long id, long whole, Work work) {
        try (var parts = new Parts(id)) {
            work.write(parts, new Progress(id, whole));
            parts.end();
            state(id, "done");
        } catch (Cancelled e) {
            log.info("Export {} was cancelled", id);
        } catch (IOException | RuntimeException e) {
            log.warn("Export {} failed, and whoever wants it is told so", id, e);
            fail(id);
        }
    }

    private void fail(long id) {
        try {
            state(id, "failed");
        } catch (RuntimeException e) {
            log.warn("Nor could that be written down; it counts as failed in {} s", SILENCE.toSeconds(), e);
        }
    }

    private void state(long id, String state) {
        database.write(transaction -> transaction
                .sql("UPDATE report_export SET state = ?, beat_at = ? WHERE id = ?")
                .params(state, clock.millis(), id)
                .update());
    }

    @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void purge() {
        database.write(transaction -> transaction
                .sql("DELETE FROM report_export WHERE beat_at < ? OR (state = 'fetched' AND beat_at < ?)")
                .params(
                        clock.instant().minus(LONGEST_KEPT).toEpochMilli(),
                        clock.instant().minus(ONCE_FETCHED).toEpochMilli())
                .update());
    }

    @PreDestroy
    void stop() throws InterruptedException {
        makers.shutdownNow();
        makers.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** Leads out of the libraries that write the file. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Written down whenever another percent is done. */
    private final class Progress implements Runnable {
        private final long id;
        private final long whole;
        private long done;
        private long told;

        Progress(long id, long whole) {
            this.id = id;
            this.whole = whole;
        }

        @Override
        public void run() {
            done++;
            long percent = PERCENT * done / whole;
            if (percent > told) {
                told = percent;
                tell();
            }
        }

        private void tell() {
            boolean isWanted = database.write(transaction -> transaction
                            .sql("UPDATE report_export SET done = ?, beat_at = ? WHERE id = ?")
                            .params(Math.min(done, whole), clock.millis(), id)
                            .update())
                    == 1;
            if (!isWanted || Thread.currentThread().isInterrupted()) {
                throw new Cancelled();
            }
        }
    }

    /** The file, piece by piece. */
    private final class Parts extends OutputStream {
        private final long id;
        private final byte[] part = new byte[A_PART];
        private int filled;
        private int number;

        Parts(long id) {
            this.id = id;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int many) throws IOException {
            for (int written = 0; written < many; ) {
                int some = Math.min(many - written, part.length - filled);
                System.arraycopy(bytes, from + written, part, filled, some);
                written += some;
                filled += some;
                if (filled == part.length) {
                    keep();
                }
            }
        }

        /** Not when it is closed, as what failed is closed, too. */
        void end() {
            if (filled > 0) {
                keep();
            }
        }

        private void keep() {
            byte[] bytes = java.util.Arrays.copyOf(part, filled);
            // The first holds the row, so that it is not cancelled between the two.
            boolean isKept = database.write(transaction -> transaction
                                    .sql("UPDATE report_export SET beat_at = ? WHERE id = ?")
                                    .params(clock.millis(), id)
                                    .update()
                            == 1
                    && transaction
                                    .sql("INSERT INTO report_export_part (export_id, number, bytes) VALUES (?, ?, ?)")
                                    .params(id, number++, bytes)
                                    .update()
                            == 1);
            if (!isKept) {
                throw new Cancelled();
            }
            filled = 0;
        }
    }
}
