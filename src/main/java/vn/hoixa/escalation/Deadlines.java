package vn.hoixa.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.calendar.Calendars;
import vn.hoixa.calendar.WorkingTime;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/**
 * The clock of every case: a reminder at half time and at the deadline; past it a leader, and an apology with a new
 * deadline to the resident, once per lapse.
 *
 * <p>A case's next due time stands in the database; whoever holds its resident's lease lets it strike, in one
 * transaction that moves the clock on, so that each strike happens once.
 */
@Component
public class Deadlines {
    /** Whoever answers a few minutes late is not reported. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    /** Whoever was asked back and wrote nothing for so long does not wait for us. */
    private static final Duration SILENCE = Duration.ofDays(14);

    private final Cases cases;
    private final CaseTexts texts;
    private final Undecided undecided;
    private final Database database;
    private final Directory directory;
    private final Communes communes;
    private final Calendars calendars;
    private final Assignment assignment;
    private final Notices notices;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final CaseView view;
    private final CaseWords words;
    private final CaseSettings settings;
    private final InstantSource clock;

    Deadlines(
            Cases cases,
            CaseTexts texts,
            Undecided undecided,
            Database database,
            Directory directory,
            Communes communes,
            Calendars calendars,
            Assignment assignment,
            Notices notices,
            Outbox outbox,
            Mailbox mailbox,
            CaseView view,
            CaseWords words,
            CaseSettings settings,
            InstantSource clock) {
        this.cases = cases;
        this.texts = texts;
        this.undecided = undecided;
        this.database = database;
        this.directory = directory;
        this.communes = communes;
        this.calendars = calendars;
        this.assignment = assignment;
        this.notices = notices;
        this.outbox = outbox;
        this.mailbox = mailbox;
        this.view = view;
        this.words = words;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets strike what is due in the resident's cases; whoever calls holds their lease.
     *
     * @return when to come back, null where nothing is due
     */
    public @Nullable Instant strike(ResidentId resident) {
        Instant now = clock.instant();
        for (Case due : cases.due(resident, now)) {
            Commune commune = communes.of(resident.oa());
            if (commune != null) {
                strike(due, commune, now);
            }
        }
        return earlier(cases.nextDue(resident), undecided.strike(resident));
    }

    /** Whose cases' clocks strike until then. */
    public List<Cases.Due> due(Instant until) {
        return Stream.concat(cases.due(until).stream(), undecided.due(until).stream())
                .toList();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private void strike(Case due, Commune commune, Instant now) {
        WorkingTime working = calendars.of(commune);
        Stage stage = Objects.requireNonNull(due.stage());
        if (!working.isWorking(now)) {
            // Nobody is reminded at night; at the next start the clock strikes.
            database.write(transaction ->
                    cases.schedule(transaction, due, stage, working.nextStart(now), due.deadline(), due.lapses()));
            return;
        }
        Officer owner = owner(due, now);
        Officer leader = assignment
                .leader(due.commune(), due.exclusion(), due.lapses() + 1, now)
                .orElse(null);
        Set<ResidentId> wakes = database.write(transaction -> {
            Set<ResidentId> woken = new HashSet<>();
            if (isOvertaken(transaction, due, now)) {
                return woken;
            }
            switch (stage) {
                case HALF -> half(transaction, due, owner, now, woken);
                case DEADLINE -> deadline(transaction, due, owner, working, woken);
                case LAPSE -> lapse(transaction, due, owner, leader, working, now, woken);
                case ASK_DONE, SETTLE -> answered(transaction, due, owner, working, now, woken);
                case ASKED -> asked(transaction, due, owner, working, now, woken);
                case SILENT -> silent(transaction, due, now);
                case PATIENCE -> patience(transaction, due, now);
            }
            return woken;
        });
        wakes.forEach(officer -> mailbox.wake(officer, now));
    }

    /** Whether what the window had kept back went out meanwhile, and nobody is late any more. */
    private boolean isOvertaken(JdbcClient transaction, Case due, Instant now) {
        if (due.state() == State.WAITING) {
            return due.stage() != Stage.SILENT
                    && texts.questionArrival(transaction, due) == CaseTexts.Arrival.ARRIVED
                    && cases.schedule(transaction, due, Stage.SILENT, now.plus(SILENCE), null, due.lapses());
        }
        return !due.isBeingSettled()
                && texts.isAnswered(transaction, due)
                && cases.schedule(transaction, due, Stage.ASK_DONE, now, due.deadline(), due.lapses());
    }

    /** Who has it; where that officer is gone or away, who gets it now. */
    private @Nullable Officer owner(Case due, Instant now) {
        Officer owner = cases.owner(due);
        boolean isThere = owner != null && directory.isReachable(owner) && !directory.isAway(owner, now);
        return isThere
                ? owner
                : assignment
                        .choose(due.commune(), due.field(), due.exclusion(), now)
                        .orElse(owner);
    }

    private void half(JdbcClient transaction, Case due, @Nullable Officer owner, Instant now, Set<ResidentId> woken) {
        Instant deadline = Objects.requireNonNull(due.deadline());
        boolean isLate = now.isAfter(deadline);
        if (move(transaction, due, owner, isLate ? Stage.LAPSE : Stage.DEADLINE, isLate ? now : deadline, deadline)) {
            // After an outage the deadline itself is what counts: a stale reminder is dropped in sight.
            cases.history(transaction, due.id(), isLate ? "reminder dropped" : "reminded", owner, "half");
            if (owner != null && !isLate) {
                woken.addAll(remind(transaction, due, owner, Stage.HALF));
            }
        }
    }

    private void deadline(
            JdbcClient transaction, Case due, @Nullable Officer owner, WorkingTime working, Set<ResidentId> woken) {
        Instant deadline = Objects.requireNonNull(due.deadline());
        if (move(transaction, due, owner, Stage.LAPSE, working.after(deadline, GRACE), deadline)) {
            cases.history(transaction, due.id(), "reminded", owner, "deadline");
            if (owner != null) {
                woken.addAll(remind(transaction, due, owner, Stage.DEADLINE));
            }
        }
    }

    /** Whoever has it anew is told what it is, and not that he is late. */
    private Set<ResidentId> remind(JdbcClient transaction, Case due, Officer owner, Stage stage) {
        boolean isSame = Objects.equals(due.owner(), owner.id());
        return isSame
                ? notices.reminder(transaction, due, owner, stage)
                : notices.assigned(transaction, due, owner, view.opening(transaction, due));
    }

    private void lapse(
            JdbcClient transaction,
            Case due,
            @Nullable Officer owner,
            @Nullable Officer leader,
            WorkingTime working,
            Instant now,
            Set<ResidentId> woken) {
        Instant next = working.after(now, settings.time(due.level()));
        if (!cases.schedule(transaction, due, Stage.DEADLINE, next, next, due.lapses() + 1)) {
            return;
        }
        cases.history(transaction, due.id(), "lapsed", owner, "lapse " + (due.lapses() + 1));
        if (owner != null && !Objects.equals(due.owner(), owner.id())) {
            // Whom the apology names has to know of it.
            Case late = CaseRows.find(transaction, due.id());
            move(transaction, late, owner, Stage.DEADLINE, next, next);
            woken.addAll(remind(transaction, late, owner, Stage.DEADLINE));
        }
        if (leader != null) {
            woken.addAll(notices.lapsed(transaction, due, leader, owner));
        } else {
            notices.nobody(due);
        }
        String apology = words.say(
                owner == null ? "case.apology-nobody" : "case.apology",
                due.number(),
                owner == null ? "" : Notices.named(owner),
                CommuneTime.said(next),
                Objects.requireNonNull(communes.of(due.resident().oa())).phone());
        List<Long> letters = outbox.post(
                transaction, due.resident(), new Letter("apology", apology, null), now, now.plus(Outbox.WINDOW));
        texts.keep(
                transaction,
                due,
                CaseTexts.Sort.APOLOGY,
                owner,
                apology,
                letters.isEmpty() ? null : letters.getFirst());
    }

    /** What is still being sent is looked at again later; what Zalo's window kept back is no answer. */
    private void answered(
            JdbcClient transaction,
            Case due,
            @Nullable Officer owner,
            WorkingTime working,
            Instant now,
            Set<ResidentId> woken) {
        switch (texts.arrival(transaction, due)) {
            case ARRIVED -> {
                if (due.stage() == Stage.SETTLE) {
                    settle(transaction, due);
                } else {
                    askDone(transaction, due, owner, now, woken);
                }
            }
            case UNDERWAY ->
                cases.schedule(
                        transaction, due, due.stage(), now.plus(settings.askDone()), due.deadline(), due.lapses());
            case KEPT_BACK, NONE -> notDelivered(transaction, due, owner, "desk.kept-back", working, now, woken);
        }
    }

    /** It has not arrived, else it would not be asked after: what the resident never saw, they cannot answer. */
    private void asked(
            JdbcClient transaction,
            Case due,
            @Nullable Officer owner,
            WorkingTime working,
            Instant now,
            Set<ResidentId> woken) {
        if (texts.questionArrival(transaction, due) == CaseTexts.Arrival.UNDERWAY) {
            cases.schedule(transaction, due, Stage.ASKED, now.plus(settings.askDone()), due.deadline(), due.lapses());
        } else {
            notDelivered(transaction, due, owner, "desk.question-kept-back", working, now, woken);
        }
    }

    private void silent(JdbcClient transaction, Case due, Instant now) {
        if (cases.move(transaction, due, State.CLOSED, null, null, null, due.deadline())) {
            cases.history(transaction, due.id(), "closed", null, "the resident did not answer");
            Letter letter = new Letter("case", words.say("case.silent", due.number()), null);
            outbox.post(transaction, due.resident(), letter, now, now.plus(Outbox.WINDOW));
        }
    }

    private void askDone(
            JdbcClient transaction, Case due, @Nullable Officer owner, Instant now, Set<ResidentId> woken) {
        if (cases.schedule(transaction, due, Stage.SETTLE, now.plus(settings.settle()), due.deadline(), due.lapses())
                && owner != null) {
            cases.history(transaction, due.id(), "asked whether done", owner, "");
            String key = texts.isByUnknown(transaction, due) ? "desk.notice.done-by-hand" : "case.notice.done";
            woken.addAll(notices.say(transaction, due, owner, "done?", words.say(key, due.number())));
        }
    }

    private void settle(JdbcClient transaction, Case due) {
        if (cases.move(transaction, due, State.ANSWERED, null, null, null, due.deadline())) {
            cases.history(transaction, due.id(), "answered", null, "nobody said more after the answer");
        }
    }

    /** The clock goes on where it stood. */
    private void notDelivered(
            JdbcClient transaction,
            Case due,
            @Nullable Officer owner,
            String key,
            WorkingTime working,
            Instant now,
            Set<ResidentId> woken) {
        // What was answered while it waited for the resident had none.
        Instant deadline = Objects.requireNonNullElse(due.deadline(), now);
        boolean isLate = now.isAfter(deadline);
        Instant next = isLate ? working.after(now, GRACE) : deadline;
        if (move(transaction, due, owner, isLate ? Stage.LAPSE : Stage.DEADLINE, next, deadline) && owner != null) {
            cases.history(transaction, due.id(), "not delivered", owner, "");
            woken.addAll(notices.say(transaction, due, owner, "not delivered", words.say(key, due.number())));
        }
    }

    private void patience(JdbcClient transaction, Case due, Instant now) {
        Instant deadline = Objects.requireNonNull(due.deadline());
        if (cases.schedule(transaction, due, Stage.DEADLINE, deadline, deadline, due.lapses())) {
            cases.history(transaction, due.id(), "resident told", null, "draft not sent in time");
            outbox.post(
                    transaction,
                    due.resident(),
                    new Letter("patience", words.say("case.patience", due.number(), CommuneTime.said(deadline)), null),
                    now,
                    now.plus(Outbox.WINDOW));
        }
    }

    private boolean move(
            JdbcClient transaction, Case due, @Nullable Officer owner, Stage stage, Instant dueAt, Instant deadline) {
        boolean isOther = owner != null && !Objects.equals(due.owner(), owner.id());
        boolean isMoved = cases.move(transaction, due, due.state(), owner, stage, dueAt, deadline);
        if (isMoved && isOther) {
            cases.history(transaction, due.id(), "assigned", owner, "the officer before is away");
        }
        return isMoved;
    }
}
