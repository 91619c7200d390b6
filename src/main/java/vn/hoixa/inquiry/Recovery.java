package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.inquiry.Occasions.Occasion;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Missed;
import vn.hoixa.zalo.UnreadableEvent;
import vn.hoixa.zalo.ZaloEvent;
import vn.hoixa.zalo.ZaloEvents;
import vn.hoixa.zalo.ZaloReads;
import vn.hoixa.zalo.ZaloReads.Heard;
import vn.hoixa.zalo.ZaloReads.Said;

/**
 * Reads back from Zalo what came while HoiXa was away or refused events, or what a loss of Redis took: each message is
 * accepted under its own id, so what is known already changes nothing.
 */
@Component
class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** Events that were accepted and not turned yet are not much older than the last that was. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** Zalo's clock and ours may differ by so much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Zalo's window: what is older could not be answered. */
    private static final Duration OLDEST = Duration.ofHours(47);

    private static final int MOST_CONVERSATIONS = 200;
    private static final int MOST_OF_ONE = 50;

    private final ZaloReads zalo;
    private final Mailbox mailbox;
    private final Missed missed;
    private final Communes communes;
    private final Conversations conversations;
    private final Occasions occasions;
    private final Erasure erasure;
    private final Database database;
    private final InstantSource clock;
    private final Instant start;

    /** What has happened, until the database knows that pages are to be read back for it. */
    private boolean hasStarted = true;

    private boolean isEmptied;
    private @Nullable Instant refusedSince;

    Recovery(
            ZaloReads zalo,
            Mailbox mailbox,
            Missed missed,
            Communes communes,
            Conversations conversations,
            Occasions occasions,
            Erasure erasure,
            Database database,
            InstantSource clock) {
        this.zalo = zalo;
        this.mailbox = mailbox;
        this.missed = missed;
        this.communes = communes;
        this.conversations = conversations;
        this.occasions = occasions;
        this.erasure = erasure;
        this.database = database;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Zalo did not tell, now; what was accepted before it ceased to stays accepted. */
    private static final class Untold extends Exception {
        private static final long serialVersionUID = 1L;

        Untold(String cause) {
            super(cause);
        }
    }

    @Scheduled(fixedDelay = 60, initialDelay = 20, timeUnit = TimeUnit.SECONDS)
    synchronized void look() {
        try {
            isEmptied |= mailbox.wasEmptied();
            missed.take().ifPresent(time -> refusedSince = refusedSince == null ? time : refusedSince);
            if (hasStarted || isEmptied || refusedSince != null) {
                communes.all().forEach(commune -> want(commune.oa()));
            }
            hasStarted = false;
            isEmptied = false;
            refusedSince = null;
            for (Occasion occasion : occasions.due()) {
                if (occasions.claim(occasion)) {
                    readBack(occasion);
                }
            }
        } catch (DataAccessException | TransactionException | MailboxUnavailable e) {
            log.warn("What may have been missed is read back from Zalo later: {}", e.getMessage());
        }
    }

    /** Of a page that is new here, what was written to it before was not written to us. */
    private void want(String page) {
        if (hasStarted) {
            // What comes in by now says nothing of what was missed.
            occasions.lastKnown(page, start).ifPresent(last -> occasions.want(page, last.minus(SLACK)));
        }
        Optional<Instant> known = occasions.lastKnown(page, Instant.ofEpochMilli(Long.MAX_VALUE));
        if (isEmptied) {
            known.ifPresent(last -> occasions.want(page, last.minus(SLACK)));
        }
        if (refusedSince != null) {
            occasions.want(page, refusedSince.minus(known.isEmpty() ? SKEW : SLACK));
        }
    }

    private void readBack(Occasion occasion) {
        String page = occasion.oa();
        Instant horizon = clock.instant().minus(OLDEST);
        try {
            Instant since = latest(occasion.since(), horizon);
            int accepted = 0;
            for (ResidentId resident : writers(page, since)) {
                accepted += accept(page, missing(resident, since));
            }
            if (accepted > 0) {
                log.info("{} message(s) that page {} had missed were read back from Zalo", accepted, page);
            }
            occasions.done(occasion);
        } catch (Untold e) {
            if (occasion.since().isBefore(horizon)) {
                occasions.done(occasion);
                log.warn(
                        "What page {} may have missed since {} could not be read back from Zalo ({}) and is now too old."
                                + " Look into Zalo's own tools.",
                        page,
                        occasion.since(),
                        e.getMessage());
            } else {
                log.info("Page {} cannot be read back from Zalo now ({}); tried again", page, e.getMessage());
            }
        }
    }

    /** Those in whose conversations anything happened since, the latest first. */
    private Set<ResidentId> writers(String page, Instant since) throws Untold {
        Set<ResidentId> writers = new LinkedHashSet<>();
        boolean goesOn = true;
        for (int offset = 0; goesOn && offset < MOST_CONVERSATIONS; ) {
            List<Said> latest = told(zalo.latest(page, offset));
            latest.stream().filter(said -> said.time().isAfter(since)).forEach(said -> writers.add(said.resident()));
            goesOn = !latest.isEmpty() && latest.getLast().time().isAfter(since);
            offset += latest.size();
        }
        if (goesOn) {
            log.warn("Page {} had over {} conversations; the oldest are not read back", page, MOST_CONVERSATIONS);
        }
        return writers;
    }

    private List<Said> said(ResidentId resident, Instant since) throws Untold {
        List<Said> all = new ArrayList<>();
        boolean goesOn = true;
        while (goesOn && all.size() < MOST_OF_ONE) {
            List<Said> next = told(zalo.conversation(resident, all.size()));
            all.addAll(next);
            goesOn = !next.isEmpty() && next.getLast().time().isAfter(since);
        }
        return all;
    }

    private static List<Said> told(Heard heard) throws Untold {
        return switch (heard) {
            case Heard.Told told -> told.messages();
            case Heard.Nothing nothing -> throw new Untold(nothing.cause());
        };
    }

    /** The resident's messages, the oldest first, but for those that a person has answered in Zalo's own tools. */
    private List<Said> missing(ResidentId resident, Instant since) throws Untold {
        List<Said> all = said(resident, since);
        Set<String> ours = ours(all);
        Instant answered = all.stream()
                .filter(said -> said.isOurs() && !ours.contains(said.messageId()))
                .map(Said::time)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return all.stream()
                .filter(said -> !said.isOurs()
                        && said.time().isAfter(since)
                        && said.time().isAfter(answered))
                .sorted(Comparator.comparing(Said::time))
                .toList();
    }

    private int accept(String page, List<Said> messages) {
        Set<String> recorded = recorded(messages);
        List<ZaloEvent> events = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (Said message : messages) {
            try {
                if (message.body() != null && !recorded.contains(message.messageId())) {
                    events.add(ZaloEvents.read(message.body(), page::equals));
                    bodies.add(message.body());
                }
            } catch (UnreadableEvent e) {
                log.warn("A message that Zalo keeps could not be read back: {}", e.getMessage());
            }
        }
        List<String> keys = events.stream().map(event -> event.origin().key()).toList();
        Set<String> known = new HashSet<>(conversations.known(keys));
        known.addAll(erasure.erased(keys));
        int accepted = 0;
        for (int i = 0; i < events.size(); i++) {
            ResidentId resident = events.get(i).origin().resident();
            boolean isNew = !known.contains(keys.get(i))
                    && mailbox.accept(resident, keys.get(i), bodies.get(i), clock.instant());
            accepted += isNew ? 1 : 0;
        }
        return accepted;
    }

    /** Ids of those that came in already, though Zalo may have called their kind otherwise then. */
    private Set<String> recorded(List<Said> said) {
        List<String> ids = said.stream().map(Said::messageId).toList();
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(database.read()
                        .sql("SELECT message_id FROM incoming WHERE message_id IN (:ids)"
                                + " AND kind NOT IN ('reaction', 'received')")
                        .param("ids", ids)
                        .query(String.class)
                        .list());
    }

    /** Ids of what we sent ourselves, as far as Zalo told them. */
    private Set<String> ours(List<Said> said) {
        List<String> ids =
                said.stream().filter(Said::isOurs).map(Said::messageId).toList();
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(database.read()
                        .sql("SELECT message_id FROM outgoing WHERE message_id IN (:ids)"
                                + " UNION SELECT message_id FROM incoming WHERE kind = 'echo' AND message_id IN (:ids)")
                        .param("ids", ids)
                        .query(String.class)
                        .list());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
