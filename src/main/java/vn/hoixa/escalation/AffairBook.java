package vn.hoixa.escalation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/** The resident's side of cases: what they have with us, and what they say of an answer. */
@Component
public class AffairBook {
    private static final Pattern NUMBER = Pattern.compile("CH-(\\d{4,9})");

    private final Database database;
    private final Cases cases;
    private final Notices notices;
    private final Undecided undecided;
    private final CaseSettings settings;

    AffairBook(Database database, Cases cases, Notices notices, Undecided undecided, CaseSettings settings) {
        this.database = database;
        this.cases = cases;
        this.notices = notices;
        this.undecided = undecided;
        this.settings = settings;
    }

    /**
     * What a resident has with us.
     *
     * @param quoted ids of messages of ours that they replied to
     */
    public Affairs of(ResidentId resident, List<String> quoted) {
        List<Case> theirs = cases.of(resident);
        if (theirs.isEmpty()) {
            return Affairs.NONE;
        }
        Map<Long, Instant> spoken = spoken(resident);
        Map<Long, Said> answers = said(resident, "answer");
        Map<Long, Said> questions = said(resident, "question");
        Map<Long, Said> reasons = said(resident, "refusal");
        reasons.putAll(said(resident, "passed"));
        Instant lastTurn = lastTurn(resident);
        List<Affair> all = theirs.stream()
                .map(one -> {
                    Said answer = answers.get(one.id());
                    Said question = questions.get(one.id());
                    Said reason = reasons.get(one.id());
                    Instant at = spoken.getOrDefault(one.id(), one.openedAt());
                    return new Affair(
                            one,
                            at.isAfter(one.openedAt()) ? at : one.openedAt(),
                            owner(one),
                            one.exclusion().instead() == Exclusion.Instead.NONE ? null : notices.instead(one),
                            reason == null ? "" : reason.text(),
                            answer == null ? null : answer.text(),
                            answer == null ? null : answer.at(),
                            question == null ? null : question.text(),
                            answer != null && !lastTurn.isAfter(answer.at()));
                })
                .toList();
        Affairs affairs = new Affairs(all, null, undecided.of(resident));
        return new Affairs(all, quoted(affairs, resident, quoted), affairs.pending());
    }

    /** The resident says that the answer will do. */
    public Handed confirm(JdbcClient transaction, Affair affair, Set<ResidentId> wakes) {
        Case found = CaseRows.find(transaction, affair.about().id());
        Officer owner = cases.owner(found);
        if (found.state().isOpen()) {
            cases.move(transaction, found, State.ANSWERED, null, null, null, found.deadline());
        }
        cases.history(transaction, found.id(), "answered", null, "the resident confirms");
        if (owner != null) {
            wakes.addAll(notices.affair(transaction, found, owner, "confirmed", "case.affair.confirmed", ""));
        }
        return cases.handed(found, false, owner);
    }

    /** The resident says that it will not do: the same officer has it again, with a new deadline. */
    public Handed reopen(JdbcClient transaction, Commune commune, Affair affair, String text, Set<ResidentId> wakes) {
        Case before = CaseRows.find(transaction, affair.about().id());
        boolean isReopened = cases.takeAgain(transaction, before, commune);
        Case again = CaseRows.find(transaction, before.id());
        Officer owner = cases.owner(again);
        if (isReopened) {
            cases.history(transaction, again.id(), "reopened", null, "the resident is not content");
            if (owner != null) {
                wakes.addAll(notices.affair(transaction, again, owner, "reopened", "case.affair.reopened", text));
            }
        }
        return cases.handed(again, false, owner);
    }

    /**
     * Keeps words until the resident says which case they belong to.
     *
     * @param offered in the order of the choices
     */
    public void ask(JdbcClient transaction, long resident, long turn, Handover meant, List<Affair> offered) {
        undecided.keep(
                transaction,
                resident,
                turn,
                meant,
                offered.stream().map(affair -> affair.about().id()).toList());
    }

    /** What was pending, as it is handed over: to one of the offered cases, or as one of its own. */
    public static Handover meant(Commune commune, Pending pending, @Nullable Case joins) {
        return Undecided.handover(commune, pending, joins);
    }

    /** What was pending belongs to that case. */
    public void settle(JdbcClient transaction, long resident, Pending pending, long found) {
        undecided.settle(transaction, resident, pending, found);
    }

    private @Nullable String owner(Case one) {
        Officer owner = cases.owner(one);
        return owner == null ? null : notices.introduced(owner, settings.showTelephone());
    }

    private @Nullable Affair quoted(Affairs affairs, ResidentId resident, List<String> messages) {
        for (String message : messages) {
            Affair found = database
                    .read()
                    .sql("""
                            SELECT o.text, x.case_id FROM outgoing o JOIN resident r ON r.id = o.resident_id
                            LEFT JOIN case_text x ON x.outgoing_id = o.id AND x.resident_id = o.resident_id
                            WHERE o.message_id = ? AND r.oa = ? AND r.zalo_user = ?""")
                    .params(message, resident.oa(), resident.user())
                    .query((row, i) -> {
                        long id = row.getLong("case_id");
                        return row.wasNull() ? named(affairs, row.getString("text")) : affairs.withId(id);
                    })
                    .list()
                    .stream()
                    .findFirst()
                    .flatMap(one -> one)
                    .orElse(null);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Every letter about a case names it. */
    private static Optional<Affair> named(Affairs affairs, String letter) {
        Matcher number = NUMBER.matcher(letter);
        return number.find() ? affairs.numbered(Integer.parseInt(number.group(1))) : Optional.empty();
    }

    private Map<Long, Instant> spoken(ResidentId resident) {
        Map<Long, Instant> spoken = new HashMap<>();
        database.read()
                .sql("""
                        SELECT t.case_id, MAX(t.decided_at) AS at FROM turn t JOIN resident r ON r.id = t.resident_id
                        WHERE r.oa = :oa AND r.zalo_user = :user AND t.case_id IS NOT NULL GROUP BY t.case_id
                        UNION ALL
                        SELECT x.case_id, MAX(x.created_at) AS at FROM case_text x JOIN resident r ON r.id = x.resident_id
                        WHERE r.oa = :oa AND r.zalo_user = :user AND x.outgoing_id IS NOT NULL GROUP BY x.case_id""")
                .param("oa", resident.oa())
                .param("user", resident.user())
                .query((row, i) -> Map.entry(row.getLong("case_id"), Instant.ofEpochMilli(row.getLong("at"))))
                .list()
                .forEach(entry ->
                        spoken.merge(entry.getKey(), entry.getValue(), (one, two) -> one.isAfter(two) ? one : two));
        return spoken;
    }

    /** Words that went to the resident, and when; several letters of one answer stand together. */
    private record Said(String text, Instant at) {
        Said with(Said next) {
            return at.equals(next.at()) ? new Said(text + "\n\n" + next.text(), at) : next;
        }
    }

    private Map<Long, Said> said(ResidentId resident, String kind) {
        Map<Long, Said> said = new HashMap<>();
        database.read()
                .sql("""
                        SELECT x.case_id, x.text, x.created_at FROM case_text x JOIN resident r ON r.id = x.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND x.kind = ? ORDER BY x.id""")
                .params(resident.oa(), resident.user(), kind)
                .query((row, i) -> Map.entry(
                        row.getLong("case_id"),
                        new Said(row.getString("text"), Instant.ofEpochMilli(row.getLong("created_at")))))
                .list()
                .forEach(entry -> said.merge(entry.getKey(), entry.getValue(), Said::with));
        return said;
    }

    private Instant lastTurn(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT COALESCE(MAX(t.decided_at), 0) FROM turn t JOIN resident r ON r.id = t.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ?""")
                .params(resident.oa(), resident.user())
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .single();
    }
}
