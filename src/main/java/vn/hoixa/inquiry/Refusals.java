package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/**
 * Tells residents which of their pictures and files were not taken, each once; that there are too many of them, once a
 * day.
 */
@Component
class Refusals {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Set<String> NO_ROOM = Set.of(Attachments.MANY, Attachments.FULL);

    private final Database database;
    private final Conversations conversations;
    private final Replies replies;
    private final Outbox outbox;
    private final Silence silence;
    private final InstantSource clock;

    Refusals(
            Database database,
            Conversations conversations,
            Replies replies,
            Outbox outbox,
            Silence silence,
            InstantSource clock) {
        this.database = database;
        this.conversations = conversations;
        this.replies = replies;
        this.outbox = outbox;
        this.silence = silence;
        this.clock = clock;
    }

    /** One of the resident's attachments that was refused, or given up. */
    private record Refused(long id, long resident, String kind, String cause, boolean isFailure, long sentAt) {
        boolean lacksRoom() {
            return NO_ROOM.contains(cause);
        }

        /** As the messages are called. */
        String words() {
            return isFailure ? "failed" : cause.toLowerCase(Locale.ROOT);
        }
    }

    void tell(ResidentId resident) {
        Instant now = clock.instant();
        List<Refused> untold = untold(resident, now);
        if (untold.isEmpty()) {
            return;
        }
        // Who just spoke with them sees it, and speaks of it.
        boolean officerSpeaks = conversations.officerSpoke(resident, now.minus(silence.silence()));
        Conversation.State state = conversations.conversation(resident).state();
        database.write(transaction -> {
            boolean isOldNews = toldOfRoom(transaction, untold.getFirst().resident(), now);
            List<Letter> letters = untold.stream()
                    .filter(refused -> !officerSpeaks && !(refused.lacksRoom() && isOldNews))
                    .map(refused -> replies.refusal(state, refused.kind(), refused.words()))
                    .distinct()
                    .map(text -> new Letter("refusal", text, null))
                    .toList();
            untold.forEach(refused -> transaction
                    .sql("UPDATE attachment SET told_at = ? WHERE id = ?")
                    .params(now.toEpochMilli(), refused.id())
                    .update());
            if (!letters.isEmpty()) {
                long row = untold.getFirst().resident();
                Instant lastSent = Instant.ofEpochMilli(untold.getLast().sentAt());
                long turn = Conversations.nextTurn(transaction, row);
                outbox.enqueue(transaction, row, turn, letters, now, lastSent.plus(Outbox.WINDOW));
            }
            return true;
        });
    }

    /** The oldest first; what is older than Zalo's window can no longer be told. */
    private List<Refused> untold(ResidentId resident, Instant now) {
        return database.read()
                .sql("""
                        SELECT a.id, a.resident_id, a.kind, a.cause, a.state, a.created_at
                        FROM attachment a JOIN resident r ON r.id = a.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND a.told_at IS NULL AND a.created_at > ?
                            AND (a.state = 'refused' OR (a.state = 'failed' AND a.due_at IS NULL))
                        ORDER BY a.id""")
                .params(resident.oa(), resident.user(), now.minus(Outbox.WINDOW).toEpochMilli())
                .query((row, i) -> new Refused(
                        row.getLong("id"),
                        row.getLong("resident_id"),
                        row.getString("kind"),
                        row.getString("cause"),
                        row.getString("state").equals("failed"),
                        row.getLong("created_at")))
                .list();
    }

    private static boolean toldOfRoom(JdbcClient transaction, long resident, Instant now) {
        return transaction
                        .sql("SELECT COUNT(*) FROM attachment WHERE resident_id = :resident AND told_at > :since"
                                + " AND cause IN (:causes)")
                        .param("resident", resident)
                        .param("since", now.minus(A_DAY).toEpochMilli())
                        .param("causes", NO_ROOM)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
