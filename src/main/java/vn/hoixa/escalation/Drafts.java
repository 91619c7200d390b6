package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/** Answers of ours that an officer sends, as they are or in other words. */
@Component
public class Drafts {
    private static final String DRAFT = "draft";

    /** Kind of the letters, as if they had gone out by themselves. */
    private static final String ANSWER = "answer";

    private static final String UNCHANGED = "unchanged";
    private static final String CHANGED = "changed";

    private final Database database;
    private final Cases cases;
    private final Communes communes;
    private final Outbox outbox;
    private final InstantSource clock;

    Drafts(Database database, Cases cases, Communes communes, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.communes = communes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Letters of a case that wait for being sent. */
    private record Kept(String text, @Nullable String menu, boolean isOurs) {}

    /** A drafted answer that was sent: its menu is the one that a digit answers now. */
    public record Sent(String guide, String menu, Instant at) {}

    static void keep(JdbcClient transaction, long id, long resident, List<Letter> letters, Instant now) {
        letters.forEach(
                letter -> insert(transaction, id, resident, DRAFT, null, letter.text(), letter.menu(), null, now));
    }

    /** What would be sent, as the officer reads it; empty where there is no draft. */
    public String text(JdbcClient read, Case about) {
        return kept(read, about.id()).stream().map(Kept::text).collect(Collectors.joining("\n\n"));
    }

    /** Other words for it; the numbered choices go with ours. */
    public void replace(JdbcClient transaction, Case about, String text) {
        transaction
                .sql("DELETE FROM case_text WHERE case_id = ? AND kind = ?")
                .params(about.id(), DRAFT)
                .update();
        insert(transaction, about.id(), about.residentRow(), DRAFT, about.owner(), text, null, null, clock.instant());
        cases.history(transaction, about.id(), "draft changed", cases.owner(about), "");
    }

    /**
     * Sends it as if it had gone out by itself; whoever calls wakes the resident when the transaction is over.
     *
     * @return false where there is nothing to send, or the case was changed meanwhile; then nothing was done
     */
    public boolean send(JdbcClient transaction, Case about) {
        List<Kept> letters = kept(transaction, about.id());
        Instant now = clock.instant();
        boolean reaches = outbox.reaches(transaction, about.residentRow());
        // What the window keeps back is not answered: the clock goes on.
        boolean isMoved = !letters.isEmpty()
                && (reaches
                        ? cases.move(transaction, about, State.ANSWERED, null, null, null, about.deadline())
                        : cases.move(
                                transaction, about, State.TAKEN, null, about.stage(), about.dueAt(), about.deadline()));
        if (!isMoved) {
            return false;
        }
        for (Kept kept : letters) {
            Letter letter = new Letter(ANSWER, kept.text(), kept.menu());
            List<Long> ids = outbox.post(transaction, about.resident(), letter, now, now.plus(Outbox.WINDOW));
            Long first = ids.isEmpty() ? null : ids.getFirst();
            insert(
                    transaction,
                    about.id(),
                    about.residentRow(),
                    ANSWER,
                    about.owner(),
                    kept.text(),
                    kept.menu(),
                    first,
                    now);
        }
        transaction
                .sql("DELETE FROM case_text WHERE case_id = ? AND kind = ?")
                .params(about.id(), DRAFT)
                .update();
        boolean isOurs = letters.stream().allMatch(Kept::isOurs);
        cases.history(transaction, about.id(), "draft sent", cases.owner(about), isOurs ? UNCHANGED : CHANGED);
        return true;
    }

    /**
     * Which share of the drafts went out unchanged, between 0 and 1; empty where none was sent.
     *
     * @param field folder of the bank, or its name as guides have it
     */
    public Optional<Double> unchanged(Commune commune, String field, Instant since) {
        return Optional.ofNullable(unchanged(commune, since).get(communes.fieldKey(field)));
    }

    /** The same by folder of the bank, for those of which some were sent. */
    public Map<String, Double> unchanged(Commune commune, Instant since) {
        return database
                .read()
                .sql("""
                        SELECT c.field, h.reason FROM case_history h JOIN cases c ON c.id = h.case_id
                        WHERE c.commune = ? AND h.what = 'draft sent' AND h.at >= ?""")
                .params(commune.id(), since.toEpochMilli())
                .query((row, i) -> Map.entry(
                        communes.fieldKey(
                                Optional.ofNullable(row.getString("field")).orElse("")),
                        row.getString("reason").equals(UNCHANGED) ? 1.0 : 0.0))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.averagingDouble(Map.Entry::getValue)));
    }

    /** The last draft that was sent, if the resident has written nothing since. */
    public Optional<Sent> lastSent(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT c.guide, x.menu, x.created_at FROM case_text x
                            JOIN cases c ON c.id = x.case_id JOIN resident r ON r.id = x.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND c.kind = 'draft' AND c.guide IS NOT NULL
                            AND x.kind = 'answer' AND x.menu IS NOT NULL
                            AND x.created_at >= (SELECT COALESCE(MAX(t.decided_at), 0) FROM turn t
                                WHERE t.resident_id = x.resident_id)
                        ORDER BY x.id DESC LIMIT 1""")
                .params(resident.oa(), resident.user())
                .query((row, i) -> new Sent(
                        row.getString("guide"), row.getString("menu"), Instant.ofEpochMilli(row.getLong("created_at"))))
                .optional();
    }

    private static List<Kept> kept(JdbcClient read, long id) {
        return read.sql("SELECT text, menu, officer_id FROM case_text WHERE case_id = ? AND kind = ? ORDER BY id")
                .params(id, DRAFT)
                .query((row, i) -> {
                    row.getLong("officer_id");
                    boolean isOurs = row.wasNull();
                    return new Kept(row.getString("text"), row.getString("menu"), isOurs);
                })
                .list();
    }

    private static void insert(
            JdbcClient transaction,
            long id,
            long resident,
            String kind,
            @Nullable Long officer,
            String text,
            @Nullable String menu,
            @Nullable Long outgoing,
            Instant now) {
        transaction
                .sql("""
                        INSERT INTO case_text (case_id, resident_id, kind, officer_id, text, menu, outgoing_id, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id, resident, kind)
                .param(officer)
                .param(text)
                .param(menu)
                .param(outgoing)
                .param(now.toEpochMilli())
                .update();
    }
}
