package vn.hoixa.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.support.AbstractFallbackSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite's result codes as Spring's exceptions: the driver gives no SQL state, so that Spring alone takes a broken
 * constraint for anything at all. Source: https://sqlite.org/rescode.html
 */
final class SqliteErrors extends AbstractFallbackSQLExceptionTranslator {
    /** The low byte of an extended code is its primary code. */
    private static final int PRIMARY = 0xff;

    SqliteErrors() {
        setFallbackTranslator(new SQLExceptionSubclassTranslator());
    }

    @Override
    protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)) {
            return null;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        String message = buildMessage(task, sql, failure);
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                new DuplicateKeyException(message, failure);
            default ->
                switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY)) {
                    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG ->
                        new DataIntegrityViolationException(message, failure);
                    case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE ->
                        new InvalidDataAccessResourceUsageException(message, failure);
                    // Locked, full, not readable, damaged …: the file, not the work.
                    default -> new DataAccessResourceFailureException(message, failure);
                };
        };
    }
}
