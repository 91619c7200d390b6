package vn.hoixa.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.calendar.Calendars;
import vn.hoixa.calendar.WorkingTime;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;
import vn.hoixa.journal.Entry;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.rating.Endings;
import vn.hoixa.storage.Database;

/** Questions that were handed to a person; kept in table {@code cases} with an append-only history. */
@Component
public class Cases {
    private final Database database;
    private final Directory directory;
    private final Calendars calendars;
    private final Notices notices;
    private final CaseSettings settings;
    private final InstantSource clock;

    Cases(
            Database database,
            Directory directory,
            Calendars calendars,
            Notices notices,
            CaseSettings settings,
            InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.calendars = calendars;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /** A case that waits for a person; of what was written, nothing. */
    public record Waiting(
            String commune,
            String number,
            String reason,
            @Nullable String owner,
            Instant openedAt,
            @Nullable Instant deadline) {}

    /** A resident with something to do, and when. */
    public record Due(ResidentId resident, Instant at) {}

    /** The hundred that have waited longest; whoever looks may be the one whom a complaint concerns, so without those. */
    public List<Waiting> waiting() {
        return CaseRows.waiting(database.read());
    }

    /** The case of that number in the commune. */
    public Optional<Case> find(String commune, CaseNumber number) {
        return CaseRows.find(database.read(), commune, number);
    }

    /** What is open and the officer's, the oldest first. */
    List<Case> owned(long officer) {
        return CaseRows.owned(database.read(), officer);
    }

    /** The one that was opened last of those that are not over. */
    Optional<Case> newestOpen(JdbcClient transaction, long resident) {
        return CaseRows.newestOpen(transaction, resident);
    }

    /** The resident's cases that are not over, the oldest first. */
    public List<Case> open(ResidentId resident) {
        return CaseRows.open(database.read(), resident);
    }

    /** The resident's latest cases, those that are over among them, the oldest first. */
    List<Case> of(ResidentId resident) {
        return CaseRows.of(database.read(), resident);
    }

    /** What an officer has in hand, the most pressing first. */
    public List<Case> of(Officer officer) {
        return CaseRows.of(database.read(), officer);
    }

    /** Those whose deadline has passed, the oldest first. */
    List<Case> overdue(String commune, Instant now) {
        return CaseRows.overdue(database.read(), commune, now);
    }

    /** The resident's cases whose clock strikes until then. */
    List<Case> due(ResidentId resident, Instant until) {
        return CaseRows.due(database.read(), resident, until);
    }

    @Nullable
    Instant nextDue(ResidentId resident) {
        return CaseRows.nextDue(database.read(), resident);
    }

    /** Whose cases' clocks strike until then, and when first. */
    List<Due> due(Instant until) {
        return CaseRows.due(database.read(), until);
    }

    /** In hand again, with a deadline as for a new case; false where the case was changed meanwhile. */
    boolean takeAgain(JdbcClient transaction, Case before, Commune commune) {
        Instant now = clock.instant();
        WorkingTime working = calendars.of(commune);
        Duration time = settings.time(before.level());
        Instant half = working.after(now, time.dividedBy(2));
        return move(transaction, before, State.TAKEN, null, Stage.HALF, half, working.after(now, time));
    }

    Handed handed(Case found, boolean isNew, @Nullable Officer owner) {
        return new Handed(
                found.id(),
                found.number(),
                isNew,
                owner == null ? null : notices.introduced(owner, settings.showTelephone()),
                Objects.requireNonNullElse(found.deadline(), found.openedAt()),
                isOutside(found.exclusion()) ? notices.instead(found) : null);
    }

    /** Nobody in the commune may treat it, nor see it. */
    static boolean isOutside(Exclusion exclusion) {
        return exclusion.instead() != Exclusion.Instead.NONE;
    }

    /** Null also where that officer has left. */
    @Nullable
    Officer owner(Case found) {
        return found.owner() == null
                ? null
                : directory
                        .find(found.owner())
                        .filter(owner -> !owner.removed())
                        .orElse(null);
    }

    /**
     * Keeps the cases' numbers, which others may have been told, and whose they were no longer; those that were open are
     * over.
     *
     * @return the officers who are told so
     */
    public Set<ResidentId> disown(JdbcClient transaction, long resident, long page) {
        List<Case> open = CaseRows.open(transaction, resident);
        notices.forget(transaction, resident);
        transaction.sql("""
                        UPDATE cases SET resident_id = ?, state = 'withdrawn', stage = NULL, due_at = NULL,
                            version = version + 1 WHERE resident_id = ?""").params(page, resident).update();
        Set<ResidentId> told = new HashSet<>();
        for (Case over : open) {
            Officer owner = owner(over);
            history(transaction, over.id(), "withdrawn", owner, "the resident's data were erased");
            if (owner != null) {
                told.addAll(notices.withdrawn(transaction, over, owner));
            }
        }
        return told;
    }

    /** Until when a question is answered that comes now. */
    public Instant promised(Commune commune) {
        return calendars.of(commune).after(clock.instant(), settings.time(Level.ORDINARY));
    }

    /** What the clock does next; false where the case was changed meanwhile, then nothing was done. */
    boolean schedule(
            JdbcClient transaction,
            Case before,
            @Nullable Stage stage,
            @Nullable Instant dueAt,
            @Nullable Instant deadline,
            int lapses) {
        return transaction
                        .sql("""
                                UPDATE cases SET stage = ?, due_at = ?, deadline = ?, lapses = ?, version = version + 1
                                WHERE id = ? AND version = ?""")
                        .param(stage == null ? null : stage.column())
                        .param(dueAt == null ? null : dueAt.toEpochMilli())
                        .param(deadline == null ? null : deadline.toEpochMilli())
                        .params(lapses, before.id(), before.version())
                        .update()
                == 1;
    }

    /** Another state, another clock; false where the case was changed meanwhile, then nothing was done. */
    boolean move(
            JdbcClient transaction,
            Case before,
            State state,
            @Nullable Officer owner,
            @Nullable Stage stage,
            @Nullable Instant dueAt,
            @Nullable Instant deadline) {
        return transaction
                        .sql("""
                                UPDATE cases SET state = ?, owner_id = COALESCE(?, owner_id), stage = ?, due_at = ?,
                                    deadline = ?, version = version + 1
                                WHERE id = ? AND version = ?""")
                        .param(state.column())
                        .param(owner == null ? null : owner.id())
                        .param(stage == null ? null : stage.column())
                        .param(dueAt == null ? null : dueAt.toEpochMilli())
                        .param(deadline == null ? null : deadline.toEpochMilli())
                        .params(before.id(), before.version())
                        .update()
                == 1;
    }

    /** Appends what happened; never what anybody wrote. */
    void history(JdbcClient transaction, long id, String what, @Nullable Officer officer, String reason) {
        transaction
                .sql("INSERT INTO case_history (case_id, at, what, officer_id, reason) VALUES (?, ?, ?, ?, ?)")
                .params(id, clock.millis(), what)
                .param(officer == null ? null : officer.id())
                .param(reason)
                .update();
        What logged = logged(what, reason);
        if (logged != null) {
            log(transaction, id, logged, officer);
        }
        if (what.equals("answered")) {
            Endings.closed(transaction, id, clock.instant());
        }
    }

    /** Whom it concerns, as it is kept and as {@link Sight} reads it. */
    public static String column(Exclusion exclusion) {
        return CaseRows.column(exclusion);
    }

    /** Of a denunciation nothing. */
    private void log(JdbcClient transaction, long id, What what, @Nullable Officer officer) {
        transaction
                .sql("""
                        SELECT r.oa, c.resident_id, c.owner_id, c.field, c.guide, c.kind, c.reason
                        FROM cases c JOIN resident r ON r.id = c.resident_id WHERE c.id = ? AND c.kind <> ?""")
                .params(id, Kind.DENUNCIATION.column())
                .query((row, i) -> {
                    long owner = row.getLong("owner_id");
                    Long owned = row.wasNull() ? null : Long.valueOf(owner);
                    return new Entry(String.valueOf(row.getString("oa")), clock.instant(), what)
                            .about(id, row.getLong("resident_id"), officer == null ? owned : Long.valueOf(officer.id()))
                            .on(row.getString("field"), row.getString("guide"))
                            .because(String.valueOf(row.getString("kind")), String.valueOf(row.getString("reason")));
                })
                .optional()
                .ifPresent(entry -> entry.add(transaction));
    }

    /** What of it reports count. */
    private static @Nullable What logged(String what, String reason) {
        return switch (what) {
            case "opened", "passed" -> What.HANDED_OVER;
            case "answer sent", "draft sent", Answers.BY_HAND -> What.ANSWERED;
            case "answered", "refused", "handed back", "closed", "withdrawn" -> What.CLOSED;
            case "passed on" -> reason.equals("to another authority") ? What.CLOSED : null;
            case "reopened" -> What.REOPENED;
            case "lapsed" -> What.OVERDUE;
            default -> null;
        };
    }
}
