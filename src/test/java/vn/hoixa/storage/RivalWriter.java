package vn.hoixa.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Somebody else who writes to the SQLite file: a backup, an administrator's tool. */
final class RivalWriter implements AutoCloseable {
    private final Connection connection;

    private RivalWriter(Path data) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hoixa.db") + "?busy_timeout=0");
    }

    /** Takes the lock until it is closed. */
    static RivalWriter locking(Path data) throws SQLException {
        var rival = new RivalWriter(data);
        rival.lock();
        return rival;
    }

    /** Whether the file is locked against it. */
    static boolean isRefused(Path data) {
        try (var rival = new RivalWriter(data)) {
            rival.lock();
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private void lock() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
