package vn.hoixa.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mail.Mailed;
import vn.hoixa.mail.Mails;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.BotClient;
import vn.hoixa.zalo.Delivery;

/**
 * The next rungs for what officers are told: what the page could not bring goes by the commune's bot, where it has one,
 * then by e-mail; who cannot be reached so either stands as an alarm.
 *
 * <p>Bot and mail say that there is something to do, and its number; what residents write stays on the page.
 */
@Component
class NoticePost {
    private static final Logger log = LoggerFactory.getLogger(NoticePost.class);
    private static final List<Duration> LADDER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final int MOST_TRIES = 12;

    /** Longer than a server that hangs keeps a mail up. */
    private static final Duration CLAIMED = Duration.ofMinutes(5);

    private final Database database;
    private final Communes communes;
    private final BotClient bots;
    private final Mails mails;
    private final Alarms alarms;
    private final CaseWords words;
    private final Links links;
    private final InstantSource clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    NoticePost(
            Database database,
            Communes communes,
            BotClient bots,
            Mails mails,
            Alarms alarms,
            CaseWords words,
            Links links,
            InstantSource clock) {
        this.database = database;
        this.communes = communes;
        this.bots = bots;
        this.mails = mails;
        this.alarms = alarms;
        this.words = words;
        this.links = links;
        this.clock = clock;
    }

    /** On a thread of its own: a mail server that hangs keeps no other timer waiting. */
    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
    void wake() {
        if (busy.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("notice-post").start(() -> {
                try {
                    look();
                } catch (DataAccessException | TransactionException e) {
                    log.warn(
                            "Officers' notices wait until the database answers: {}",
                            e.getClass().getSimpleName());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    void look() {
        follow();
        due().forEach(this::send);
    }

    /** What became of those that went by the page. */
    private void follow() {
        if (database.read()
                        .sql("SELECT COUNT(*) FROM notice WHERE state = 'page'")
                        .query(Integer.class)
                        .single()
                == 0) {
            return;
        }
        database.write(transaction -> {
            int told = transaction.sql("""
                            UPDATE notice SET state = 'told', due_at = NULL WHERE state = 'page' AND EXISTS
                                (SELECT 1 FROM outgoing o WHERE o.id = notice.outgoing_id AND o.state = 'sent')""").update();
            // In doubt for good, refused, kept back by the window; an officer who writes has that first.
            int failed =
                    transaction.sql("""
                            UPDATE notice SET state = CASE WHEN kind = ? THEN 'dropped' ELSE 'mail' END, due_at = ?
                            WHERE state = 'page' AND NOT EXISTS
                                (SELECT 1 FROM outgoing o WHERE o.id = notice.outgoing_id
                                    AND (o.state = 'sent' OR o.due_at IS NOT NULL))""").params(Notices.DESK, clock.millis()).update();
            return told + failed;
        });
    }

    /** A notice that the page did not bring. */
    private record Due(
            long id,
            String kind,
            long officerId,
            @Nullable String botChat,
            @Nullable String email,
            String officer,
            String post,
            String commune,
            @Nullable Integer number,
            String text,
            int attempts) {
        /** It has a mail of its own, with the report as a file, and waits in the console too. */
        boolean isReport() {
            return kind.equals(Notices.REPORT);
        }
    }

    private List<Due> due() {
        return database.read().sql("""
                        SELECT n.id, n.kind, n.officer_id, o.bot_chat, o.email, o.name AS officer, o.post, o.commune,
                            c.number, n.text, n.attempts
                        FROM notice n JOIN officer o ON o.id = n.officer_id LEFT JOIN cases c ON c.id = n.case_id
                        WHERE n.state = 'mail' AND n.due_at <= ? ORDER BY n.id LIMIT 20""").param(clock.millis()).query(Due.class).list();
    }

    private void send(Due due) {
        Instant now = clock.instant();
        if (!claim(due, now)) {
            return;
        }
        switch (carry(due)) {
            case Mailed.Sent sent -> settle(due, "told");
            case Mailed.Later later -> {
                if (due.attempts() + 1 >= MOST_TRIES) {
                    unreached(due, later.cause());
                } else {
                    again(due, now.plus(LADDER.get(Math.min(due.attempts(), LADDER.size() - 1))));
                }
            }
            case Mailed.Refused refused -> unreached(due, refused.cause());
            case Mailed.Off off -> unreached(due, "no mail server is set");
        }
    }

    /** By the bot; where that fails by e-mail, though in doubt the officer then has it twice. */
    private Mailed carry(Due due) {
        Mailed byBot = byBot(due);
        if (byBot instanceof Mailed.Sent || due.email() == null || due.isReport()) {
            return byBot;
        }
        Mailed byMail = mails.send(due.email(), subject(due), text(due));
        return byMail instanceof Mailed.Off && byBot instanceof Mailed.Later ? byBot : byMail;
    }

    private Mailed byBot(Due due) {
        String oa = communes.all().stream()
                .filter(commune -> commune.id().equals(due.commune()))
                .map(Commune::oa)
                .findFirst()
                .orElse("");
        if (due.botChat() == null || !bots.serves(oa)) {
            return new Mailed.Refused("no linked Zalo account and no e-mail address");
        }
        return switch (bots.send(oa, due.botChat(), text(due))) {
            case Delivery.Sent ignored -> new Mailed.Sent();
            case Delivery.Later later -> new Mailed.Later(later.cause());
            case Delivery.Uncertain doubt -> new Mailed.Later(doubt.cause());
            case Delivery.Closed closed -> new Mailed.Refused(closed.cause());
            case Delivery.Paused paused -> {
                log.warn("The bot of commune {} tells nobody: {}", due.commune(), paused.cause());
                yield new Mailed.Refused(paused.cause());
            }
            case Delivery.Refused refused -> new Mailed.Refused(refused.cause());
        };
    }

    /** Another instance may look at the same time. */
    private boolean claim(Due due, Instant now) {
        return database.write(transaction -> transaction
                        .sql("UPDATE notice SET due_at = ? WHERE id = ? AND state = 'mail' AND due_at <= ?")
                        .params(now.plus(CLAIMED).toEpochMilli(), due.id(), now.toEpochMilli())
                        .update())
                == 1;
    }

    private void again(Due due, Instant at) {
        database.write(transaction -> transaction
                .sql("UPDATE notice SET attempts = attempts + 1, due_at = ? WHERE id = ?")
                .params(at.toEpochMilli(), due.id())
                .update());
    }

    private void settle(Due due, String state) {
        database.write(transaction -> transaction
                .sql("UPDATE notice SET state = ?, due_at = NULL WHERE id = ?")
                .params(state, due.id())
                .update());
    }

    private void unreached(Due due, String cause) {
        settle(due, "unreached");
        if (due.isReport()) {
            log.warn(
                    "Officer {} of commune {} was not told of the report in Zalo: {}",
                    due.officerId(),
                    due.commune(),
                    cause);
            return;
        }
        log.error(
                "Officer {} of commune {} could not be told: {}. Link the officer's Zalo account or enter an e-mail"
                        + " address; meanwhile call them.",
                due.officerId(),
                due.commune(),
                cause);
        alarms.raise(AlarmKind.OFFICER_UNREACHED, due.commune(), due.officer() + ", " + due.post());
    }

    private String subject(Due due) {
        return due.number() == null
                ? words.say("case.mail.subject.list")
                : words.say("case.mail.subject", new CaseNumber(due.number()));
    }

    private String text(Due due) {
        if (due.isReport()) {
            return due.text();
        }
        String what = due.number() == null ? due.text() : words.say("case.mail.text", new CaseNumber(due.number()));
        String site = links.site() == null ? "" : "\n\n" + links.address("/console");
        return what + "\n\n" + words.say("case.mail.how") + site;
    }
}
