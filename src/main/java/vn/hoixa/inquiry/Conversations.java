package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.attachment.Attachments.Seen;
import vn.hoixa.escalation.Cases;
import vn.hoixa.escalation.Cases.Case;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Turn.Arrival;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Window;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.ZaloEvent;

/** Residents, conversations, what came in and what was decided, in the database. */
@Component
class Conversations {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Kind of what a person answered in Zalo's own tools. */
    private static final String OFFICER = "officer";

    private final Database database;
    private final Cases cases;
    private final Outbox outbox;
    private final Attachments attachments;

    Conversations(Database database, Cases cases, Outbox outbox, Attachments attachments) {
        this.database = database;
        this.cases = cases;
        this.outbox = outbox;
        this.attachments = attachments;
    }

    /** Another worker recorded the same events or moved the conversation on; the turn starts over. */
    static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What a turn leaves behind.
     *
     * @param state of the conversation after it
     * @param letters to be sent
     */
    record Outcome(Conversation.State state, List<Letter> letters) {}

    Conversation conversation(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT c.version, c.state FROM conversation c JOIN resident r ON r.id = c.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ?""")
                .params(resident.oa(), resident.user())
                .query((row, i) -> new Conversation(
                        row.getLong("version"), JSON.readValue(row.getString("state"), Conversation.State.class)))
                .optional()
                .orElse(Conversation.NEW);
    }

    /** Those of the events that were treated before, in whatever way. */
    Set<String> known(List<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(database.read()
                .sql("SELECT event_key FROM incoming WHERE event_key IN (:keys)"
                        + " UNION SELECT event_key FROM dead_letter WHERE event_key IN (:keys)")
                .param("keys", keys)
                .query(String.class)
                .list());
    }

    /** Whether a person wrote to the resident in Zalo's own tools since then. */
    boolean officerSpoke(ResidentId resident, Instant since) {
        return database.read()
                        .sql("""
                                SELECT COUNT(*) FROM incoming i JOIN resident r ON r.id = i.resident_id
                                WHERE r.oa = ? AND r.zalo_user = ? AND i.zalo_time > ? AND i.kind = ?""")
                        .params(resident.oa(), resident.user(), since.toEpochMilli(), OFFICER)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The menu that one of our messages offered, or null. */
    @Nullable
    Menu menuOf(String messageId) {
        return database.read()
                .sql("SELECT menu FROM outgoing WHERE message_id = ? AND menu IS NOT NULL")
                .param(messageId)
                .query(String.class)
                .optional()
                .map(menu -> JSON.readValue(menu, Menu.class))
                .orElse(null);
    }

    String write(Menu menu) {
        return JSON.writeValueAsString(menu);
    }

    /** Has what the messages bring fetched, and tells what is known of it so far. */
    Seen look(ResidentId resident, List<Arrival> arrivals, Instant now) {
        List<Arrival> bringing = arrivals.stream()
                .filter(arrival -> Attachments.brings(arrival.event()))
                .toList();
        if (bringing.isEmpty()) {
            return Seen.NOTHING;
        }
        database.write(transaction -> {
            long row = resident(transaction, resident, now);
            bringing.forEach(
                    arrival -> attachments.note(transaction, row, arrival.mail().key(), arrival.event()));
            return true;
        });
        List<String> keys =
                bringing.stream().map(arrival -> arrival.mail().key()).toList();
        attachments.fetch(keys);
        return attachments.seen(keys);
    }

    /** Keeps events about which nothing is decided. */
    void note(Turn turn, List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        database.write(transaction -> {
            long resident = resident(transaction, turn.resident(), turn.now());
            arrivals.forEach(arrival -> insert(transaction, resident, arrival, null));
            reopen(transaction, resident, turn.now(), arrivals);
            return true;
        });
    }

    /** Keeps a decided turn with all that follows from it, in one transaction. */
    void commit(Situation situation, Decision decision, Function<@Nullable Case, Outcome> outcome) {
        Turn turn = situation.turn();
        database.write(transaction -> {
            Instant now = turn.now();
            long number = turn.conversation().version() + 1;
            long resident = resident(transaction, turn.resident(), now);
            for (Arrival arrival : turn.arrivals()) {
                if (!insert(transaction, resident, arrival, number)) {
                    throw new Conflict();
                }
            }
            reopen(transaction, resident, now, turn.arrivals());
            Case opened =
                    switch (decision) {
                        case Decision.Escalate escalate ->
                            cases.openFor(
                                    transaction,
                                    turn.commune(),
                                    resident,
                                    escalate.why().name(),
                                    escalate.post(),
                                    now);
                        case Decision.Alarm ignored ->
                            cases.open(transaction, turn.commune(), resident, "EMERGENCY", null, now);
                        default -> null;
                    };
            Outcome result = outcome.apply(opened);
            advance(transaction, resident, turn.conversation().version(), result.state());
            insert(transaction, situation, resident, number, decision, opened);
            Instant notAfter = lastMessage(turn).plus(Outbox.WINDOW);
            outbox.enqueue(transaction, resident, number, result.letters(), now, notAfter);
            return true;
        });
    }

    /** Whoever writes to the page opens Zalo's window for what it had closed. */
    private void reopen(JdbcClient transaction, long resident, Instant now, List<Arrival> arrivals) {
        if (arrivals.stream().anyMatch(arrival -> Window.INTERACTIONS.contains(kind(arrival.event())))) {
            outbox.reopen(transaction, resident, now);
        }
    }

    /** Residents with something to do until then, as the database knows it. */
    List<Due> due(Instant until) {
        return database.read()
                .sql("""
                        SELECT r.oa, r.zalo_user, c.due_at FROM conversation c JOIN resident r ON r.id = c.resident_id
                        WHERE c.due_at <= ?""")
                .param(until.toEpochMilli())
                .query((row, i) -> new Due(
                        new ResidentId(row.getString("oa"), row.getString("zalo_user")),
                        Instant.ofEpochMilli(row.getLong("due_at"))))
                .list();
    }

    record Due(ResidentId resident, Instant at) {}

    /** Id of the resident's row, made where there was none. */
    static long resident(JdbcClient transaction, ResidentId resident, Instant now) {
        transaction
                .sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(resident.oa(), resident.user(), now.toEpochMilli())
                .update();
        return transaction
                .sql("SELECT id FROM resident WHERE oa = ? AND zalo_user = ?")
                .params(resident.oa(), resident.user())
                .query(Long.class)
                .single();
    }

    /** Moves the conversation on whatever its version is, without touching its state; the new number. */
    static long nextTurn(JdbcClient transaction, long resident) {
        return transaction
                .sql("""
                        INSERT INTO conversation (resident_id, version, state) VALUES (?, 1, ?)
                        ON CONFLICT (resident_id) DO UPDATE SET version = conversation.version + 1 RETURNING version""")
                .params(resident, JSON.writeValueAsString(Conversation.NEW.state()))
                .query(Long.class)
                .single();
    }

    private static void advance(JdbcClient transaction, long resident, long version, Conversation.State state) {
        int changed = transaction
                .sql("""
                        INSERT INTO conversation (resident_id, version, state) VALUES (?, ?, ?)
                        ON CONFLICT (resident_id) DO UPDATE SET version = excluded.version, state = excluded.state
                        WHERE conversation.version = ?""")
                .params(resident, version + 1, JSON.writeValueAsString(state), version)
                .update();
        if (changed == 0) {
            throw new Conflict();
        }
    }

    private static void insert(
            JdbcClient transaction,
            Situation situation,
            long resident,
            long number,
            Decision decision,
            @Nullable Case opened) {
        Turn turn = situation.turn();
        Reason reason = decision.reason();
        Decision.Answer answer = decision instanceof Decision.Answer given ? given : null;
        transaction
                .sql("""
                        INSERT INTO turn (resident_id, number, decision, reason, guide, facet, confidence, knowledge,
                            case_id, explanation, decided_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(resident, number, decision.name(), reason.rule())
                .param(guide(decision))
                .param(answer == null || answer.facets().isEmpty() ? null : facets(answer))
                .param(reason.confidence())
                .param(turn.knowledge().version())
                .param(opened == null ? null : opened.id())
                .param(JSON.writeValueAsString(Explanation.of(situation, decision)))
                .param(turn.now().toEpochMilli())
                .update();
    }

    private static @Nullable String guide(Decision decision) {
        Guide guide =
                switch (decision) {
                    case Decision.Answer answer -> answer.guide();
                    case Decision.Elsewhere elsewhere -> elsewhere.guide();
                    case Decision.Escalate escalate -> escalate.guide();
                    case Decision.Several several -> several.answers().getLast().guide();
                    case Decision.Repeat ignored -> null;
                    case Decision.Alarm ignored -> null;
                    case Decision.Clarify ignored -> null;
                    case Decision.SmallTalk ignored -> null;
                    case Decision.Wait ignored -> null;
                    case Decision.Note ignored -> null;
                };
        return guide == null ? null : guide.code();
    }

    private static String facets(Decision.Answer answer) {
        return String.join(
                ",", answer.facets().stream().map(facet -> facet.key()).toList());
    }

    private static boolean insert(JdbcClient transaction, long resident, Arrival arrival, @Nullable Long number) {
        ZaloEvent event = arrival.event();
        int added = transaction
                .sql("""
                        INSERT INTO incoming (event_key, resident_id, kind, message_id, text, detail, zalo_time,
                            received_at, turn, admin_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(arrival.mail().key(), resident, kind(event))
                .param(event.messageId())
                .param(text(event))
                .param(keepsBody(event) ? arrival.mail().body() : null)
                .params(
                        event.origin().time().toEpochMilli(),
                        arrival.mail().receivedAt().toEpochMilli())
                .param(number)
                .param(event instanceof ZaloEvent.Echo echo ? echo.admin() : null)
                .update();
        return added == 1;
    }

    private static String kind(ZaloEvent event) {
        if (event instanceof ZaloEvent.Echo echo && echo.admin() != null) {
            return OFFICER;
        }
        return event instanceof ZaloEvent.Unknown
                ? event.origin().name()
                : event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static @Nullable String text(ZaloEvent event) {
        return switch (event) {
            case ZaloEvent.Message message -> message.text();
            case ZaloEvent.Echo echo -> echo.text();
            case ZaloEvent.Anonymous visitor -> visitor.text();
            case ZaloEvent.Reaction reaction -> reaction.icon();
            case ZaloEvent.Follow ignored -> null;
            case ZaloEvent.Unfollow ignored -> null;
            case ZaloEvent.SubmittedInfo ignored -> null;
            case ZaloEvent.Seen ignored -> null;
            case ZaloEvent.Received ignored -> null;
            case ZaloEvent.ClickChatNow ignored -> null;
            case ZaloEvent.Withdraw ignored -> null;
            case ZaloEvent.Revoked ignored -> null;
            case ZaloEvent.Unknown ignored -> null;
        };
    }

    /** What is more than its text is kept whole: addresses of pictures, places, forms. */
    private static boolean keepsBody(ZaloEvent event) {
        return !(event instanceof ZaloEvent.Text);
    }

    private static Instant lastMessage(Turn turn) {
        return turn.arrivals().stream()
                .map(arrival -> arrival.mail().receivedAt())
                .max(Comparator.naturalOrder())
                .orElse(turn.now());
    }
}
