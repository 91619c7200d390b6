package vn.hoixa.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Parcel;
import vn.hoixa.zalo.Upload;

/**
 * Tables {@code enclosed_file} and {@code upload}: files to be sent, and what Zalo calls those that it has.
 *
 * <p>In the database, so that whichever instance sends has them.
 */
@Component
class Uploads {
    /** Zalo keeps an upload for 7 days and takes 5,000 a month; the last hour is left for the way. */
    private static final Duration HOLDS = Duration.ofDays(7).minusHours(1);

    private final Database database;
    private final InstantSource clock;
    private final LetterSettings settings;

    Uploads(Database database, InstantSource clock, LetterSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    long store(JdbcClient transaction, long resident, String name, byte[] content) {
        return transaction
                .sql(
                        "INSERT INTO enclosed_file (resident_id, name, content, created_at) VALUES (?, ?, ?, ?) RETURNING id")
                .params(resident, name, content, clock.millis())
                .query(Long.class)
                .single();
    }

    Optional<Parcel> stored(long id) {
        return database.read()
                .sql("SELECT name, content FROM enclosed_file WHERE id = ?")
                .param(id)
                .query((row, i) -> new Parcel(row.getString("name"), row.getBytes("content")))
                .optional();
    }

    Optional<Upload.Kept> known(String oa, String sha256) {
        return database.read()
                .sql("SELECT kind, handle FROM upload WHERE oa = ? AND sha256 = ? AND holds_until > ?")
                .params(oa, sha256, clock.millis())
                .query((row, i) -> new Upload.Kept(Upload.Kind.valueOf(row.getString("kind")), row.getString("handle")))
                .optional();
    }

    void remember(String oa, String sha256, Upload.Kept upload) {
        Instant until = clock.instant().plus(HOLDS);
        database.write(transaction -> transaction
                .sql("""
                        INSERT INTO upload (oa, sha256, kind, handle, holds_until) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (oa, sha256) DO UPDATE SET kind = excluded.kind, handle = excluded.handle,
                            holds_until = excluded.holds_until""")
                .params(oa, sha256, upload.kind().name(), upload.handle(), until.toEpochMilli())
                .update());
    }

    void forget(String oa, String sha256) {
        database.write(transaction -> transaction
                .sql("DELETE FROM upload WHERE oa = ? AND sha256 = ?")
                .params(oa, sha256)
                .update());
    }

    @Scheduled(cron = "0 30 2 * * *", zone = "Asia/Ho_Chi_Minh")
    void purge() {
        long end = clock.instant().minus(settings.keepFiles()).toEpochMilli();
        database.write(transaction -> {
            transaction
                    .sql("DELETE FROM upload WHERE holds_until <= ?")
                    .param(clock.millis())
                    .update();
            return transaction
                    .sql("DELETE FROM enclosed_file WHERE created_at < ?")
                    .param(end)
                    .update();
        });
    }
}
