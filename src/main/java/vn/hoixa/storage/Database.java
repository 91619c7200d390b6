package vn.hoixa.storage;

import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record: one way to write (a transaction), one way to read.
 *
 * <p>On SQLite all writers share one connection and readers have a pool of their own, so keep a transaction free of
 * anything slow: no network, no Redis, no files.
 */
public final class Database {
    private final TransactionTemplate transaction;
    private final JdbcClient writer;
    private final JdbcClient reader;
    private final boolean isSqlite;

    Database(DataSource writer, DataSource reader) {
        var manager = new DataSourceTransactionManager(writer);
        // A commit that SQLite refuses leaves its transaction open; the one connection must not keep it.
        manager.setRollbackOnCommitFailure(true);
        this.transaction = new TransactionTemplate(manager);
        this.writer = client(writer);
        this.reader = client(reader);
        // Only there they are two.
        this.isSqlite = writer != reader;
    }

    private static JdbcClient client(DataSource source) {
        var template = new JdbcTemplate(source);
        template.setExceptionTranslator(new SqliteErrors());
        return JdbcClient.create(template);
    }

    /** Runs the work in one transaction: all of it is kept, or none. */
    public <T> T write(Function<JdbcClient, T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> work.apply(writer)));
    }

    /** For single queries outside a transaction; sees what was committed. */
    public JdbcClient read() {
        return reader;
    }

    /** For the few things that the two databases have each in its own way, such as searching in texts. */
    public boolean isSqlite() {
        return isSqlite;
    }

    /**
     * Takes what was deleted out of the files, too: SQLite's write-ahead log holds it until it is cut off. A database
     * server looks after itself.
     *
     * @return false where readers kept it from being cut off; then try again later
     */
    public boolean scrub() {
        return !isSqlite
                || writer.sql("PRAGMA wal_checkpoint(TRUNCATE)")
                                .query((row, i) -> row.getInt(1))
                                .single()
                        == 0;
    }

    /** Two writers met at the same row, or barred each other's way; the work can simply be done again. */
    public static boolean isConflict(Throwable failure) {
        return failure instanceof DuplicateKeyException || failure instanceof PessimisticLockingFailureException;
    }

    /** The database itself is away or full, in distinction to one piece of work that it refuses. */
    public static boolean isOutage(Throwable failure) {
        if (isConflict(failure)
                || failure instanceof DataIntegrityViolationException
                || failure instanceof InvalidDataAccessResourceUsageException
                || failure instanceof InvalidDataAccessApiUsageException) {
            return false;
        }
        return failure instanceof DataAccessException || failure instanceof TransactionException;
    }
}
