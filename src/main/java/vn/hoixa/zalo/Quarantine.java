package vn.hoixa.zalo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/**
 * Events with a bad signature, in case it is our secret that is wrong: a day, few and small, never acted on before
 * their signature matches.
 *
 * <p>Nobody can tell a forged one from one whose key we lack. So that a flood of forged ones takes neither the disk nor
 * the place of real ones, residents whom we know have a place apart, which only who knows Zalo's ids of them could fill;
 * in each place the newest drive out the oldest, and no more than a few a second get in.
 */
public final class Quarantine {
    /** Events of a page's known residents, and of its others. */
    static final int MOST_OF_KNOWN = 1_500;

    static final int MOST_OF_OTHERS = 500;
    static final int MOST_OF_RESIDENT = 20;

    /** At 8 KB at most, 80 MB. */
    static final int MOST_IN_ALL = 10_000;

    /** How many of a page are looked at in a second; the rest costs no more than their signature. */
    private static final int LOOKED_AT = 2_000;

    private static final int KNOWN_A_SECOND = 20;
    private static final int OTHERS_A_SECOND = 5;
    static final int LARGEST = 8 * 1024;
    static final Duration HELD = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;
    private final Alarms alarms;
    private final Pace looks;
    private final Pace known;
    private final Pace others;
    private final Counter dropped;
    private final AtomicReference<@Nullable Instant> droppedSince = new AtomicReference<>();

    Quarantine(Database database, InstantSource clock, MeterRegistry meters, Alarms alarms) {
        this.database = database;
        this.clock = clock;
        this.alarms = alarms;
        this.looks = new Pace(clock, LOOKED_AT);
        this.known = new Pace(clock, KNOWN_A_SECOND);
        this.others = new Pace(clock, OTHERS_A_SECOND);
        this.dropped = Counter.builder("hoixa.webhooks.quarantine.dropped")
                .description("Events with a bad signature for which there was no place in quarantine")
                .register(meters);
    }

    /** One event that waits for the right secret. */
    record Held(String mac, String body) {}

    /** Keeps an event that could prove genuine; false where it cannot, or there is no room. */
    boolean hold(@Nullable String signature, ResidentId resident, String body) {
        String mac = Signature.mac(signature);
        if (mac == null || body.length() > LARGEST || body.indexOf('\0') >= 0) {
            return false;
        }
        boolean isHeld = looks.allows(resident.oa()) && place(mac, resident, body);
        if (!isHeld) {
            dropped.increment();
            droppedSince.compareAndSet(null, clock.instant());
            alarms.raise(AlarmKind.QUARANTINE_FULL, Alarm.INSTALLATION, "page " + resident.oa());
        }
        return isHeld;
    }

    private boolean place(String mac, ResidentId resident, String body) {
        try {
            boolean isKnown = isKnown(resident);
            if (!(isKnown ? known : others).allows(resident.oa())) {
                return false;
            }
            database.write(transaction -> {
                int added = transaction
                        .sql("""
                                INSERT INTO quarantine (mac, body, received_at, oa, zalo_user, known)
                                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(mac, body, clock.millis(), resident.oa(), resident.user(), isKnown ? 1 : 0)
                        .update();
                return added + makeRoom(transaction, resident, isKnown);
            });
            return true;
        } catch (DataAccessException | TransactionException e) {
            // A forged post must not make the webhook fail; Zalo delivers a genuine one again.
            return false;
        }
    }

    private boolean isKnown(ResidentId resident) {
        return database.read()
                        .sql("SELECT COUNT(*) FROM resident WHERE oa = ? AND zalo_user = ?")
                        .params(resident.oa(), resident.user())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static int makeRoom(JdbcClient transaction, ResidentId resident, boolean isKnown) {
        int ofResident = dropOldest(
                transaction, "oa = ? AND zalo_user = ?", List.of(resident.oa(), resident.user()), MOST_OF_RESIDENT);
        int ofPage = dropOldest(
                transaction,
                "oa = ? AND known = ?",
                List.of(resident.oa(), isKnown ? 1 : 0),
                isKnown ? MOST_OF_KNOWN : MOST_OF_OTHERS);
        return ofResident + ofPage + dropOldest(transaction, "1 = 1", List.of(), MOST_IN_ALL);
    }

    /** Of those rows, all but the newest so many. */
    private static int dropOldest(JdbcClient transaction, String which, List<?> values, int most) {
        return transaction.sql("""
                        DELETE FROM quarantine WHERE mac IN (
                            SELECT mac FROM quarantine WHERE %s ORDER BY known DESC, received_at DESC, mac
                            LIMIT 1000 OFFSET ?)""".formatted(which)).params(values).param(most).update();
    }

    /** When the first found no place, since this was last asked. */
    Optional<Instant> takeDroppedSince() {
        return Optional.ofNullable(droppedSince.getAndSet(null));
    }

    /** What names each of those that are held, the oldest first. */
    List<String> macs() {
        return database.read()
                .sql("SELECT mac FROM quarantine ORDER BY received_at")
                .query(String.class)
                .list();
    }

    Optional<Held> find(String mac) {
        return database.read()
                .sql("SELECT mac, body FROM quarantine WHERE mac = ?")
                .param(mac)
                .query((row, number) -> new Held(row.getString("mac"), row.getString("body")))
                .optional();
    }

    /** What says to be of a resident whose data go. */
    public void forget(JdbcClient transaction, ResidentId resident) {
        transaction
                .sql("DELETE FROM quarantine WHERE oa = ? AND zalo_user = ?")
                .params(resident.oa(), resident.user())
                .update();
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

    /** How many events wait for the right key. */
    public long size() {
        return database.read()
                .sql("SELECT COUNT(*) FROM quarantine")
                .query(Long.class)
                .single();
    }
}
