package vn.hoixa.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Enclosure;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.privacy.Masking;

/**
 * What officers and leaders are told: on the page while Zalo lets it write to them, else by e-mail; who can be reached
 * by neither is an alarm.
 */
@Component
public class Notices {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    /** Kind of an answer to what an officer ordered. */
    static final String DESK = "desk";

    /** Kind of a report's summary. */
    static final String REPORT = "report";

    /** What is read on a locked phone. */
    private static final int LONGEST_QUOTE = 200;

    /** An order is answered within it, a slow database included. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private final Communes communes;
    private final Outbox outbox;
    private final Alarms alarms;
    private final CaseWords words;
    private final InstantSource clock;

    Notices(Communes communes, Outbox outbox, Alarms alarms, CaseWords words, InstantSource clock) {
        this.communes = communes;
        this.outbox = outbox;
        this.alarms = alarms;
        this.words = words;
        this.clock = clock;
    }

    /** A case is theirs now. */
    Set<ResidentId> assigned(JdbcClient transaction, Case about, Officer officer, String text) {
        String key = about.kind() == Kind.EMERGENCY ? "case.notice.emergency" : "case.notice.new";
        return tell(
                transaction,
                officer,
                about,
                "assigned",
                words.say(key, about.number(), quote(about, text), until(about)) + "\n\n"
                        + words.say("case.notice.how"));
    }

    /** A colleague passed it on to them, perhaps with a word. */
    Set<ResidentId> passed(JdbcClient transaction, Case about, Officer from, Officer to, String note, String text) {
        String word = note.isEmpty() ? "" : "\n\n" + words.say("desk.notice.word", from.name(), note);
        return tell(
                transaction,
                to,
                about,
                "assigned",
                words.say("desk.notice.passed", about.number(), named(from), quote(about, text), until(about)) + word
                        + "\n\n" + words.say("case.notice.how"));
    }

    /** The resident wrote more. */
    Set<ResidentId> more(JdbcClient transaction, Case about, Officer officer, String text) {
        return tell(
                transaction,
                officer,
                about,
                "more",
                words.say("case.notice.more", about.number(), quote(about, text), until(about)));
    }

    /** An answer of ours that they have to send. */
    Set<ResidentId> draft(JdbcClient transaction, Case about, Officer officer, String text, List<Letter> draft) {
        String letters = draft.stream().map(Letter::text).collect(Collectors.joining("\n\n"));
        return tell(
                transaction,
                officer,
                about,
                "assigned",
                words.say("case.draft.notice", about.number(), quote(about, text), letters, until(about)));
    }

    /** What the resident says of the answer. */
    Set<ResidentId> affair(
            JdbcClient transaction, Case about, Officer officer, String kind, String messageKey, String text) {
        return tell(
                transaction,
                officer,
                about,
                kind,
                words.say(messageKey, about.number(), quote(about, text), until(about)));
    }

    /** The resident's data are gone, and the question with them. */
    Set<ResidentId> withdrawn(JdbcClient transaction, Case about, Officer officer) {
        return tell(transaction, officer, about, "withdrawn", words.say("case.notice.withdrawn", about.number()));
    }

    /** Half of the time is over, or all of it. */
    Set<ResidentId> reminder(JdbcClient transaction, Case about, Officer officer, Stage stage) {
        String key = stage == Stage.HALF ? "case.notice.half" : "case.notice.deadline";
        return tell(transaction, officer, about, stage.column(), words.say(key, about.number(), until(about)));
    }

    /** The deadline passed and nobody has answered. */
    Set<ResidentId> lapsed(JdbcClient transaction, Case about, Officer leader, @Nullable Officer owner) {
        String who = owner == null ? words.say("case.nobody") : named(owner);
        return tell(
                transaction,
                leader,
                about,
                "lapsed",
                words.say("case.notice.lapsed", about.number(), who, until(about)));
    }

    /** All that is overdue, to a leader in the morning. */
    Set<ResidentId> overdue(JdbcClient transaction, Officer leader, String list) {
        return tell(transaction, leader, null, "overdue", list);
    }

    /** What the week or month came to, to a leader; whoever calls wakes them when the transaction is over. */
    public Set<ResidentId> report(JdbcClient transaction, Officer leader, String summary) {
        return tell(transaction, leader, null, REPORT, summary);
    }

    Set<ResidentId> say(JdbcClient transaction, Case about, Officer officer, String kind, String text) {
        return tell(transaction, officer, about, kind, text);
    }

    /** A picture or file of the resident's, on the officer's phone; whoever calls wakes them. */
    void show(JdbcClient transaction, Officer officer, long attachment) {
        ResidentId account = account(officer);
        if (account != null) {
            Instant now = clock.instant();
            Letter letter =
                    Letter.of("notice", new Enclosure.Attachment(attachment)).toOfficer();
            outbox.post(transaction, account, letter, now, now);
        }
    }

    private @Nullable ResidentId account(Officer officer) {
        return communes.all().stream()
                .filter(commune -> commune.id().equals(officer.commune()) && officer.zaloUser() != null)
                .findFirst()
                .map(commune -> new ResidentId(commune.oa(), String.valueOf(officer.zaloUser())))
                .orElse(null);
    }

    /** A letter that is no notice about one case, but names these. */
    void names(JdbcClient transaction, List<Long> letters, List<Case> named) {
        letters.forEach(letter -> named.forEach(about -> transaction
                .sql("INSERT INTO letter_case (outgoing_id, case_id) VALUES (?, ?)")
                .params(letter, about.id())
                .update()));
    }

    /** What officers were told of a resident's cases, and ordered, holds words of theirs: it goes with them. */
    void forget(JdbcClient transaction, long resident) {
        List<Long> letters = transaction
                .sql("""
                        SELECT n.outgoing_id FROM notice n JOIN cases c ON c.id = n.case_id
                        WHERE c.resident_id = :resident AND n.outgoing_id IS NOT NULL
                        UNION SELECT l.outgoing_id FROM letter_case l JOIN cases c ON c.id = l.case_id
                        WHERE c.resident_id = :resident""")
                .param("resident", resident)
                .query(Long.class)
                .list();
        forgetOrders(transaction, letters);
        transaction
                .sql("DELETE FROM letter_case WHERE case_id IN (SELECT id FROM cases WHERE resident_id = ?)")
                .param(resident)
                .update();
        // An order for the resident that waits for an officer's number.
        transaction.sql("""
                        DELETE FROM desk_question WHERE EXISTS (SELECT 1 FROM cases c WHERE c.resident_id = ?
                            AND (c.id = desk_question.case_id OR (desk_question.asked = 'case'
                                AND ',' || desk_question.choices || ',' LIKE '%,' || c.id || ',%')))""").param(resident).update();
        transaction
                .sql("DELETE FROM notice WHERE case_id IN (SELECT id FROM cases WHERE resident_id = ?)")
                .param(resident)
                .update();
        outbox.forget(transaction, letters);
    }

    /**
     * What officers ordered is no text of a case, but was answered in its own transaction: by a notice, or by a letter
     * that asks which case is meant. Those tell the account, whoever has it by now.
     */
    private static void forgetOrders(JdbcClient transaction, List<Long> letters) {
        letters.forEach(letter -> transaction
                .sql("""
                        UPDATE incoming SET text = '', detail = NULL WHERE (resident_id, turn) IN (
                            SELECT t.resident_id, t.number FROM outgoing o
                                JOIN turn t ON t.resident_id = o.resident_id AND t.decision = 'desk'
                                    AND t.decided_at BETWEEN o.created_at - :moment AND o.created_at
                            WHERE o.id = :letter)""")
                .param("moment", MOMENT.toMillis())
                .param("letter", letter)
                .update());
    }

    /** Nobody can be reached who may answer. */
    void nobody(Case about) {
        log.error(
                "Nobody in commune {} can be reached for case {}. The case waits; link an officer's Zalo account or enter"
                        + " an e-mail address in the directory.",
                about.commune(),
                about.number());
        alarms.raise(
                AlarmKind.OFFICER_UNREACHED, about.commune(), about.number().toString());
    }

    /** As residents are told who looks after them. */
    String introduced(Officer officer, boolean withTelephone) {
        return withTelephone && officer.telephone() != null
                ? words.say("case.officer-with-telephone", officer.name(), officer.post(), officer.telephone())
                : words.say("case.officer", officer.name(), officer.post());
    }

    /** Who treats what nobody in the commune may. */
    String instead(Case about) {
        String province = communes.all().stream()
                .filter(commune -> commune.id().equals(about.commune()))
                .map(Commune::province)
                .findFirst()
                .orElse("");
        return words.say(about.exclusion().instead().messageKey(), province);
    }

    static String named(Officer officer) {
        return officer.name() + " (" + officer.post() + ")";
    }

    private String until(Case about) {
        return about.deadline() == null ? words.say("desk.no-deadline") : CommuneTime.said(about.deadline());
    }

    private String quote(Case about, String text) {
        if (!about.kind().isQuotable()) {
            return words.say("case.notice.unseen");
        }
        String masked = Masking.mask(text.strip());
        if (masked.isEmpty()) {
            return words.say("case.notice.wordless");
        }
        boolean isLong = masked.codePointCount(0, masked.length()) > LONGEST_QUOTE;
        return isLong ? masked.substring(0, masked.offsetByCodePoints(0, LONGEST_QUOTE)) + "…" : masked;
    }

    private Set<ResidentId> tell(
            JdbcClient transaction, Officer officer, @Nullable Case about, String kind, String text) {
        Instant now = clock.instant();
        ResidentId account = account(officer);
        // The window decides at once whether the page may write; what it may not goes by e-mail.
        List<Long> letters = account == null
                ? List.of()
                : outbox.post(transaction, account, new Letter("notice", text, null).toOfficer(), now, now);
        transaction
                .sql("""
                        INSERT INTO notice (case_id, officer_id, kind, text, outgoing_id, state, due_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(about == null ? null : about.id())
                .params(officer.id(), kind, text)
                .param(letters.isEmpty() ? null : letters.getFirst())
                .param(letters.isEmpty() ? "mail" : "page")
                .params(now.toEpochMilli(), now.toEpochMilli())
                .update();
        letters.stream().skip(1).forEach(page -> goesOn(transaction, officer, about, page, now));
        return letters.isEmpty() || account == null ? Set.of() : Set.of(account);
    }

    /** A further page of the same notice, so that it can be forgotten with the first. */
    private static void goesOn(JdbcClient transaction, Officer officer, @Nullable Case about, long page, Instant now) {
        transaction
                .sql("""
                        INSERT INTO notice (case_id, officer_id, kind, text, outgoing_id, state, created_at)
                        VALUES (?, ?, 'page', '', ?, 'told', ?)""")
                .param(about == null ? null : about.id())
                .params(officer.id(), page, now.toEpochMilli())
                .update();
    }
}
