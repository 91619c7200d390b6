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
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.UnreadableEvent;
import vn.hoixa.zalo.ZaloEvent;
import vn.hoixa.zalo.ZaloEvents;
import vn.hoixa.zalo.ZaloReads;
import vn.hoixa.zalo.ZaloReads.Said;

/**
 * Reads back from Zalo what came while HoiXa was away, or what a loss of Redis took: each message is accepted under its
 * own id, so what is known already changes nothing.
 */
@Component
class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** Events that were accepted and not turned yet are not much older than the last that was. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** Zalo's window: what is older could not be answered. */
    private static final Duration OLDEST = Duration.ofHours(47);

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int MOST_CONVERSATIONS = 50;

    private final ZaloReads zalo;
    private final Mailbox mailbox;
    private final Communes communes;
    private final Conversations conversations;
    private final Erasure erasure;
    private final Database database;
    private final InstantSource clock;

    /** Once at start, whatever Redis holds; then what was known before counts, and not what came in since. */
    private boolean isWanted = true;

    private Instant knownUntil;
    private @Nullable Instant last;

    Recovery(
            ZaloReads zalo,
            Mailbox mailbox,
            Communes communes,
            Conversations conversations,
            Erasure erasure,
            Database database,
            InstantSource clock) {
        this.zalo = zalo;
        this.mailbox = mailbox;
        this.communes = communes;
        this.conversations = conversations;
        this.erasure = erasure;
        this.database = database;
        this.clock = clock;
        this.knownUntil = clock.instant();
    }

    @Scheduled(fixedDelay = 60, initialDelay = 20, timeUnit = TimeUnit.SECONDS)
    synchronized void look() {
        try {
            isWanted |= mailbox.wasEmptied();
            Instant now = clock.instant();
            if (isWanted && (last == null || !now.isBefore(last.plus(PAUSE)))) {
                last = now;
                isWanted = false;
                Instant until = knownUntil;
                communes.all().forEach(commune -> readBack(commune, until, now));
                knownUntil = Instant.ofEpochMilli(Long.MAX_VALUE);
            }
        } catch (DataAccessException | MailboxUnavailable e) {
            isWanted = true;
            log.warn("What may have been missed is read back from Zalo in an hour: {}", e.getMessage());
        }
    }

    private void readBack(Commune commune, Instant until, Instant now) {
        Optional<Instant> known = lastKnown(commune.oa(), until);
        if (known.isEmpty()) {
            // A page that is new here: what was written to it before was not written to us.
            return;
        }
        Instant since = latest(known.get().minus(SLACK), now.minus(OLDEST));
        int accepted = 0;
        for (ResidentId resident : writers(commune.oa(), since)) {
            accepted += accept(commune, missing(resident, since));
        }
        if (accepted > 0) {
            log.info("{} message(s) that page {} had missed were read back from Zalo", accepted, commune.oa());
        }
    }

    /** Those in whose conversations anything happened since, the latest first. */
    private Set<ResidentId> writers(String page, Instant since) {
        Set<ResidentId> writers = new LinkedHashSet<>();
        boolean goesOn = true;
        for (int offset = 0; goesOn && offset < MOST_CONVERSATIONS; ) {
            List<Said> latest = zalo.latest(page, offset);
            latest.stream().filter(said -> said.time().isAfter(since)).forEach(said -> writers.add(said.resident()));
            goesOn = !latest.isEmpty() && latest.getLast().time().isAfter(since);
            offset += latest.size();
        }
        return writers;
    }

    /** The resident's messages, the oldest first, but for those that a person has answered in Zalo's own tools. */
    private List<Said> missing(ResidentId resident, Instant since) {
        List<Said> all = zalo.conversation(resident);
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

    private int accept(Commune commune, List<Said> messages) {
        List<ZaloEvent> events = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (Said message : messages) {
            try {
                if (message.body() != null) {
                    events.add(ZaloEvents.read(message.body(), commune.oa()::equals));
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

    private Optional<Instant> lastKnown(String page, Instant until) {
        return database.read()
                .sql("""
                        SELECT i.zalo_time FROM incoming i JOIN resident r ON r.id = i.resident_id
                        WHERE r.oa = ? AND i.received_at < ? ORDER BY i.id DESC LIMIT 1""")
                .params(page, until.toEpochMilli())
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .optional();
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
