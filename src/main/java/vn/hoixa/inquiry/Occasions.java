package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/** Table {@code recovery}: pages whose latest messages are to be read back, since when, and when to try. */
@Component
class Occasions {
    /** Between two of a page that went well: whatever makes Redis lose its keys may do so again. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private static final Duration RETRY = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;

    Occasions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One page that is to be read back. */
    record Occasion(String oa, Instant since, Instant dueAt) {}

    /** Wants the page read back from then on, or from earlier where that was wanted already. */
    void want(String oa, Instant since) {
        database.write(transaction -> transaction
                .sql("""
                        INSERT INTO recovery (oa, since, due_at) VALUES (:oa, :since, :now)
                        ON CONFLICT (oa) DO UPDATE SET
                            since = CASE WHEN recovery.since < excluded.since THEN recovery.since ELSE excluded.since END,
                            due_at = CASE WHEN recovery.due_at IS NOT NULL THEN recovery.due_at
                                WHEN recovery.done_at + :pause > excluded.due_at THEN recovery.done_at + :pause
                                ELSE excluded.due_at END""")
                .param("oa", oa)
                .param("since", since.toEpochMilli())
                .param("now", clock.millis())
                .param("pause", PAUSE.toMillis())
                .update());
    }

    List<Occasion> due() {
        return database.read()
                .sql("SELECT oa, since, due_at FROM recovery WHERE due_at <= ? ORDER BY due_at")
                .param(clock.millis())
                .query((row, i) -> new Occasion(
                        row.getString("oa"),
                        Instant.ofEpochMilli(row.getLong("since")),
                        Instant.ofEpochMilli(row.getLong("due_at"))))
                .list();
    }

    /** Puts the next try off, so that one instance makes this one; false where another was first. */
    boolean claim(Occasion occasion) {
        return database.write(transaction -> transaction
                        .sql("UPDATE recovery SET due_at = ? WHERE oa = ? AND due_at = ?")
                        .params(clock.instant().plus(RETRY).toEpochMilli(), occasion.oa())
                        .param(occasion.dueAt().toEpochMilli())
                        .update())
                == 1;
    }

    /** Nothing more is to be done, unless something earlier has come to be wanted meanwhile. */
    void done(Occasion occasion) {
        database.write(transaction -> transaction
                .sql("UPDATE recovery SET since = NULL, due_at = NULL, done_at = ? WHERE oa = ? AND since = ?")
                .params(clock.millis(), occasion.oa(), occasion.since().toEpochMilli())
                .update());
    }

    /** Zalo's time of the last that was recorded for a page until then. */
    Optional<Instant> lastKnown(String oa, Instant until) {
        return database.read()
                .sql("""
                        SELECT i.zalo_time FROM incoming i JOIN resident r ON r.id = i.resident_id
                        WHERE r.oa = ? AND i.received_at < ? ORDER BY i.id DESC LIMIT 1""")
                .params(oa, until.toEpochMilli())
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .optional();
    }
}
