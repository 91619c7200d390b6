package vn.hoixa.meeting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.escalation.Cases;
import vn.hoixa.escalation.Sight;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/** Table {@code meeting_matter}: what residents ask or come about, and what they were answered. */
@Component
public class Matters {
    private static final String SELECT = """
            SELECT x.*, n.state AS notice, a.state AS answer_sent FROM meeting_matter x
            LEFT JOIN outgoing n ON n.id = x.notice_outgoing
            LEFT JOIN outgoing a ON a.id = x.answer_outgoing
            """;

    private final Database database;
    private final MeetingPost post;
    private final Audit audit;
    private final InstantSource clock;

    Matters(Database database, MeetingPost post, Audit audit, InstantSource clock) {
        this.database = database;
        this.post = post;
        this.audit = audit;
        this.clock = clock;
    }

    /** One of a resident's that is still to come. */
    public record Own(long id, Sitting sitting, String text) {}

    /**
     * What is to be kept.
     *
     * @param field folder of the bank, or null
     * @param concerns who must not see it
     */
    public record Told(
            Sitting sitting, String text, @Nullable String field, Exclusion concerns) {}

    /**
     * Keeps it in the turn's transaction.
     *
     * @param resident id in the database
     * @return false where the meeting was changed meanwhile, and nothing is kept
     */
    public boolean keep(JdbcClient transaction, long resident, Told told, Instant now) {
        Meeting meeting = told.sitting().meeting();
        return transaction
                        .sql("""
                                INSERT INTO meeting_matter (meeting_id, starts_at, resident_id, text, field, excluded, created_at)
                                SELECT m.id, ?, ?, ?, ?, ?, ? FROM meeting m WHERE m.id = ? AND m.version = ?""")
                        .params(told.sitting().begins().toEpochMilli(), resident, told.text())
                        .param(told.field())
                        .params(Cases.column(told.concerns()), now.toEpochMilli(), meeting.id(), meeting.version())
                        .update()
                == 1;
    }

    /** Nothing of it is kept. */
    public static void withdraw(JdbcClient transaction, long resident, List<Own> theirs) {
        theirs.forEach(own -> transaction
                .sql("DELETE FROM meeting_matter WHERE id = ? AND resident_id = ?")
                .params(own.id(), resident)
                .update());
    }

    /** What a resident asks or comes about on days that are still to come, the earliest first. */
    public List<Own> coming(List<Sitting> sittings, ResidentId resident) {
        List<Own> all = new ArrayList<>();
        for (Sitting sitting : sittings) {
            database.read()
                    .sql("""
                            SELECT x.id, x.text FROM meeting_matter x JOIN resident r ON r.id = x.resident_id
                            WHERE x.meeting_id = ? AND x.starts_at >= ? AND x.starts_at < ? AND r.oa = ? AND r.zalo_user = ? ORDER BY x.id""")
                    .params(sitting.meeting().id(), sitting.listedFrom(), sitting.listedUntil())
                    .params(resident.oa(), resident.user())
                    .query((row, i) -> new Own(row.getLong("id"), sitting, row.getString("text")))
                    .list()
                    .forEach(all::add);
        }
        return all;
    }

    /** How many of them a resident has in all, for telling them what is kept. */
    public int held(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT COUNT(*) FROM meeting_matter x JOIN resident r ON r.id = x.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ?""")
                .params(resident.oa(), resident.user())
                .query(Integer.class)
                .single();
    }

    /** The list of a day, as far as somebody may see it, in the order in which it was written. */
    public List<Matter> of(Sight sight, Sitting sitting) {
        return database.read()
                .sql(SELECT + " WHERE x.meeting_id = ? AND x.starts_at >= ? AND x.starts_at < ? AND NOT "
                        + sight.hidesExcluded("x") + " ORDER BY x.id")
                .params(sitting.meeting().id(), sitting.listedFrom(), sitting.listedUntil())
                .query(Matters::read)
                .list();
    }

    public int count(Sitting sitting) {
        return database.read()
                .sql("SELECT COUNT(*) FROM meeting_matter WHERE meeting_id = ? AND starts_at >= ? AND starts_at < ?")
                .params(sitting.meeting().id(), sitting.listedFrom(), sitting.listedUntil())
                .query(Integer.class)
                .single();
    }

    public Optional<Matter> find(Sight sight, Meeting meeting, long id) {
        return database.read()
                .sql(SELECT + " WHERE x.meeting_id = ? AND x.id = ? AND NOT " + sight.hidesExcluded("x"))
                .params(meeting.id(), id)
                .query(Matters::read)
                .optional();
    }

    /** Puts it under another field. */
    public void move(SignedIn who, Matter matter, String field) {
        database.write(transaction -> {
            transaction
                    .sql("UPDATE meeting_matter SET field = ? WHERE id = ?")
                    .params(field, matter.id())
                    .update();
            audit.note(transaction, who.who(), "meeting matter moved", "meeting matter " + matter.id(), field);
            return true;
        });
    }

    /** Says that it asks the same as another one, which stands for both; or, with null, that it stands alone. */
    public void group(SignedIn who, Matter matter, @Nullable Matter other) {
        Long head = other == null ? null : Objects.requireNonNullElse(other.sameAs(), other.id());
        if (Objects.equals(head, matter.id())) {
            return;
        }
        database.write(transaction -> {
            // Whatever stood behind it goes along.
            transaction
                    .sql("UPDATE meeting_matter SET same_as = ? WHERE id = ? OR same_as = ?")
                    .param(head)
                    .params(matter.id(), head == null ? -1 : matter.id())
                    .update();
            audit.note(
                    transaction,
                    who.who(),
                    "meeting matter grouped",
                    "meeting matter " + matter.id(),
                    head == null ? "alone" : String.valueOf(head));
            return true;
        });
    }

    /**
     * Sends an answer to everybody who asks this or the same; once.
     *
     * @return false where it was answered already
     */
    public boolean answer(SignedIn who, Sitting sitting, Matter matter, String answer) {
        List<ResidentId> wakes = new ArrayList<>();
        boolean isDone = database.write(transaction -> {
            wakes.clear();
            List<Asked> unanswered = unanswered(transaction, matter);
            for (Asked asked : unanswered) {
                List<Long> ids = post.answer(transaction, sitting, asked.resident(), asked.text(), answer);
                transaction
                        .sql("UPDATE meeting_matter SET answer = ?, answered_at = ?, answer_outgoing = ? WHERE id = ?")
                        .params(answer, clock.millis())
                        .param(ids.isEmpty() ? null : ids.getFirst())
                        .param(asked.id())
                        .update();
                audit.note(transaction, who.who(), "meeting matter answered", "meeting matter " + asked.id(), "");
                wakes.add(asked.resident());
            }
            return !unanswered.isEmpty();
        });
        post.wake(wakes);
        return isDone;
    }

    private record Asked(long id, ResidentId resident, String text) {}

    private static List<Asked> unanswered(JdbcClient transaction, Matter matter) {
        return transaction
                .sql("""
                        SELECT x.id, x.text, r.oa, r.zalo_user FROM meeting_matter x JOIN resident r ON r.id = x.resident_id
                        WHERE (x.id = ? OR x.same_as = ?) AND x.answer IS NULL ORDER BY x.id""")
                .params(matter.id(), matter.id())
                .query((row, i) -> new Asked(
                        row.getLong("id"),
                        new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                        row.getString("text")))
                .list();
    }

    private static Matter read(ResultSet row, int number) throws SQLException {
        long same = row.getLong("same_as");
        Long sameAs = row.wasNull() ? null : Long.valueOf(same);
        row.getLong("reminded_at");
        boolean isReminded = !row.wasNull();
        return new Matter(
                row.getLong("id"),
                row.getLong("meeting_id"),
                Instant.ofEpochMilli(row.getLong("starts_at")),
                row.getLong("resident_id"),
                row.getString("text"),
                row.getString("field"),
                !row.getString("excluded").isEmpty(),
                sameAs,
                Instant.ofEpochMilli(row.getLong("created_at")),
                isReminded,
                row.getString("notice"),
                row.getString("answer"),
                row.getString("answer_sent"));
    }
}
