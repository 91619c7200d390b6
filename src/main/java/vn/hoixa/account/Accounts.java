package vn.hoixa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Secret;

@Component
class Accounts {
    private static final String COLUMNS = "SELECT id, name, shown_name, password_hash, role, disabled_at FROM account";

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
                .optional();
    }

    static Optional<Account> of(JdbcClient client, long id) {
        return client.sql(COLUMNS + " WHERE id = ?")
                .param(id)
                .query(Accounts::account)
                .optional();
    }

    /** The id of the new account. */
    long add(JdbcClient transaction, String name, String shown, Secret passwordHash) {
        return transaction
                .sql("""
                        INSERT INTO account (name, shown_name, password_hash, role, created_at)
                        VALUES (?, ?, ?, ?, ?) RETURNING id""")
                .params(name, shown, passwordHash.value(), Role.ADMINISTRATOR.name(), clock.millis())
                .query(Long.class)
                .single();
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
                Role.valueOf(row.getString("role")),
                row.getObject("disabled_at") != null);
    }
}
