package vn.hoixa.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/** Words that wait until their resident says which case they belong to; unsaid, they join the newest one. */
@Component
class Undecided {
    /** So long a question back is still before the resident's eyes. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Database database;
    private final Cases cases;
    private final Openings openings;
    private final Communes communes;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final CaseWords words;
    private final InstantSource clock;

    Undecided(
            Database database,
            Cases cases,
            Openings openings,
            Communes communes,
            Outbox outbox,
            Mailbox mailbox,
            CaseWords words,
            InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.openings = openings;
        this.communes = communes;
        this.outbox = outbox;
        this.mailbox = mailbox;
        this.words = words;
        this.clock = clock;
    }

    /** @param offered the cases in the order of the choices */
    void keep(JdbcClient transaction, long resident, long turn, Handover meant, List<Long> offered) {
        transaction
                .sql("""
                        INSERT INTO undecided (resident_id, turn, reason, field, guide, text, complains, offered, due_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(resident, turn, meant.reason())
                .param(meant.field())
                .param(meant.guide())
                .param(meant.text())
                .param(meant.complains() ? 1 : 0)
                .param(offered.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .param(clock.instant().plus(PATIENCE).toEpochMilli())
                .update();
    }

    @Nullable
    Pending of(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT u.* FROM undecided u JOIN resident r ON r.id = u.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ?""")
                .params(resident.oa(), resident.user())
                .query(Undecided::read)
                .optional()
                .orElse(null);
    }

    /** The words belong to the case now; false where that was settled before. */
    boolean settle(JdbcClient transaction, long resident, Pending pending, long found) {
        boolean isOurs = transaction
                        .sql("DELETE FROM undecided WHERE resident_id = ? AND turn = ?")
                        .params(resident, pending.turn())
                        .update()
                == 1;
        if (isOurs) {
            // So that who answers sees what was written then, pictures among it.
            transaction
                    .sql("UPDATE turn SET case_id = ? WHERE resident_id = ? AND number = ?")
                    .params(found, resident, pending.turn())
                    .update();
        }
        return isOurs;
    }

    /**
     * Lets what nobody decided in time join the newest case; whoever calls holds the resident's lease.
     *
     * @return when to come back, null where nothing waits
     */
    @Nullable
    Instant strike(ResidentId resident) {
        Instant due = due(resident);
        Commune commune = communes.of(resident.oa());
        Pending pending = of(resident);
        if (due == null || pending == null || commune == null || due.isAfter(clock.instant())) {
            return due;
        }
        Case newest = cases.open(resident).stream()
                .filter(one -> pending.offered().contains(one.id()))
                .reduce((one, other) -> other)
                .orElse(null);
        join(resident, pending, openings.plan(handover(commune, pending, newest)));
        return null;
    }

    /** What was meant, with the case that it shall join, or as one of its own. */
    static Handover handover(Commune commune, Pending pending, @Nullable Case joins) {
        return new Handover(
                commune,
                Kind.QUESTION,
                Level.ORDINARY,
                pending.reason(),
                pending.field(),
                pending.guide(),
                pending.text(),
                pending.complains(),
                joins,
                List.of());
    }

    private void join(ResidentId resident, Pending pending, Openings.Plan plan) {
        Instant now = clock.instant();
        Set<ResidentId> wakes = database.write(transaction -> {
            Set<ResidentId> woken = new HashSet<>();
            long row = transaction
                    .sql("SELECT id FROM resident WHERE oa = ? AND zalo_user = ?")
                    .params(resident.oa(), resident.user())
                    .query(Long.class)
                    .single();
            Handed handed = openings.handOver(transaction, plan, row, woken);
            if (settle(transaction, row, pending, handed.id())) {
                String text = handed.instead() == null
                        ? words.say("case.affair.joined", handed.number())
                        : words.say("case.affair.outside", handed.number(), handed.instead());
                outbox.post(transaction, resident, new Letter("case", text, null), now, now.plus(Outbox.WINDOW));
            }
            return woken;
        });
        wakes.forEach(officer -> mailbox.wake(officer, now));
    }

    private @Nullable Instant due(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT u.due_at FROM undecided u JOIN resident r ON r.id = u.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ?""")
                .params(resident.oa(), resident.user())
                .query((row, i) -> Instant.ofEpochMilli(row.getLong("due_at")))
                .optional()
                .orElse(null);
    }

    /** Who has something that is due until then. */
    List<Cases.Due> due(Instant until) {
        return database.read()
                .sql("""
                        SELECT r.oa, r.zalo_user, u.due_at FROM undecided u JOIN resident r ON r.id = u.resident_id
                        WHERE u.due_at <= ?""")
                .param(until.toEpochMilli())
                .query((row, i) -> new Cases.Due(
                        new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                        Instant.ofEpochMilli(row.getLong("due_at"))))
                .list();
    }

    private static Pending read(ResultSet row, int i) throws SQLException {
        return new Pending(
                row.getLong("turn"),
                row.getString("reason"),
                row.getString("field"),
                row.getString("guide"),
                row.getString("text"),
                row.getInt("complains") == 1,
                Stream.of(row.getString("offered").split(","))
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .toList());
    }
}
