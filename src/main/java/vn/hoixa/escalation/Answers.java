package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.CaseTexts.Sort;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Enclosure;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;

/** An officer's words to a resident, and what they do to the case; each in the transaction of whoever calls. */
@Component
class Answers {
    /** In the history: a person answered in Zalo's own tools. */
    static final String BY_HAND = "answered by hand";

    private final Cases cases;
    private final CaseTexts texts;
    private final Directory directory;
    private final Outbox outbox;
    private final CaseWords words;
    private final CaseSettings settings;
    private final InstantSource clock;

    Answers(
            Cases cases,
            CaseTexts texts,
            Directory directory,
            Outbox outbox,
            CaseWords words,
            CaseSettings settings,
            InstantSource clock) {
        this.cases = cases;
        this.texts = texts;
        this.directory = directory;
        this.outbox = outbox;
        this.words = words;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether words to the resident go out now, and are not kept back until they write. */
    boolean reaches(JdbcClient transaction, Case about) {
        return outbox.reaches(transaction, about.residentRow());
    }

    /** The case is taken until somebody says that this was all. */
    void answer(
            JdbcClient transaction,
            Case about,
            Officer officer,
            String text,
            List<Enclosure> files,
            Set<ResidentId> wakes) {
        send(transaction, about, officer, Sort.ANSWER, text, wakes);
        Instant now = clock.instant();
        for (Enclosure file : files) {
            Letter letter = Letter.of("officer", file).byOfficer();
            outbox.post(
                    transaction, about.resident(), letter, now, about.openedAt().plus(Outbox.WINDOW));
        }
        isAnswered(transaction, about, officer);
        cases.history(
                transaction, about.id(), "answer sent", officer, files.isEmpty() ? "" : files.size() + " file(s)");
    }

    /** Pictures and files, with a line that says from whom. */
    void files(JdbcClient transaction, Case about, Officer officer, List<Enclosure> files, Set<ResidentId> wakes) {
        answer(transaction, about, officer, words.say("desk.resident.files"), files, wakes);
    }

    /** The resident knows that somebody looks after it; the deadline stays. */
    void hold(JdbcClient transaction, Case about, Officer officer, String text, Set<ResidentId> wakes) {
        send(transaction, about, officer, Sort.HOLD, text, wakes);
        State state = about.state() == State.NEW ? State.TAKEN : about.state();
        move(transaction, about, state, officer, about.stage(), about.dueAt(), about.deadline());
        cases.history(transaction, about.id(), "put off", officer, "");
    }

    /** The clock stands until the resident answers, once the question has reached them. */
    void ask(JdbcClient transaction, Case about, Officer officer, String text, Set<ResidentId> wakes) {
        send(transaction, about, officer, Sort.QUESTION, text, wakes);
        Instant due = clock.instant().plus(settings.askDone());
        move(transaction, about, State.WAITING, officer, Stage.ASKED, due, about.deadline());
        cases.history(transaction, about.id(), "asked back", officer, "");
    }

    void refuse(JdbcClient transaction, Case about, Officer officer, String reason, Set<ResidentId> wakes) {
        send(transaction, about, officer, Sort.REFUSAL, reason, wakes);
        move(transaction, about, State.REFUSED, officer, null, null, about.deadline());
        cases.history(transaction, about.id(), "refused", officer, "");
    }

    void passOutside(JdbcClient transaction, Case about, Officer officer, String authority, Set<ResidentId> wakes) {
        send(transaction, about, officer, Sort.PASSED, authority, wakes);
        move(transaction, about, State.PASSED, officer, null, null, about.deadline());
        cases.history(transaction, about.id(), "passed on", officer, "to another authority");
    }

    /** HoiXa answers again; whoever was promised an officer's answer is told not to wait for it. */
    void handBack(JdbcClient transaction, Case about, Officer officer, Set<ResidentId> wakes) {
        Instant now = clock.instant();
        texts.dropUnsent(transaction, about, officer);
        Letter letter = new Letter("case", words.say("case.handed-back", about.number()), null);
        outbox.post(transaction, about.resident(), letter, now, now.plus(Outbox.WINDOW));
        move(transaction, about, State.CLOSED, officer, null, null, about.deadline());
        cases.history(transaction, about.id(), "handed back", officer, "");
        wakes.add(about.resident());
    }

    /** Somebody answered in Zalo's own tools: that takes the resident's newest open case. */
    void byHand(JdbcClient transaction, String oa, long resident, String admin, String text) {
        Optional<Case> open = cases.newestOpen(transaction, resident);
        if (open.isEmpty()) {
            return;
        }
        Case about = open.get();
        // Whom the case concerns has not answered it.
        Officer officer = directory
                .administers(oa, admin)
                .filter(known -> !about.exclusion().covers(known))
                .orElse(null);
        if (Orders.isHold(text)) {
            State state = about.state() == State.NEW ? State.TAKEN : about.state();
            move(transaction, about, state, officer, about.stage(), about.dueAt(), about.deadline());
            cases.history(transaction, about.id(), "put off by hand", officer, officer == null ? "unknown person" : "");
        } else {
            isAnswered(transaction, about, officer);
            cases.history(transaction, about.id(), BY_HAND, officer, officer == null ? "unknown person" : "");
        }
    }

    /** The officer says that it was they who answered; false where nobody answered so. */
    boolean claim(JdbcClient transaction, Case about, Officer officer) {
        Optional<String> admin = transaction
                .sql("""
                        SELECT admin_id FROM incoming WHERE resident_id = ? AND admin_id IS NOT NULL AND received_at >= ?
                        ORDER BY zalo_time DESC, id DESC LIMIT 1""")
                .params(about.residentRow(), about.openedAt().toEpochMilli())
                .query(String.class)
                .optional();
        if (admin.isEmpty()) {
            return false;
        }
        directory.administersAs(officer, admin.get());
        cases.history(transaction, about.id(), "said to have answered", officer, "");
        return true;
    }

    /** Whoever was asked once whether that was all is not asked again. */
    private void isAnswered(JdbcClient transaction, Case about, @Nullable Officer officer) {
        Instant now = clock.instant();
        boolean wasAsked = about.stage() == Stage.SETTLE;
        Stage stage = wasAsked ? Stage.SETTLE : Stage.ASK_DONE;
        Instant due = now.plus(wasAsked ? settings.settle() : settings.askDone());
        move(transaction, about, State.TAKEN, officer, stage, due, about.deadline());
    }

    private void send(
            JdbcClient transaction, Case about, Officer officer, Sort sort, String text, Set<ResidentId> wakes) {
        Instant now = clock.instant();
        // From then on what the resident did last tells whether Zalo lets it through.
        Instant surely = about.openedAt().plus(Outbox.WINDOW);
        String key = "desk.resident." + sort.column().replace('_', '-');
        String letter = words.say(key, text, officer.name(), officer.post(), about.number());
        texts.dropUnsent(transaction, about, officer);
        List<Long> ids = outbox.post(
                transaction, about.resident(), new Letter("officer", letter, null).byOfficer(), now, surely);
        texts.keep(transaction, about, sort, officer, text, ids.isEmpty() ? null : ids.getFirst());
        wakes.add(about.resident());
    }

    /** On PostgreSQL the case's clock may strike meanwhile: then all is done again, on what it left. */
    void move(
            JdbcClient transaction,
            Case about,
            State state,
            @Nullable Officer owner,
            @Nullable Stage stage,
            @Nullable Instant dueAt,
            @Nullable Instant deadline) {
        if (!cases.move(transaction, about, state, owner, stage, dueAt, deadline)) {
            throw new CannotAcquireLockException("case " + about.id() + " was changed meanwhile");
        }
        if (owner != null && !Objects.equals(about.owner(), owner.id())) {
            cases.history(transaction, about.id(), "assigned", owner, "by what was done");
        }
    }
}
