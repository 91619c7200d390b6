package vn.hoixa.testing;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a HoiXa of another process wrote into its database, read from outside. */
public final class Ledger {
    private final JdbcClient database;

    private Ledger(JdbcClient database) {
        this.database = database;
    }

    /** Its own file below that folder. */
    public static Ledger read(Path folder) {
        return read("jdbc:sqlite:" + folder.resolve("data").resolve("hoixa.db") + "?open_mode=1&busy_timeout=5000");
    }

    /** The database at that JDBC address. */
    public static Ledger read(String address) {
        return new Ledger(JdbcClient.create(new DriverManagerDataSource(address)));
    }

    /** A message to a resident, and whether its outcome was ever in doubt. */
    public record Letter(String text, boolean wasInDoubt) {}

    /** Zalo's ids of messages that a turn decided about. */
    public Set<String> answeredMessages() {
        return new HashSet<>(database.sql("SELECT message_id FROM incoming WHERE turn IS NOT NULL")
                .query(String.class)
                .list());
    }

    public long openLetters() {
        return database.sql("SELECT COUNT(*) FROM outgoing WHERE due_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    public long deadLetters() {
        return database.sql("SELECT COUNT(*) FROM dead_letter")
                .query(Long.class)
                .single();
    }

    /** What happened to the resident's cases. */
    public List<String> historyOf(String user) {
        return database.sql("""
                        SELECT h.what FROM case_history h JOIN cases c ON c.id = h.case_id
                            JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ? ORDER BY h.id""").param(user).query(String.class).list();
    }

    /** What officers were told of them. */
    public List<String> noticesOf(String user) {
        return database.sql("""
                        SELECT n.kind FROM notice n JOIN cases c ON c.id = n.case_id
                            JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ? ORDER BY n.id""").param(user).query(String.class).list();
    }

    /** What the clock of each case does next. */
    public List<String> clocks() {
        return database.sql("SELECT stage FROM cases").query(String.class).list();
    }

    /** In the order in which they were decided. */
    public List<Letter> lettersTo(String user) {
        return database.sql("""
                        SELECT o.text, o.doubtful FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE r.zalo_user = ? ORDER BY o.turn, o.position""")
                .param(user)
                .query((row, i) -> new Letter(row.getString("text"), row.getInt("doubtful") > 0))
                .list();
    }
}
