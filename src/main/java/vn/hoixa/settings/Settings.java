package vn.hoixa.settings;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.account.Audit;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.OwnSettings;
import vn.hoixa.storage.Database;

/** Table {@code commune_setting}, kept in memory; a look at its highest revision tells whether that is old. */
@Component
public class Settings implements OwnSettings {
    private static final Logger log = LoggerFactory.getLogger(Settings.class);

    private final Database database;
    private final Audit audit;
    private final InstantSource clock;
    private volatile Kept kept = new Kept(-1, Map.of());

    Settings(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        refresh();
    }

    /** By commune and name; each commune's values once more by themselves, as answers ask for them. */
    private record Kept(long revision, Map<String, OfCommune> communes) {}

    private record OfCommune(Map<String, Setting> settings, Map<String, String> values) {}

    @Override
    public Map<String, String> of(String commune) {
        OfCommune of = kept.communes().get(commune);
        return of == null ? Map.of() : of.values();
    }

    /** What the page shows of it. */
    public Setting get(String commune, String name) {
        OfCommune of = kept.communes().get(commune);
        return of == null ? Setting.UNSET : of.settings().getOrDefault(name, Setting.UNSET);
    }

    /**
     * Sets it, or takes it back.
     *
     * @param seen revision that the change was made from
     * @return false where somebody else changed it since; then nothing was done
     */
    public boolean change(SignedIn who, String commune, String name, @Nullable String value, long seen) {
        boolean isDone = database.write(transaction -> {
            boolean isKept = write(transaction, who, commune, name, value, seen);
            if (isKept) {
                String what = value == null ? "setting taken back" : "setting changed";
                audit.note(transaction, who.who(), what, "commune " + commune, name);
            }
            return isKept;
        });
        refresh();
        return isDone;
    }

    /** Reads anew what other instances may have written; every turn begins with it. */
    public void refresh() {
        if (latest() != kept.revision()) {
            load();
        }
    }

    /** One at a time, so that who was slower does not put the older in the place of the newer. */
    private synchronized void load() {
        long latest = latest();
        Map<String, Map<String, Setting>> all = new HashMap<>();
        database.read()
                .sql("SELECT commune, name, value, revision, changed_at, changed_by FROM commune_setting")
                .query((row, i) -> all.computeIfAbsent(row.getString("commune"), none -> new HashMap<>())
                        .put(
                                row.getString("name"),
                                new Setting(
                                        row.getString("value"),
                                        row.getLong("revision"),
                                        Instant.ofEpochMilli(row.getLong("changed_at")),
                                        row.getString("changed_by"))))
                .list();
        Map<String, OfCommune> communes = new HashMap<>();
        all.forEach((commune, settings) -> communes.put(commune, new OfCommune(settings, values(settings))));
        kept = new Kept(latest, communes);
    }

    private long latest() {
        return database.read()
                .sql("SELECT COALESCE(MAX(revision), 0) FROM commune_setting")
                .query(Long.class)
                .single();
    }

    /** For clocks that strike without a turn. */
    @Scheduled(fixedDelay = 2, initialDelay = 2, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The communes' settings are read again in a moment: {}", e.getMessage());
        }
    }

    private boolean write(
            JdbcClient transaction, SignedIn who, String commune, String name, @Nullable String value, long seen) {
        // Whoever holds the one row has the next revision for themselves.
        long revision = transaction
                .sql("UPDATE commune_setting_revision SET latest = latest + 1 RETURNING latest")
                .query(Long.class)
                .single();
        return transaction
                        .sql("""
                                INSERT INTO commune_setting (commune, name, value, revision, changed_at, changed_by)
                                VALUES (?, ?, ?, ?, ?, ?)
                                ON CONFLICT (commune, name) DO UPDATE SET value = excluded.value,
                                    revision = excluded.revision, changed_at = excluded.changed_at,
                                    changed_by = excluded.changed_by
                                WHERE commune_setting.revision = ?""")
                        .params(commune, name)
                        .param(value)
                        .params(revision, clock.millis(), who.shown(), seen)
                        .update()
                == 1;
    }

    private static Map<String, String> values(Map<String, Setting> settings) {
        Map<String, String> values = new HashMap<>();
        settings.forEach((name, setting) -> {
            if (setting.value() != null) {
                values.put(name, setting.value());
            }
        });
        return Map.copyOf(values);
    }
}
