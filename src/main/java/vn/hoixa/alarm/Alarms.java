package vn.hoixa.alarm;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.storage.Database;

/**
 * What needs a person, in table {@code alarm}, for all instances.
 *
 * <p>Raising and clearing only note it in memory, so that any thread may, inside or outside a transaction, while the
 * database is away, at every message; every other second it is written. What stood for less is not kept.
 */
@Component
public class Alarms {
    private static final Logger log = LoggerFactory.getLogger(Alarms.class);
    private static final int LONGEST_DETAIL = 200;

    private final AlarmTable table;
    private final InstantSource clock;

    /** Guarded by itself; null means that it is over. */
    private final Map<Alarm.Key, @Nullable Alarm> noted = new LinkedHashMap<>();

    /** What is on its way into the table, as it was noted; guarded by {@code noted}. */
    private Map<Alarm.Key, @Nullable Alarm> leaving = Map.of();

    private volatile List<Alarm> written = List.of();
    private boolean failed;

    Alarms(Database database, InstantSource clock) {
        this.table = new AlarmTable(database);
        this.clock = clock;
    }

    /** Says that it stands, or still does. */
    public void raise(AlarmKind kind, String subject, String detail) {
        raise(kind, subject, detail, null);
    }

    /** The same, with a time by which somebody has to act. */
    public void raise(AlarmKind kind, String subject, String detail, @Nullable Instant until) {
        Instant now = clock.instant();
        String cut = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        var alarm = new Alarm(kind, subject, now, now, 1, cut, until, null);
        synchronized (noted) {
            Alarm before = noted.get(alarm.key());
            noted.put(alarm.key(), before == null ? alarm : before.and(alarm));
        }
    }

    /** Says that it is over; nothing happens where it did not stand. */
    public void clear(AlarmKind kind, String subject) {
        synchronized (noted) {
            noted.put(new Alarm.Key(kind, subject), null);
        }
    }

    /** What stands now, the oldest first; as last known where the database is away. */
    public List<Alarm> standing() {
        // First what is in memory, then the table: what leaves the one meanwhile is found in the other.
        Map<Alarm.Key, @Nullable Alarm> left;
        Map<Alarm.Key, @Nullable Alarm> since;
        synchronized (noted) {
            left = leaving;
            since = new LinkedHashMap<>(noted);
        }
        Map<Alarm.Key, Alarm> standing = new LinkedHashMap<>();
        read().forEach(alarm -> standing.put(alarm.key(), alarm));
        Stream.of(left, since).flatMap(noted -> noted.entrySet().stream()).forEach(one -> {
            if (one.getValue() == null) {
                standing.remove(one.getKey());
            } else {
                standing.merge(one.getKey(), one.getValue(), Alarm::and);
            }
        });
        return standing.values().stream()
                .sorted(Comparator.comparing(Alarm::since))
                .toList();
    }

    /** What stood when it was last written, for a metric. */
    long count(AlarmKind kind) {
        return written.stream().filter(alarm -> alarm.kind() == kind).count();
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
    synchronized void write() {
        Map<Alarm.Key, @Nullable Alarm> batch = take();
        try {
            Instant now = clock.instant();
            List<Alarm> standing = table.standing();
            standing.stream()
                    .filter(alarm -> isQuiet(alarm, now))
                    .forEach(alarm -> batch.putIfAbsent(alarm.key(), null));
            if (table.write(batch, standing, now)) {
                standing = table.standing();
            }
            written = standing;
            failed = false;
        } catch (DataAccessException | TransactionException e) {
            putBack(batch);
            if (!failed) {
                log.warn(
                        "Alarms are kept in memory until the database answers: {}",
                        e.getClass().getSimpleName());
            }
            failed = true;
        }
        synchronized (noted) {
            leaving = Map.of();
        }
    }

    private List<Alarm> read() {
        try {
            return table.standing();
        } catch (DataAccessException e) {
            return written;
        }
    }

    private static boolean isQuiet(Alarm alarm, Instant now) {
        var quiet = alarm.kind().quiet();
        return quiet != null && !now.isBefore(alarm.seenAt().plus(quiet));
    }

    private Map<Alarm.Key, @Nullable Alarm> take() {
        synchronized (noted) {
            Map<Alarm.Key, @Nullable Alarm> batch = new LinkedHashMap<>(noted);
            leaving = new LinkedHashMap<>(noted);
            noted.clear();
            return batch;
        }
    }

    /** What was noted since is newer. */
    private void putBack(Map<Alarm.Key, @Nullable Alarm> batch) {
        synchronized (noted) {
            batch.forEach((key, alarm) -> {
                Alarm since = noted.get(key);
                if (!noted.containsKey(key)) {
                    noted.put(key, alarm);
                } else if (since != null && alarm != null) {
                    noted.put(key, alarm.and(since));
                }
            });
        }
    }
}
