package vn.hoixa.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.sqlite.SQLiteException;
import org.sqlite.core.Codes;

/**
 * Throws a SQLite connection away that could not begin its transaction.
 *
 * <p>When {@code BEGIN IMMEDIATE} meets a locked file, the driver has noted already that a transaction runs; whatever
 * came next on that connection would be kept statement by statement, and its commit would fail.
 */
public final class BusyConnection implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        boolean locked =
                failure instanceof SQLiteException sqlite && (sqlite.getResultCode().code & 0xff) == Codes.SQLITE_BUSY;
        return locked ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
