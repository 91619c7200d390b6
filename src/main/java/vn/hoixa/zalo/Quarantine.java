package vn.hoixa.zalo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.hoixa.storage.Database;

/**
 * Events with a bad signature, in case it is our secret that is wrong: a day, few and small, never acted on before
 * their signature matches.
 */
public final class Quarantine {
    static final int MOST = 2_000;
    static final int LARGEST = 8 * 1024;
    static final Duration HELD = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;
    private final Map<App.Verdict, Counter> failures = new EnumMap<>(App.Verdict.class);

    Quarantine(Database database, InstantSource clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        for (App.Verdict verdict : List.of(App.Verdict.UNSIGNED, App.Verdict.SWAPPED, App.Verdict.WRONG)) {
            failures.put(
                    verdict,
                    Counter.builder("hoixa.webhooks.bad.signatures")
                            .description("Events whose signature did not fit, by what was wrong with it")
                            .tag("cause", verdict.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /** One event that waits for the right secret. */
    record Held(String mac, String body) {}

    /**
     * Signature failures since the start.
     *
     * @param unsigned without a signature in Zalo's form
     * @param swapped signed with what is set as the app's own secret key: the two secrets are swapped
     * @param wrong signed with a key that is not set here
     * @param held how many events wait for the right key
     */
    public record Failures(long unsigned, long swapped, long wrong, long held) {}

    public Failures failures() {
        return new Failures(
                counted(App.Verdict.UNSIGNED), counted(App.Verdict.SWAPPED), counted(App.Verdict.WRONG), size());
    }

    void count(App.Verdict verdict) {
        Objects.requireNonNull(failures.get(verdict)).increment();
    }

    /** Keeps an event that could prove genuine; false where it cannot, or there is no room. */
    boolean hold(@Nullable String signature, String body) {
        String mac = Signature.mac(signature);
        if (mac == null || body.length() > LARGEST || body.indexOf('\0') >= 0) {
            return false;
        }
        try {
            if (size() >= MOST) {
                return false;
            }
            database.write(transaction ->
                    transaction.sql("""
                            INSERT INTO quarantine (mac, body, received_at) VALUES (?, ?, ?)
                            ON CONFLICT DO NOTHING""").params(mac, body, clock.millis()).update());
            return true;
        } catch (DataAccessException | TransactionException e) {
            // A forged post must not make the webhook fail; Zalo delivers a genuine one again.
            return false;
        }
    }

    /** The oldest first. */
    List<Held> all() {
        return database.read()
                .sql("SELECT mac, body FROM quarantine ORDER BY received_at")
                .query((row, number) -> new Held(row.getString("mac"), row.getString("body")))
                .list();
    }

    void remove(Held held) {
        database.write(transaction -> transaction
                .sql("DELETE FROM quarantine WHERE mac = ?")
                .param(held.mac())
                .update());
    }

    /** Forgets what was held for a day. */
    void purge() {
        Instant before = clock.instant().minus(HELD);
        if (size() > 0) {
            database.write(transaction -> transaction
                    .sql("DELETE FROM quarantine WHERE received_at <= ?")
                    .param(before.toEpochMilli())
                    .update());
        }
    }

    private long size() {
        return database.read()
                .sql("SELECT COUNT(*) FROM quarantine")
                .query(Long.class)
                .single();
    }

    private long counted(App.Verdict verdict) {
        return (long) Objects.requireNonNull(failures.get(verdict)).count();
    }
}
