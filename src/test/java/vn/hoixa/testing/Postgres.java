package vn.hoixa.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fresh database on the PostgreSQL server that {@code HOIXA_TEST_POSTGRES} names, if it names one. */
public final class Postgres {
    private static final @Nullable String SERVER = System.getenv("HOIXA_TEST_POSTGRES");

    private Postgres() {}

    /** JDBC address of a new, empty database; skips the test where there is no server. */
    public static String freshDatabase() {
        Needs.that(
                SERVER != null,
                "no PostgreSQL: set HOIXA_TEST_POSTGRES=jdbc:postgresql://host/postgres?user=…&password=… to run this");
        String name = "hoixa_" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
        String server = java.util.Objects.requireNonNull(SERVER);
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("the PostgreSQL of HOIXA_TEST_POSTGRES does not work", e);
        }
        return server.replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    }
}
