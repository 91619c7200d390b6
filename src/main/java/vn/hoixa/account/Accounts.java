package vn.hoixa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Secret;

/** Kept in table {@code account}; who left the directory is out like one who was disabled. */
@Component
class Accounts {
    private static final String COLUMNS = """
            SELECT id, name, shown_name, password_hash, officer_id,
                   disabled_at IS NOT NULL OR EXISTS (
                       SELECT 1 FROM officer WHERE officer.id = account.officer_id AND removed_at IS NOT NULL) AS is_out
            FROM account""";

    private final Database database;
    private final InstantSource clock;

    Accounts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean isEmpty() {
        return database.read()
                .sql(COLUMNS + " LIMIT 1")
                .query(Accounts::account)
                .optional()
                .isEmpty();
    }

    Optional<Account> named(String name) {
        return named(database.read(), name);
    }

    static Optional<Account> named(JdbcClient client, String name) {
        return client.sql(COLUMNS + " WHERE name = ?")
                .param(name)
                .query(Accounts::account)
                .optional()
                .map(account -> withMemberships(client, account));
    }

    static List<Account> all(JdbcClient client) {
        return client.sql(COLUMNS + " ORDER BY id").query(Accounts::account).list().stream()
                .map(account -> withMemberships(client, account))
                .toList();
    }

    static Optional<Account> of(JdbcClient client, long id) {
        return client.sql(COLUMNS + " WHERE id = ?")
                .param(id)
                .query(Accounts::account)
                .optional()
                .map(account -> withMemberships(client, account));
    }

    /** The id of the new account. */
    long add(
            JdbcClient transaction,
            String name,
            String shown,
            Secret passwordHash,
            Membership membership,
            @Nullable Long officer) {
        long id = transaction
                .sql("""
                        INSERT INTO account (name, shown_name, password_hash, officer_id, created_at)
                        VALUES (?, ?, ?, ?, ?) RETURNING id""")
                .param(name)
                .param(shown)
                .param(passwordHash.value())
                .param(officer)
                .param(clock.millis())
                .query(Long.class)
                .single();
        join(transaction, id, membership);
        return id;
    }

    /** False where it was a member before. */
    static boolean join(JdbcClient transaction, long id, Membership membership) {
        return transaction
                        .sql("INSERT INTO membership (account_id, commune, role) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")
                        .params(id, membership.commune(), membership.role().name())
                        .update()
                == 1;
    }

    /** False where it was none. */
    static boolean leave(JdbcClient transaction, long id, Membership membership) {
        return transaction
                        .sql("DELETE FROM membership WHERE account_id = ? AND commune = ? AND role = ?")
                        .params(id, membership.commune(), membership.role().name())
                        .update()
                == 1;
    }

    private static Account withMemberships(JdbcClient client, Account account) {
        var memberships = client.sql("SELECT commune, role FROM membership WHERE account_id = ?")
                .param(account.id())
                .query((row, i) -> new Membership(row.getString("commune"), Role.valueOf(row.getString("role"))))
                .set();
        return new Account(
                account.id(),
                account.name(),
                account.shown(),
                account.passwordHash(),
                account.officer(),
                account.isDisabled(),
                Set.copyOf(memberships));
    }

    /** Gives the account another password and ends all its sessions. */
    static void changePassword(JdbcClient transaction, long id, Secret passwordHash) {
        transaction
                .sql("UPDATE account SET password_hash = ? WHERE id = ?")
                .params(passwordHash.value(), id)
                .update();
        transaction
                .sql("DELETE FROM account_session WHERE account_id = ?")
                .param(id)
                .update();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("name"),
                row.getString("shown_name"),
                new Secret(row.getString("password_hash")),
                row.getObject("officer_id") == null ? null : row.getLong("officer_id"),
                row.getBoolean("is_out"),
                Set.of());
    }
}
