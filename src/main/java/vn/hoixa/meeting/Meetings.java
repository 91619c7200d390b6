package vn.hoixa.meeting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/** Tables {@code meeting} and {@code meeting_off}: what leaders announced, and those who come are told of changes. */
@Component
public class Meetings {
    /** Days ahead for which residents may be on a list; they are told of fewer. */
    private static final int MOST_LISTED = 60;

    private final Database database;
    private final MeetingPost post;
    private final Communes communes;
    private final Audit audit;
    private final InstantSource clock;
    private final String select;

    Meetings(Database database, MeetingPost post, Communes communes, Audit audit, InstantSource clock) {
        this.database = database;
        this.post = post;
        this.communes = communes;
        this.audit = audit;
        this.clock = clock;
        this.select = """
                SELECT m.*, (SELECT %s FROM meeting_off o WHERE o.meeting_id = m.id) AS days_off FROM meeting m""".formatted(database.isSqlite() ? "GROUP_CONCAT(o.day)" : "STRING_AGG(o.day, ',')");
    }

    /** All of a commune that are not cancelled, in the order of their first days. */
    public List<Meeting> of(Commune commune) {
        return database.read()
                .sql(select + " WHERE m.commune = ? AND m.cancelled = 0 ORDER BY m.first_day, m.id")
                .param(commune.id())
                .query(this::read)
                .list();
    }

    /** The latest of a commune, also those that are over or cancelled, the latest first. */
    public List<Meeting> latest(Commune commune, int most) {
        return database.read()
                .sql(select + " WHERE m.commune = ? ORDER BY m.first_day DESC, m.id DESC LIMIT ?")
                .params(commune.id(), most)
                .query(this::read)
                .list();
    }

    /** What residents are told of: the next days of that kind, the earliest first. */
    public List<Sitting> coming(Commune commune, MeetingKind kind, Instant now, int most) {
        return of(commune).stream()
                .filter(meeting -> meeting.kind() == kind)
                .flatMap(meeting -> meeting.coming(now, most).stream())
                .sorted(Comparator.comparing(Sitting::begins))
                .limit(most)
                .toList();
    }

    public Optional<Meeting> find(Commune commune, long id) {
        return database.read()
                .sql(select + " WHERE m.commune = ? AND m.id = ?")
                .params(commune.id(), id)
                .query(this::read)
                .optional();
    }

    /**
     * Announces it to whoever asks.
     *
     * @param token of the form, which announces once however often it is sent
     */
    public void announce(SignedIn who, Commune commune, MeetingKind kind, Plan plan, String token) {
        database.write(transaction -> {
            boolean isNew = transaction
                            .sql("INSERT INTO sent_form (token, sent_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                            .params("meeting " + who.who() + " " + token, clock.millis())
                            .update()
                    == 1;
            if (isNew) {
                long id = transaction
                        .sql("""
                                INSERT INTO meeting (commune, kind, first_day, weekly, begins, ends, place, fields, closes_days)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""")
                        .params(commune.id(), kind.key())
                        .params(columns(plan))
                        .query(Long.class)
                        .single();
                audit.note(transaction, who.who(), "meeting announced", "meeting " + id, kind.key());
            }
            return true;
        });
    }

    /**
     * Changes what was announced; the days of a weekly one stay.
     *
     * @param seen the version that was changed
     * @return false where there is a newer one, which stays
     */
    public boolean change(SignedIn who, Meeting before, Plan wanted, long seen) {
        Plan plan = before.plan().weekly() ? onItsDays(before.plan(), wanted) : wanted;
        Set<ResidentId> wakes = new HashSet<>();
        boolean isDone = database.write(transaction -> {
            wakes.clear();
            boolean isMine = transaction
                            .sql("""
                                    UPDATE meeting SET first_day = ?, weekly = ?, begins = ?, ends = ?, place = ?, fields = ?,
                                        closes_days = ?, version = version + 1
                                    WHERE id = ? AND version = ? AND cancelled = 0""")
                            .params(columns(plan))
                            .params(before.id(), seen)
                            .update()
                    == 1;
            if (isMine) {
                audit.note(
                        transaction,
                        who.who(),
                        "meeting changed",
                        "meeting " + before.id(),
                        before.kind().key());
                Meeting after = find(transaction, before.id());
                boolean isMoved = !after.plan().first().equals(before.plan().first())
                        || !after.plan().begins().equals(before.plan().begins());
                for (Instant day : days(transaction, before.id())) {
                    Sitting now = sitting(after, day);
                    if (isMoved) {
                        transaction
                                .sql(
                                        "UPDATE meeting_matter SET starts_at = ?, reminded_at = NULL WHERE meeting_id = ? AND starts_at = ?")
                                .params(now.begins().toEpochMilli(), before.id(), day.toEpochMilli())
                                .update();
                    }
                    if (isMoved || !after.plan().place().equals(before.plan().place())) {
                        wakes.addAll(post.changed(transaction, now));
                    }
                }
            }
            return isMine;
        });
        post.wake(wakes);
        return isDone;
    }

    private static Plan onItsDays(Plan before, Plan wanted) {
        return new Plan(
                before.first(), true, wanted.begins(), wanted.ends(), wanted.place(), wanted.fields(), wanted.closes());
    }

    private static Sitting sitting(Meeting meeting, Instant begins) {
        LocalDate day = meeting.plan().weekly()
                ? CommuneTime.day(begins)
                : meeting.plan().first();
        return new Sitting(meeting, day);
    }

    /** The day for which it was written. */
    public static Sitting sitting(Meeting meeting, Matter matter) {
        return sitting(meeting, matter.begins());
    }

    /** Cancels all of it that is still to come; whoever comes is told, once. */
    public void cancel(SignedIn who, Meeting meeting) {
        Set<ResidentId> wakes = new HashSet<>();
        database.write(transaction -> {
            wakes.clear();
            boolean isMine = transaction
                            .sql(
                                    "UPDATE meeting SET cancelled = 1, version = version + 1 WHERE id = ? AND cancelled = 0")
                            .param(meeting.id())
                            .update()
                    == 1;
            if (isMine) {
                audit.note(
                        transaction,
                        who.who(),
                        "meeting cancelled",
                        "meeting " + meeting.id(),
                        meeting.kind().key());
                for (Instant day : days(transaction, meeting.id())) {
                    Sitting sitting = sitting(meeting, day);
                    if (!sitting.isOff()) {
                        wakes.addAll(post.cancelled(transaction, sitting));
                    }
                }
            }
            return isMine;
        });
        post.wake(wakes);
    }

    /** The same for one day of a weekly one. */
    public void callOff(SignedIn who, Sitting sitting) {
        callOff(who.who(), sitting);
    }

    /** A holiday that was published after somebody came upon the list takes that day: whoever comes is told, once. */
    void callOffHolidays(Meeting meeting, Instant now) {
        listed(meeting, MOST_LISTED).stream()
                .filter(sitting ->
                        sitting.begins().isAfter(now) && meeting.holidays().contains(sitting.day()) && !sitting.isOff())
                .forEach(sitting -> callOff("calendar", sitting));
    }

    private void callOff(String who, Sitting sitting) {
        Set<ResidentId> wakes = new HashSet<>();
        database.write(transaction -> {
            wakes.clear();
            long id = sitting.meeting().id();
            boolean isMine = transaction
                            .sql("INSERT INTO meeting_off (meeting_id, day) VALUES (?, ?) ON CONFLICT DO NOTHING")
                            .params(id, sitting.day().toString())
                            .update()
                    == 1;
            if (isMine) {
                transaction
                        .sql("UPDATE meeting SET version = version + 1 WHERE id = ?")
                        .param(id)
                        .update();
                audit.note(
                        transaction,
                        who,
                        "meeting day cancelled",
                        "meeting " + id,
                        sitting.day().toString());
                wakes.addAll(post.cancelled(transaction, sitting));
            }
            return isMine;
        });
        post.wake(wakes);
    }

    /** Beginnings that are still to come and for which somebody is on the list. */
    private List<Instant> days(JdbcClient transaction, long meeting) {
        return transaction
                .sql("SELECT DISTINCT starts_at FROM meeting_matter WHERE meeting_id = ? AND starts_at > ? ORDER BY 1")
                .params(meeting, clock.millis())
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .list();
    }

    private Meeting find(JdbcClient transaction, long id) {
        return transaction
                .sql(select + " WHERE m.id = ?")
                .param(id)
                .query(this::read)
                .single();
    }

    /** The days of it that have a list, the latest first. */
    public List<Sitting> listed(Meeting meeting, int most) {
        return database
                .read()
                .sql("SELECT DISTINCT starts_at FROM meeting_matter WHERE meeting_id = ? ORDER BY 1 DESC LIMIT ?")
                .params(meeting.id(), most)
                .query((row, i) -> sitting(meeting, Instant.ofEpochMilli(row.getLong(1))))
                .list()
                .stream()
                .distinct()
                .toList();
    }

    private static Object[] columns(Plan plan) {
        return new Object[] {
            plan.first().toString(),
            plan.weekly() ? 1 : 0,
            plan.begins().toString(),
            plan.ends().toString(),
            plan.place().strip(),
            String.join(",", plan.fields()),
            plan.closes()
        };
    }

    private Meeting read(ResultSet row, int number) throws SQLException {
        String off = row.getString("days_off");
        var plan = new Plan(
                LocalDate.parse(row.getString("first_day")),
                row.getInt("weekly") == 1,
                LocalTime.parse(row.getString("begins")),
                LocalTime.parse(row.getString("ends")),
                row.getString("place"),
                parts(row.getString("fields")).toList(),
                row.getInt("closes_days"));
        String id = row.getString("commune");
        Commune commune = communes.named(id);
        return new Meeting(
                row.getLong("id"),
                id,
                MeetingKind.of(row.getString("kind")),
                plan,
                off == null ? Set.of() : parts(off).map(LocalDate::parse).collect(Collectors.toSet()),
                commune == null
                        ? Set.of()
                        : communes.officeDays(commune).holidays().keySet(),
                row.getInt("cancelled") == 1,
                row.getLong("version"));
    }

    private static Stream<String> parts(String column) {
        return Stream.of(column.split(",")).filter(part -> !part.isEmpty());
    }
}
