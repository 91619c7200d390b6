package vn.hoixa.escalation;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Officer;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/** Open cases of an officer who left go to others at once; what is missed here, the case's clock hands on. */
@Component
public class Departures {
    private final Cases cases;
    private final Assignment assignment;
    private final Notices notices;
    private final CaseView view;
    private final Database database;
    private final Mailbox mailbox;
    private final InstantSource clock;

    Departures(
            Cases cases,
            Assignment assignment,
            Notices notices,
            CaseView view,
            Database database,
            Mailbox mailbox,
            InstantSource clock) {
        this.cases = cases;
        this.assignment = assignment;
        this.notices = notices;
        this.view = view;
        this.database = database;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** How many cases wait for something that the officer does, or for the resident's word to them. */
    public int open(long officer) {
        return cases.owned(officer).size();
    }

    /** After the officer was removed from the directory. */
    public void handOn(long officer) {
        cases.owned(officer).forEach(this::handOn);
    }

    private void handOn(Case open) {
        Officer next = assignment
                .choose(open.commune(), open.field(), open.exclusion(), clock.instant())
                .orElse(null);
        if (next == null) {
            notices.nobody(open);
            return;
        }
        Set<ResidentId> wakes = database.write(transaction -> handOn(transaction, open, next));
        wakes.forEach(account -> mailbox.wake(account, clock.instant()));
    }

    private Set<ResidentId> handOn(JdbcClient transaction, Case open, Officer next) {
        State state = open.state() == State.WAITING ? State.WAITING : State.NEW;
        if (!cases.move(transaction, open, state, next, open.stage(), open.dueAt(), open.deadline())) {
            return Set.of();
        }
        cases.history(transaction, open.id(), "assigned", next, "the officer before left");
        Case moved = CaseRows.find(transaction, open.id());
        return new HashSet<>(notices.assigned(transaction, moved, next, view.opening(transaction, moved)));
    }
}
