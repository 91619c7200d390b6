package vn.hoixa.inquiry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.Cases;
import vn.hoixa.escalation.Cases.Case;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/**
 * Events that no try could treat. Each is kept with its cause, becomes a case, and the resident is told; nothing that
 * may have failed before (reading, matching, deciding) runs on this path.
 */
@Component
public class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final Database database;
    private final Cases cases;
    private final Communes communes;
    private final Outbox outbox;
    private final Replies replies;
    private final InstantSource clock;

    DeadLetters(
            Database database, Cases cases, Communes communes, Outbox outbox, Replies replies, InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.communes = communes;
        this.outbox = outbox;
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * An event that was given up.
     *
     * @param oa page
     * @param attempts how often it was tried
     * @param buriedAt when it was given up
     */
    public record DeadLetter(long id, String oa, String cause, int attempts, Instant buriedAt) {}

    /** The latest hundred, newest first. */
    public List<DeadLetter> latest() {
        return database.read()
                .sql("SELECT id, oa, cause, attempts, buried_at FROM dead_letter ORDER BY id DESC LIMIT 100")
                .query((row, i) -> new DeadLetter(
                        row.getLong("id"),
                        row.getString("oa"),
                        row.getString("cause"),
                        row.getInt("attempts"),
                        Instant.ofEpochMilli(row.getLong("buried_at"))))
                .list();
    }

    void bury(ResidentId resident, List<Mail> mail, String cause) {
        Instant now = clock.instant();
        database.write(transaction -> {
            long buried = mail.stream()
                    .filter(letter -> insert(transaction, resident, letter, cause, now))
                    .count();
            Commune commune = communes.of(resident.oa());
            if (buried > 0 && commune != null && !resident.isPage()) {
                tell(transaction, resident, commune, now);
            }
            return buried;
        });
        log.error(
                "{} event(s) on page {} could not be treated and are kept as dead letters: {}",
                mail.size(),
                resident.oa(),
                cause);
    }

    private static boolean insert(JdbcClient transaction, ResidentId resident, Mail mail, String cause, Instant now) {
        return transaction
                        .sql("""
                                INSERT INTO dead_letter (event_key, oa, zalo_user, cause, attempts, body, buried_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(mail.key(), resident.oa(), resident.user(), cause, mail.tries())
                        .params(mail.body().replace("\0", ""), now.toEpochMilli())
                        .update()
                == 1;
    }

    private void tell(JdbcClient transaction, ResidentId resident, Commune commune, Instant now) {
        long row = Conversations.resident(transaction, resident, now);
        Case opened = cases.openFor(transaction, commune, row, "DEAD_LETTER", null, now);
        long turn = Conversations.nextTurn(transaction, row);
        Letter apology = new Letter("apology", replies.apology(commune, opened), null);
        outbox.enqueue(transaction, row, turn, List.of(apology), now, now.plus(Outbox.WINDOW));
    }
}
