package vn.hoixa.inquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.inquiry.Decision.OwnData;
import vn.hoixa.inquiry.Decision.Wish;
import vn.hoixa.meeting.Matters;
import vn.hoixa.outbox.Window;
import vn.hoixa.privacy.Retention;
import vn.hoixa.storage.Database;

/** Looks up what is kept of a resident, for that resident. */
@Component
class DataDesk {
    private final Database database;
    private final Attachments attachments;
    private final Matters matters;
    private final Retention retention;

    DataDesk(Database database, Attachments attachments, Matters matters, Retention retention) {
        this.database = database;
        this.attachments = attachments;
        this.matters = matters;
        this.retention = retention;
    }

    /** The decision with what is kept, where it is told; any other as it is. */
    Decision look(Turn turn, Decision decision) {
        boolean isTold = decision instanceof OwnData data && (data.wish() == Wish.SHOW || data.wish() == Wish.ASK);
        return isTold ? new OwnData(decision.reason(), ((OwnData) decision).wish(), held(turn)) : decision;
    }

    private Holdings held(Turn turn) {
        return database.read()
                .sql("""
                        SELECT r.first_seen,
                            (SELECT COUNT(*) FROM incoming i WHERE i.resident_id = r.id AND i.kind IN (:theirs)) AS messages,
                            (SELECT MIN(i.received_at) FROM incoming i WHERE i.resident_id = r.id) AS first_message,
                            (SELECT COUNT(*) FROM outgoing o WHERE o.resident_id = r.id) AS answers,
                            (SELECT COUNT(*) FROM attachment a WHERE a.resident_id = r.id AND a.state = 'fetched') AS files,
                            (SELECT MIN(a.created_at) FROM attachment a
                                WHERE a.resident_id = r.id AND a.state = 'fetched') AS first_file
                        FROM resident r WHERE r.oa = :oa AND r.zalo_user = :user""")
                .param("theirs", Window.INTERACTIONS)
                .param("oa", turn.resident().oa())
                .param("user", turn.resident().user())
                .query((row, i) -> held(
                        turn,
                        Instant.ofEpochMilli(row.getLong("first_seen")),
                        row.getInt("messages"),
                        row.getInt("answers"),
                        row.getInt("files"),
                        instant(row, "first_message"),
                        instant(row, "first_file")))
                .optional()
                .orElseGet(() -> held(turn, turn.now(), 0, 0, 0, null, null));
    }

    /** The messages of this turn are recorded with it. */
    private Holdings held(
            Turn turn,
            Instant since,
            int messages,
            int answers,
            int files,
            @Nullable Instant firstMessage,
            @Nullable Instant firstFile) {
        return new Holdings(
                since,
                messages + turn.messages().size(),
                answers,
                files,
                matters.held(turn.resident()),
                Objects.requireNonNullElse(firstMessage, turn.now()),
                firstFile,
                retention.messages(),
                attachments.keep(),
                retention.backups());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
