package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.calendar.Calendars;
import vn.hoixa.calendar.WorkingTime;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.mailbox.ResidentId;

/** Hands questions over to people: opens cases, or adds to those that are open. */
@Component
public class Openings {
    private final Cases cases;
    private final Directory directory;
    private final Calendars calendars;
    private final Assignment assignment;
    private final Notices notices;
    private final CaseSettings settings;
    private final InstantSource clock;

    Openings(
            Cases cases,
            Directory directory,
            Calendars calendars,
            Assignment assignment,
            Notices notices,
            CaseSettings settings,
            InstantSource clock) {
        this.cases = cases;
        this.directory = directory;
        this.calendars = calendars;
        this.assignment = assignment;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Who shall answer until when; found before the transaction that opens the case.
     *
     * @param owner null where nobody can be reached
     * @param alsoTold who else has to know at once
     * @param half when the clock strikes first
     */
    public record Plan(
            Handover handover,
            @Nullable Officer owner,
            List<Officer> alsoTold,
            Exclusion exclusion,
            Instant deadline,
            Instant half) {}

    /** Whom a hand-over goes to: never to those whom it may concern. */
    public Plan plan(Handover handover) {
        Instant now = clock.instant();
        Commune commune = handover.commune();
        Exclusion exclusion = handover.complains()
                ? directory.excluded(commune.id(), directory.concerned(commune.id(), handover.text()))
                : Exclusion.NOBODY;
        Officer owner = Cases.isOutside(exclusion) ? null : owner(handover, exclusion, now);
        WorkingTime working = calendars.of(commune);
        var time = settings.time(handover.level());
        List<Officer> alsoTold = handover.kind() == Kind.EMERGENCY
                ? assignment.leader(commune.id(), exclusion, 0, now).stream().toList()
                : List.of();
        return new Plan(
                handover,
                owner,
                alsoTold,
                exclusion,
                working.after(now, time),
                working.after(now, handover.kind() == Kind.DRAFT ? settings.patience() : time.dividedBy(2)));
    }

    private @Nullable Officer owner(Handover handover, Exclusion exclusion, Instant now) {
        String commune = handover.commune().id();
        var chosen = handover.kind() == Kind.EMERGENCY
                ? assignment.chooseAtOnce(commune, exclusion, now)
                : assignment.choose(commune, handover.field(), exclusion, now);
        return chosen.orElse(null);
    }

    /**
     * Adds to the case that was named, while it is open and what is added concerns nobody who has it; else opens one.
     *
     * @param transaction the turn's
     * @param resident id in the database
     * @param wakes takes the officers who are told, to be woken when the transaction is over
     */
    public Handed handOver(JdbcClient transaction, Plan plan, long resident, Set<ResidentId> wakes) {
        Handover handover = plan.handover();
        Case joined = joined(transaction, plan, resident);
        if (joined != null) {
            return join(transaction, plan, joined, wakes);
        }
        Case opened = open(transaction, plan, resident);
        if (plan.owner() != null) {
            wakes.addAll(
                    handover.draft().isEmpty()
                            ? notices.assigned(transaction, opened, plan.owner(), handover.text())
                            : notices.draft(transaction, opened, plan.owner(), handover.text(), handover.draft()));
        } else if (!Cases.isOutside(plan.exclusion())) {
            notices.nobody(opened);
        }
        plan.alsoTold().stream()
                .filter(officer -> !officer.equals(plan.owner()))
                .forEach(officer -> wakes.addAll(notices.assigned(transaction, opened, officer, handover.text())));
        return cases.handed(opened, true, plan.owner());
    }

    private static @Nullable Case joined(JdbcClient transaction, Plan plan, long resident) {
        Case joins = plan.handover().joins();
        Case found = joins == null ? null : CaseRows.find(transaction, joins.id());
        boolean mayJoin = found != null
                && found.residentRow() == resident
                && found.state().isOpen()
                && (plan.exclusion().equals(Exclusion.NOBODY)
                        || plan.exclusion().equals(found.exclusion()));
        return mayJoin ? found : null;
    }

    private Handed join(JdbcClient transaction, Plan plan, Case found, Set<ResidentId> wakes) {
        cases.history(transaction, found.id(), "more", null, plan.handover().reason());
        if (found.state() == State.WAITING || found.isBeingSettled()) {
            return resumed(transaction, plan, found, wakes);
        }
        Officer owner = cases.owner(found);
        if (owner != null) {
            wakes.addAll(notices.more(transaction, found, owner, plan.handover().text()));
        }
        return cases.handed(found, false, owner);
    }

    /** The resident answered what they were asked, or asks on after an answer: the clock runs again, from now. */
    private Handed resumed(JdbcClient transaction, Plan plan, Case before, Set<ResidentId> wakes) {
        if (!cases.move(transaction, before, State.TAKEN, null, Stage.HALF, plan.half(), plan.deadline())) {
            throw new CannotAcquireLockException("case " + before.id() + " was changed meanwhile");
        }
        String reason = before.state() == State.WAITING ? "the resident answered" : "the resident asks on";
        cases.history(transaction, before.id(), "resumed", null, reason);
        Case resumed = CaseRows.find(transaction, before.id());
        Officer owner = cases.owner(resumed);
        if (owner != null) {
            wakes.addAll(
                    notices.more(transaction, resumed, owner, plan.handover().text()));
        }
        return cases.handed(resumed, false, owner);
    }

    private Case open(JdbcClient transaction, Plan plan, long resident) {
        Instant now = clock.instant();
        Handover handover = plan.handover();
        String commune = handover.commune().id();
        boolean isOutside = Cases.isOutside(plan.exclusion());
        // Two turns that meet here on PostgreSQL: the second one breaks the unique key and starts over.
        int number = transaction
                .sql("SELECT COALESCE(MAX(number), 0) + 1 FROM cases WHERE commune = ?")
                .param(commune)
                .query(Integer.class)
                .single();
        State state = isOutside ? State.PASSED : State.NEW;
        long id = transaction
                .sql("""
                        INSERT INTO cases (commune, number, resident_id, kind, level, reason, field, guide, state,
                            owner_id, excluded, opened_at, deadline, stage, due_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""")
                .params(
                        commune,
                        number,
                        resident,
                        handover.kind().column(),
                        handover.level().column(),
                        handover.reason())
                .param(handover.field())
                .param(handover.guide())
                .param(state.column())
                .param(plan.owner() == null ? null : plan.owner().id())
                .param(CaseRows.column(plan.exclusion()))
                .param(now.toEpochMilli())
                .param(isOutside ? null : plan.deadline().toEpochMilli())
                .param(isOutside ? null : first(handover.kind()).column())
                .param(isOutside ? null : plan.half().toEpochMilli())
                .query(Long.class)
                .single();
        cases.history(transaction, id, isOutside ? "passed" : "opened", plan.owner(), handover.reason());
        Drafts.keep(transaction, id, resident, handover.draft(), now);
        return CaseRows.find(transaction, id);
    }

    private static Stage first(Kind kind) {
        return kind == Kind.DRAFT ? Stage.PATIENCE : Stage.HALF;
    }
}
