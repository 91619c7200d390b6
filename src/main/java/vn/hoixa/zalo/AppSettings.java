package vn.hoixa.zalo;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import vn.hoixa.SetupException;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.Vault;

/**
 * The app's id and secrets: from the environment, else as an administrator entered them (table {@code app}), else those
 * of the trial.
 */
public final class AppSettings {
    /** Marks a data folder with real settings, for what starts before the database does. */
    static final String REAL_FILE = "real-settings";

    static final Duration PREVIOUS_HOLDS = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(AppSettings.class);

    private final ZaloSettings settings;
    private final Database database;
    private final Vault vault;
    private final DataFolder folder;
    private final InstantSource clock;
    private final App trial;
    private volatile @Nullable Sealed stored;
    private volatile App current;
    private volatile @Nullable SetupException locked;

    AppSettings(ZaloSettings settings, Database database, Vault vault, DataFolder folder, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.vault = vault;
        this.folder = folder;
        this.clock = clock;
        this.stored = find(database.read());
        refuseATrialAfterRealSettings();
        Secret key = isTrial() ? trialKey(folder) : new Secret("");
        this.trial = new App(Credentials.TRIAL_APP, key, key, null, null);
        this.current = effective();
        if (!isTrial()) {
            forgetTrial();
        }
    }

    /** The row as it lies in the database. */
    private record Sealed(
            String appId,
            @Nullable String secret,
            @Nullable String oaSecretKey,
            @Nullable String previousKey,
            @Nullable Instant previousUntil,
            Instant changedAt) {}

    /**
     * What is set, without any secret, for a page.
     *
     * @param fromEnvironment the environment sets it, and wins over what is entered
     * @param hasSecret whether the app's own secret is known, without which no page can be connected or refreshed
     * @param previousUntil until when the OA secret key before the last change is taken, too
     * @param changedAt when an administrator last changed it here
     * @param problem why stored secrets cannot be opened, if so, and what to do
     */
    public record State(
            @Nullable String appId,
            boolean fromEnvironment,
            boolean hasSecret,
            boolean hasOaSecretKey,
            @Nullable Instant previousUntil,
            @Nullable Instant changedAt,
            @Nullable SetupException problem) {}

    public State state() {
        App app = current;
        Sealed row = stored;
        return new State(
                isTrial() ? null : app.id(),
                settings.isReal(),
                app.secret() != null,
                app.oaSecretKey() != null,
                app.previousUntil(),
                row == null ? null : row.changedAt(),
                locked);
    }

    /** Whether nothing real is set. */
    boolean isTrial() {
        return !settings.isReal() && stored == null;
    }

    App current() {
        return current;
    }

    /**
     * Keeps what an administrator entered; ends the trial. After a change of the OA secret key, the one before stays
     * valid for 24 hours.
     *
     * @param secret the app's own secret; null leaves it as it is
     * @param oaSecretKey of the Webhook page; null leaves it as it is
     */
    public void save(String appId, @Nullable Secret secret, @Nullable Secret oaSecretKey) {
        String id = appId.strip();
        Instant now = clock.instant();
        String sealedSecret = seal("app/secret", secret);
        String sealedKey = seal("app/oa_secret_key", oaSecretKey);
        Secret known = current.oaSecretKey();
        boolean keyChanges = oaSecretKey != null && !oaSecretKey.equals(known);
        database.write(transaction -> {
            Sealed before = find(transaction);
            // What a lost key closed is not carried on.
            Sealed kept = before != null && before.appId().equals(id) && locked == null
                    ? before
                    : new Sealed(id, null, null, null, null, now);
            boolean replaces = keyChanges && kept.oaSecretKey() != null;
            transaction.sql("DELETE FROM app").update();
            return transaction
                    .sql("""
                            INSERT INTO app (id, app_id, app_secret, oa_secret_key, previous_oa_secret_key,
                                             previous_until, changed_at)
                            VALUES (1, :id, :secret, :key, :previous, :until, :now)""")
                    .param("id", id)
                    .param("secret", sealedSecret == null ? kept.secret() : sealedSecret)
                    .param("key", sealedKey == null ? kept.oaSecretKey() : sealedKey)
                    .param("previous", replaces ? kept.oaSecretKey() : kept.previousKey())
                    .param("until", millis(replaces ? now.plus(PREVIOUS_HOLDS) : kept.previousUntil()))
                    .param("now", now.toEpochMilli())
                    .update();
        });
        forgetTrial();
        reload();
    }

    /** Another instance may have changed it. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    void reload() {
        try {
            Sealed found = find(database.read());
            if (!Objects.equals(found, stored) || locked != null) {
                stored = found;
                current = effective();
            }
        } catch (DataAccessException e) {
            log.warn("The app's settings could not be read again; the ones known stay in use", e);
        }
    }

    private App effective() {
        Sealed row = stored;
        App entered = row == null ? null : open(row);
        if (!settings.isReal()) {
            return entered == null ? trial : entered;
        }
        App sameApp = entered != null && entered.id().equals(settings.appId()) ? entered : null;
        return new App(
                Objects.requireNonNull(settings.appId()),
                settings.appSecret() != null || sameApp == null ? settings.appSecret() : sameApp.secret(),
                settings.oaSecretKey(),
                sameApp == null ? null : sameApp.previousKey(),
                sameApp == null ? null : sameApp.previousUntil());
    }

    /** With a lost key nothing stops: events wait in quarantine, messages in the outbox. */
    private App open(Sealed row) {
        try {
            App opened = new App(
                    row.appId(),
                    open("app/secret", row.secret()),
                    open("app/oa_secret_key", row.oaSecretKey()),
                    open("app/oa_secret_key", row.previousKey()),
                    row.previousUntil());
            locked = null;
            return opened;
        } catch (SetupException e) {
            if (locked == null) {
                log.error("{} {}", e.getMessage(), e.remedy());
            }
            locked = e;
            return new App(row.appId(), null, null, null, null);
        }
    }

    private @Nullable Secret open(String name, @Nullable String sealed) {
        return sealed == null ? null : new Secret(vault.open(name, sealed));
    }

    private @Nullable String seal(String name, @Nullable Secret secret) {
        return secret == null || secret.value().isBlank()
                ? null
                : vault.seal(name, secret.value().strip());
    }

    private static @Nullable Sealed find(JdbcClient client) {
        return client.sql("SELECT * FROM app")
                .query((row, number) -> new Sealed(
                        row.getString("app_id"),
                        row.getString("app_secret"),
                        row.getString("oa_secret_key"),
                        row.getString("previous_oa_secret_key"),
                        Connections.instant(row, "previous_until"),
                        Instant.ofEpochMilli(row.getLong("changed_at"))))
                .optional()
                .orElse(null);
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static Secret trialKey(DataFolder folder) {
        String kept = folder.readSecret(Credentials.TRIAL_KEY_FILE);
        if (kept != null) {
            return new Secret(kept);
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String fresh = HexFormat.of().formatHex(random);
        folder.writeSecret(Credentials.TRIAL_KEY_FILE, fresh);
        return new Secret(fresh);
    }

    /** The server listens beyond this machine then, where nobody but residents may come. */
    private void refuseATrialAfterRealSettings() {
        if (isTrial() && Files.exists(folder.resolve(REAL_FILE))) {
            throw new SetupException(
                    "The settings for Zalo that were entered here are gone: the database holds none. Nothing was"
                            + " changed.",
                    "Check HOIXA_DATABASE_URL and HOIXA_DATA, or restore the database. To start a trial in this folder,"
                            + " delete " + folder.resolve(REAL_FILE) + ".");
        }
    }

    /** Real settings end the trial: its key opens nothing any more. */
    private void forgetTrial() {
        folder.delete(Credentials.TRIAL_KEY_FILE);
        if (!settings.isReal()) {
            folder.writeSecret(REAL_FILE, "Real settings were entered: HoiXa listens beyond this machine.\n");
        }
    }
}
