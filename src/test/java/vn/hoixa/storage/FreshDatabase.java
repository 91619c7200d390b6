package vn.hoixa.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.hoixa.testing.Postgres;

/** A migrated, empty database of a test's own, wired as in service. */
public final class FreshDatabase implements AutoCloseable {
    private final DataFolder folder;
    private final HikariDataSource writer;
    private final HikariDataSource reader;
    private final Database database;

    private FreshDatabase(Path data, @Nullable String url) {
        var settings = new StorageSettings(data, new StorageSettings.Server(url, null, null));
        var configuration = new StorageConfiguration();
        folder = DataFolder.open(data);
        writer = configuration.writer(settings, folder);
        reader = configuration.reader(settings, folder, writer);
        database = configuration.database(settings, writer, reader);
    }

    /** The two that HoiXa knows. */
    public enum Kind {
        SQLITE,
        POSTGRES
    }

    /** Skips the test for PostgreSQL where there is no server. */
    public static FreshDatabase of(Kind kind, Path data) {
        return new FreshDatabase(data, kind == Kind.POSTGRES ? Postgres.freshDatabase() : null);
    }

    public Database database() {
        return database;
    }

    /** The folder that this database holds. */
    public DataFolder folder() {
        return folder;
    }

    /** Forgets every resident and all that hangs on them. */
    public void empty() {
        database.write(transaction -> transaction.sql("DELETE FROM resident").update());
    }

    DataSource writer() {
        return writer;
    }

    DataSource reader() {
        return reader;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        writer.close();
        folder.close();
    }
}
