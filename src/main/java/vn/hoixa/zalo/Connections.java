package vn.hoixa.zalo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.Vault;

/** The pages' tokens, in table {@code connection}; those of another app than the current one count for nothing. */
final class Connections {
    /** Zalo's refresh token lives 3 months. */
    static final Duration REFRESH_LIVES = Duration.ofDays(90);

    private static final Duration YOUNGEST = Duration.ofHours(12);
    private static final Duration JITTER = Duration.ofHours(8);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Database database;
    private final Vault vault;
    private final AppSettings app;
    private final InstantSource clock;

    Connections(Database database, Vault vault, AppSettings app, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.app = app;
        this.clock = clock;
    }

    /** A row with its tokens as they lie there; a sealed text is unlike any other, so it tells a pair from the next. */
    record Row(Connection connection, String sealedAccess, String sealedRefresh) {}

    List<Row> rows() {
        return database.read()
                .sql("SELECT * FROM connection WHERE app_id = ? ORDER BY oa")
                .param(app.current().id())
                .query(Connections::row)
                .list();
    }

    List<Connection> all() {
        return rows().stream().map(Row::connection).toList();
    }

    Optional<Row> find(String oa) {
        return find(database.read(), oa);
    }

    /** @throws vn.hoixa.SetupException the key is not the one that sealed them */
    Tokens.Pair open(Row row) {
        String oa = row.connection().oa();
        return new Tokens.Pair(
                new Secret(vault.open(access(oa), row.sealedAccess())),
                new Secret(vault.open(refresh(oa), row.sealedRefresh())));
    }

    /** Notes, before Zalo is asked, that this instance refreshes; false where another was first. */
    boolean claim(Connection seen, boolean takesOver) {
        Instant now = clock.instant();
        return database.write(transaction -> transaction
                        .sql("""
                        UPDATE connection
                        SET refreshing_since = :now, version = version + 1,
                            may_be_spent = CASE WHEN :takesOver = 1 THEN 1 ELSE may_be_spent END,
                            last_error = CASE WHEN :takesOver = 1 THEN :interrupted ELSE last_error END
                        WHERE oa = :oa AND version = :version""")
                        .param("now", now.toEpochMilli())
                        .param("takesOver", takesOver ? 1 : 0)
                        .param("interrupted", TokenFailure.INTERRUPTED.name())
                        .param("oa", seen.oa())
                        .param("version", seen.version())
                        .update())
                == 1;
    }

    /**
     * Puts a new pair in the place of exactly the one that was spent for it.
     *
     * @return false where another pair had come there meanwhile; it stays
     */
    boolean replace(Row spent, Tokens.Pair pair, @Nullable Duration lifetime) {
        Instant now = clock.instant();
        String oa = spent.connection().oa();
        String sealedAccess = vault.seal(access(oa), pair.access().value());
        String sealedRefresh = vault.seal(refresh(oa), pair.refresh().value());
        return database.write(transaction -> transaction
                        .sql("""
                        UPDATE connection
                        SET previous_access_token = access_token, previous_refresh_token = refresh_token,
                            access_token = :access, refresh_token = :refresh, expires_at = :expires,
                            refreshed_at = :now, refresh_until = :until, due_at = :due, version = version + 1,
                            refreshing_since = NULL, failures = 0, last_error = NULL, last_detail = NULL,
                            may_be_spent = 0
                        WHERE oa = :oa AND refresh_token = :spent""")
                        .param("access", sealedAccess)
                        .param("refresh", sealedRefresh)
                        .param(
                                "expires",
                                lifetime == null ? null : now.plus(lifetime).toEpochMilli())
                        .param("now", now.toEpochMilli())
                        .param("until", now.plus(REFRESH_LIVES).toEpochMilli())
                        .param("due", now.plus(YOUNGEST).plus(jitter(oa, now)).toEpochMilli())
                        .param("oa", oa)
                        .param("spent", spent.sealedRefresh())
                        .update())
                == 1;
    }

    /** Gives the claim back after a refresh that brought nothing; the next try waits longer each time. */
    void fail(Row row, TokenFailure cause, String detail) {
        Instant now = clock.instant();
        Connection failed = row.connection();
        database.write(transaction -> transaction
                .sql("""
                        UPDATE connection
                        SET refreshing_since = NULL, failures = failures + 1, last_error = :error,
                            last_detail = :detail, due_at = :due, version = version + 1,
                            may_be_spent = CASE WHEN :maySpend = 1 THEN 1 ELSE may_be_spent END
                        WHERE oa = :oa AND refresh_token = :refresh""")
                .param("error", cause.name())
                .param("detail", detail)
                .param("due", now.plus(pause(failed.failures())).toEpochMilli())
                .param("maySpend", cause.maySpend() ? 1 : 0)
                .param("oa", failed.oa())
                .param("refresh", row.sealedRefresh())
                .update());
    }

    /**
     * Keeps a pair that a consent or a person gave, in the place of whatever was there.
     *
     * @param refreshSoon where nobody knows how old the pair is
     */
    void put(String oa, Tokens.Pair pair, @Nullable Duration lifetime, boolean refreshSoon) {
        Instant now = clock.instant();
        String sealedAccess = vault.seal(access(oa), pair.access().value());
        String sealedRefresh = vault.seal(refresh(oa), pair.refresh().value());
        Instant due = refreshSoon ? now : now.plus(YOUNGEST).plus(jitter(oa, now));
        database.write(transaction -> transaction
                .sql("""
                        INSERT INTO connection (oa, app_id, access_token, refresh_token, expires_at, refreshed_at,
                                                refresh_until, due_at, version, failures, may_be_spent)
                        VALUES (:oa, :app, :access, :refresh, :expires, :now, :until, :due, 1, 0, 0)
                        ON CONFLICT (oa) DO UPDATE
                        SET previous_access_token = connection.access_token,
                            previous_refresh_token = connection.refresh_token,
                            app_id = excluded.app_id, access_token = excluded.access_token,
                            refresh_token = excluded.refresh_token, expires_at = excluded.expires_at,
                            refreshed_at = excluded.refreshed_at, refresh_until = excluded.refresh_until,
                            due_at = excluded.due_at, version = connection.version + 1, refreshing_since = NULL,
                            failures = 0, last_error = NULL, last_detail = NULL, may_be_spent = 0""")
                .param("oa", oa)
                .param("app", app.current().id())
                .param("access", sealedAccess)
                .param("refresh", sealedRefresh)
                .param("expires", lifetime == null ? null : now.plus(lifetime).toEpochMilli())
                .param("now", now.toEpochMilli())
                .param("until", now.plus(REFRESH_LIVES).toEpochMilli())
                .param("due", due.toEpochMilli())
                .update());
    }

    /** Undoes {@link #put}: the tokens turned out to be another page's. */
    void restore(String oa, @Nullable Row before) {
        database.write(transaction -> before == null
                ? transaction
                        .sql("DELETE FROM connection WHERE oa = ?")
                        .param(oa)
                        .update()
                : transaction
                        .sql("""
                                UPDATE connection
                                SET access_token = :access, refresh_token = :refresh, expires_at = :expires,
                                    refreshed_at = :refreshed, refresh_until = :until, due_at = :due,
                                    version = version + 1
                                WHERE oa = :oa""")
                        .param("access", before.sealedAccess())
                        .param("refresh", before.sealedRefresh())
                        .param("expires", millis(before.connection().expiresAt()))
                        .param("refreshed", before.connection().refreshedAt().toEpochMilli())
                        .param("until", before.connection().refreshUntil().toEpochMilli())
                        .param("due", before.connection().dueAt().toEpochMilli())
                        .param("oa", oa)
                        .update());
    }

    /** What Zalo tells of the page. */
    void describe(String oa, OAuth.Profile.Read profile) {
        database.write(transaction -> transaction
                .sql("""
                        UPDATE connection
                        SET oa_name = :name, oa_type = :type, is_verified = :verified, package_name = :package
                        WHERE oa = :oa""")
                .param("name", profile.name())
                .param("type", profile.type())
                .param("verified", profile.verified() == null ? null : profile.verified() ? 1 : 0)
                .param("package", profile.packageName())
                .param("oa", oa)
                .update());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private Optional<Row> find(JdbcClient client, String oa) {
        return client.sql("SELECT * FROM connection WHERE oa = ? AND app_id = ?")
                .param(oa)
                .param(app.current().id())
                .query(Connections::row)
                .optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String error = row.getString("last_error");
        Integer verified = integer(row, "is_verified");
        var connection = new Connection(
                row.getString("oa"),
                instant(row, "expires_at"),
                Instant.ofEpochMilli(row.getLong("refreshed_at")),
                Instant.ofEpochMilli(row.getLong("refresh_until")),
                Instant.ofEpochMilli(row.getLong("due_at")),
                row.getLong("version"),
                instant(row, "refreshing_since"),
                row.getInt("failures"),
                error == null ? null : TokenFailure.valueOf(error),
                row.getString("last_detail"),
                row.getInt("may_be_spent") == 1,
                row.getString("oa_name"),
                integer(row, "oa_type"),
                verified == null ? null : verified == 1,
                row.getString("package_name"));
        return new Row(connection, row.getString("access_token"), row.getString("refresh_token"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static Duration pause(int failuresBefore) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresBefore, 10));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** So that the pages of a province are not all refreshed in one minute. */
    private static Duration jitter(String oa, Instant now) {
        return Duration.ofMillis(Math.floorMod((oa + now.toEpochMilli()).hashCode() * 31L, JITTER.toMillis()));
    }

    private static String access(String oa) {
        return "connection/" + oa + "/access";
    }

    private static String refresh(String oa) {
        return "connection/" + oa + "/refresh";
    }
}
