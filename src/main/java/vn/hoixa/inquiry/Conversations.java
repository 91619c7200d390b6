package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.attachment.Attachments.Seen;
import vn.hoixa.escalation.AffairBook;
import vn.hoixa.escalation.Desk;
import vn.hoixa.escalation.Drafts;
import vn.hoixa.escalation.Handed;
import vn.hoixa.escalation.Openings;
import vn.hoixa.escalation.Order;
import vn.hoixa.feedback.FeedbackBook;
import vn.hoixa.feedback.Noticed;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Turn.Arrival;
import vn.hoixa.journal.Entry;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.meeting.Matters;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Window;
import vn.hoixa.search.SearchTexts;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.ZaloEvent;

/** Residents, conversations, what came in and what was decided, in the database. */
@Component
class Conversations {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Kind of what a person answered in Zalo's own tools. */
    private static final String OFFICER = "officer";

    private final Database database;
    private final Openings openings;
    private final AffairBook affairs;
    private final Drafts drafts;
    private final Desk desk;
    private final Outbox outbox;
    private final Attachments attachments;
    private final FeedbackBook feedback;
    private final Matters matters;

    Conversations(
            Database database,
            Openings openings,
            AffairBook affairs,
            Drafts drafts,
            Desk desk,
            Outbox outbox,
            Attachments attachments,
            FeedbackBook feedback,
            Matters matters) {
        this.database = database;
        this.openings = openings;
        this.affairs = affairs;
        this.drafts = drafts;
        this.desk = desk;
        this.outbox = outbox;
        this.attachments = attachments;
        this.feedback = feedback;
        this.matters = matters;
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

    /** What follows from the cases that a turn opened. */
    @FunctionalInterface
    interface Following {
        /**
         * The reply, and what is remembered.
         *
         * @param beside the case of what was told beside, or null
         */
        Outcome of(@Nullable Handed opened, @Nullable Handed beside);
    }

    /** With the menu of a draft that was sent since the resident's last turn. */
    Conversation conversation(ResidentId resident) {
        Conversation kept = kept(resident);
        return drafts.lastSent(resident)
                .map(sent -> new Conversation(
                        kept.version(),
                        kept.state()
                                .afterAnswer(
                                        JSON.readValue(sent.menu(), Menu.class), sent.guide(), List.of(), sent.at())))
                .orElse(kept);
    }

    private Conversation kept(ResidentId resident) {
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
                        + " UNION SELECT event_key FROM dead_letter WHERE event_key IN (:keys) AND retried_at IS NULL")
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
        attachments.fetch(keys(bringing));
        // Nobody here can hear a recording: it is kept for the officer, and decides nothing.
        return attachments.seen(keys(bringing.stream()
                .filter(arrival -> !(arrival.event() instanceof ZaloEvent.Audio))
                .toList()));
    }

    /** Keeps events about which nothing is decided. */
    void note(Turn turn, List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        database.write(transaction -> {
            long resident = resident(transaction, turn.resident(), turn.now());
            for (Arrival arrival : arrivals) {
                if (insert(transaction, resident, arrival, null)) {
                    heed(transaction, turn, resident, arrival.event());
                }
            }
            SearchTexts.arrived(transaction, keys(arrivals));
            giveWay(transaction, resident, arrivals);
            if (isInteraction(arrivals)) {
                LastCall.plan(transaction, resident, outbox.lastInteraction(transaction, resident));
                outbox.reopen(transaction, resident, turn.now());
            }
            return true;
        });
    }

    /**
     * Keeps a decided turn with all that follows from it, in one transaction.
     *
     * @param noticed feedback in it, or null
     * @return the officers who have to be told of it
     */
    Set<ResidentId> commit(Situation situation, Decision decision, @Nullable Noticed noticed, Following outcome) {
        Turn turn = situation.turn();
        Openings.Plan plan =
                Handovers.of(situation, decision).map(openings::plan).orElse(null);
        Openings.Plan planBeside =
                Remarks.beside(situation, decision).map(openings::plan).orElse(null);
        FeedbackBook.Entry entry = noticed == null ? null : entry(situation, decision, noticed);
        Set<ResidentId> officers = new HashSet<>();
        database.write(transaction -> {
            Instant now = turn.now();
            long number = turn.conversation().version() + 1;
            long resident = resident(transaction, turn.resident(), now);
            arrive(transaction, turn, resident, number);
            officers.clear();
            Handed opened = plan == null
                    ? follow(transaction, situation, decision, resident, officers)
                    : openings.handOver(transaction, plan, resident, officers);
            if (decision instanceof Decision.Settle settle && opened != null) {
                affairs.settle(transaction, resident, settle.pending(), opened.id());
            }
            Handed beside = planBeside == null ? null : openings.handOver(transaction, planBeside, resident, officers);
            Outcome result = outcome.of(opened, beside);
            advance(transaction, resident, turn.conversation().version(), result.state());
            insert(transaction, situation, resident, number, decision, opened == null ? beside : opened);
            if (decision instanceof Decision.Meet meet) {
                meet(transaction, meet.step(), resident, now);
            }
            log(transaction, situation, resident, number, decision);
            RatingTalk.note(transaction, situation, resident, number, decision, field(situation, decision));
            if (entry != null) {
                Handed about = beside == null ? opened : beside;
                feedback.note(transaction, entry, resident, number, now, about == null ? null : about.id());
            }
            // Only now it is known of what they are part.
            SearchTexts.arrived(transaction, keys(turn.arrivals()));
            LastCall.plan(transaction, resident, outbox.lastInteraction(transaction, resident));
            Instant notAfter = lastMessage(turn).plus(Outbox.WINDOW);
            outbox.enqueue(transaction, resident, number, result.letters(), now, notAfter);
            return true;
        });
        return officers;
    }

    /** What somebody asks or comes about, or not any more. */
    private void meet(JdbcClient transaction, MeetingStep step, long resident, Instant now) {
        if (step instanceof MeetingStep.Keep keep && !matters.keep(transaction, resident, keep.told(), now)) {
            // What they were about to be told is not so any more.
            throw new Conflict();
        } else if (step instanceof MeetingStep.Left left) {
            Matters.withdraw(transaction, resident, left.theirs());
        }
    }

    private FeedbackBook.Entry entry(Situation situation, Decision decision, Noticed noticed) {
        Turn turn = situation.turn();
        return feedback.entry(turn.commune(), noticed, turn.text(), field(situation, decision));
    }

    /** Folder of the bank for the procedure that the words are about. */
    private static @Nullable String field(Situation situation, Decision decision) {
        String code = guide(decision);
        Guide guide = code == null ? null : situation.guide(code);
        return guide == null ? null : situation.turn().knowledge().fieldKey(guide.field());
    }

    /** What a decision that opens no case does to one. */
    private @Nullable Handed follow(
            JdbcClient transaction, Situation situation, Decision decision, long resident, Set<ResidentId> officers) {
        if (decision instanceof Decision.Judged judged) {
            return judged.isContent()
                    ? affairs.confirm(transaction, judged.affair(), officers)
                    : affairs.reopen(
                            transaction,
                            situation.turn().commune(),
                            judged.affair(),
                            situation.turn().text(),
                            officers);
        }
        if (decision instanceof Decision.WhichCase which) {
            long turn = situation.turn().conversation().version() + 1;
            affairs.ask(transaction, resident, turn, Handovers.of(situation, which.meant()), which.offered());
        }
        return null;
    }

    /**
     * Keeps an officer's turn with all that was ordered in it, in one transaction.
     *
     * @return whom to wake
     */
    Set<ResidentId> atDesk(Turn turn, List<Order> orders) {
        return database.write(transaction -> {
            long number = turn.conversation().version() + 1;
            long resident = resident(transaction, turn.resident(), turn.now());
            arrive(transaction, turn, resident, number);
            advance(transaction, resident, turn.conversation().version(), turn.state());
            transaction
                    .sql("""
                            INSERT INTO turn (resident_id, number, decision, reason, knowledge, decided_at)
                            VALUES (?, ?, 'desk', ?, ?, ?)""")
                    .params(resident, number, orders.getFirst().rule())
                    .params(turn.knowledge().version(), turn.now().toEpochMilli())
                    .update();
            return desk.carryOut(transaction, turn.resident(), orders);
        });
    }

    private void arrive(JdbcClient transaction, Turn turn, long resident, long number) {
        for (Arrival arrival : turn.arrivals()) {
            if (!insert(transaction, resident, arrival, number)) {
                throw new Conflict();
            }
            heed(transaction, turn, resident, arrival.event());
        }
        giveWay(transaction, resident, turn.arrivals());
        // Whoever writes to the page opens Zalo's window for what it had closed.
        if (isInteraction(turn.arrivals())) {
            outbox.reopen(transaction, resident, turn.now());
        }
    }

    /** Who answers in Zalo's own tools takes the resident's case. */
    private void heed(JdbcClient transaction, Turn turn, long resident, ZaloEvent event) {
        if (event instanceof ZaloEvent.Echo echo && echo.admin() != null) {
            desk.answeredByHand(transaction, turn.resident().oa(), resident, echo.admin(), echo.text());
        }
    }

    private static List<String> keys(List<Arrival> arrivals) {
        return arrivals.stream().map(arrival -> arrival.mail().key()).toList();
    }

    private static boolean isInteraction(List<Arrival> arrivals) {
        return arrivals.stream().anyMatch(arrival -> Window.INTERACTIONS.contains(kind(arrival.event())));
    }

    /** What was decided before a person wrote by hand is not said after them. */
    private void giveWay(JdbcClient transaction, long resident, List<Arrival> arrivals) {
        arrivals.stream()
                .filter(arrival -> kind(arrival.event()).equals(OFFICER))
                .map(arrival -> arrival.event().origin().time())
                .max(Comparator.naturalOrder())
                .ifPresent(spoken -> outbox.giveWay(transaction, resident, spoken));
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
            @Nullable Handed about) {
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
                .param(caseOf(decision, about))
                .param(JSON.writeValueAsString(Explanation.of(situation, decision)))
                .param(turn.now().toEpochMilli())
                .update();
    }

    /** Of a denunciation only that somebody wrote. */
    private static void log(
            JdbcClient transaction, Situation situation, long resident, long number, Decision decision) {
        Turn turn = situation.turn();
        String oa = turn.resident().oa();
        turn.arrivals().stream()
                .filter(arrival -> arrival.event() instanceof ZaloEvent.Message)
                .forEach(arrival -> new Entry(oa, arrival.mail().receivedAt(), What.ASKED)
                        .turn(resident, number)
                        .add(transaction));
        if (decision instanceof Decision.Escalate handed && handed.why() == Decision.Why.DENUNCIATION) {
            return;
        }
        Guide guide = guideOf(decision);
        new Entry(oa, turn.now(), What.DECIDED)
                .turn(resident, number)
                .on(guide == null ? null : guide.field(), guide == null ? null : guide.code())
                .because(decision.name(), decision.reason().rule())
                .by(turn.knowledge().version())
                .add(transaction);
    }

    private static @Nullable Long caseOf(Decision decision, @Nullable Handed about) {
        if (decision instanceof Decision.Told told && told.affair() != null) {
            return told.affair().about().id();
        }
        return about == null ? null : about.id();
    }

    private static @Nullable String guide(Decision decision) {
        Guide guide = guideOf(decision);
        return guide == null ? null : guide.code();
    }

    private static @Nullable Guide guideOf(Decision decision) {
        return switch (decision) {
            case Decision.Answer answer -> answer.guide();
            case Decision.Elsewhere elsewhere -> elsewhere.guide();
            case Decision.Escalate escalate -> escalate.guide();
            case Decision.Draft draft -> draft.guide();
            case Decision.Told ignored -> null;
            case Decision.WhichCase ignored -> null;
            case Decision.Settle ignored -> null;
            case Decision.Judged ignored -> null;
            case Decision.Several several -> several.answers().getLast().guide();
            case Decision.Repeat ignored -> null;
            case Decision.Alarm ignored -> null;
            case Decision.Clarify ignored -> null;
            case Decision.Track ignored -> null;
            case Decision.OwnData ignored -> null;
            case Decision.Rated ignored -> null;
            case Decision.Meet ignored -> null;
            case Decision.Acknowledge ignored -> null;
            case Decision.SmallTalk ignored -> null;
            case Decision.Wait ignored -> null;
            case Decision.Note ignored -> null;
        };
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
