package vn.hoixa.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.zalo.Delivery;
import vn.hoixa.zalo.Parcel;
import vn.hoixa.zalo.SendingSettings;
import vn.hoixa.zalo.ZaloClient;

/**
 * Delivers what turns decided: {@code waiting → sending → sent | refused | unknown}, in order per resident.
 *
 * <p>What Zalo's window closes is kept as closed, and goes out first when the resident writes again.
 *
 * <p>A row is committed as sending before the call. Whatever may have been sent twice is a row that stood as sending
 * when its outcome was lost.
 */
@Component
@EnableConfigurationProperties(LetterSettings.class)
public class Outbox {
    /** Zalo takes free messages for so long after the resident's last one. */
    public static final Duration WINDOW = Window.FREE;

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Outgoings outgoings;
    private final ZaloClient zalo;
    private final Mailbox mailbox;
    private final Packing packing;
    private final Uploads uploads;
    private final SendingSettings sending;
    private final LetterSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Alarms alarms;
    private final Map<String, Instant> pausedPages = new ConcurrentHashMap<>();

    Outbox(
            Outgoings outgoings,
            ZaloClient zalo,
            Mailbox mailbox,
            Packing packing,
            Uploads uploads,
            SendingSettings sending,
            LetterSettings settings,
            InstantSource clock,
            MeterRegistry meters,
            Alarms alarms) {
        this.outgoings = outgoings;
        this.zalo = zalo;
        this.mailbox = mailbox;
        this.packing = packing;
        this.uploads = uploads;
        this.sending = sending;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.alarms = alarms;
    }

    /** Writes the letters of a turn in the turn's own transaction; they may be sent until {@code notAfter}. */
    public void enqueue(
            JdbcClient transaction, long resident, long turn, List<Letter> letters, Instant now, Instant notAfter) {
        outgoings.insert(transaction, resident, turn, letters, now, notAfter);
    }

    /**
     * Writes a letter outside of the resident's own turns, behind all that was written before; whoever calls wakes the
     * resident when the transaction is over.
     *
     * @return ids of its pages, empty where nobody of that id ever wrote
     */
    public List<Long> post(JdbcClient transaction, ResidentId resident, Letter letter, Instant now, Instant notAfter) {
        return outgoings.post(transaction, resident, letter, now, notAfter);
    }

    /**
     * Keeps a picture or file that is to be sent to the resident as an {@link Enclosure.StoredFile}.
     *
     * @param name tells Zalo its kind by its ending: jpg, png, pdf, doc or docx
     * @return its id
     */
    public long store(JdbcClient transaction, long resident, String name, byte[] content) {
        return uploads.store(transaction, resident, name, content);
    }

    /** What was stored so; empty where it is not kept any more. */
    public Optional<Parcel> stored(long id) {
        return uploads.stored(id);
    }

    /** When the resident last did what opens Zalo's window, null where that is not recorded. */
    public @Nullable Instant lastInteraction(JdbcClient transaction, long resident) {
        return Outgoings.lastInteraction(transaction, resident);
    }

    /** Whether what is written to the resident now goes out, rather than waits until they write again. */
    public boolean reaches(JdbcClient transaction, long resident) {
        return switch (Window.at(Outgoings.lastInteraction(transaction, resident), clock.instant())) {
            case Window.Free ignored -> true;
            case Window.Charged ignored -> sending.spendCharged();
            case Window.Closed ignored -> false;
        };
    }

    /** An officer wrote to the resident by hand: what HoiXa had to say until then is dropped, in that transaction. */
    public void giveWay(JdbcClient transaction, long resident, Instant spoken) {
        int dropped = outgoings.dropUntil(
                transaction, resident, spoken, "an officer wrote by hand meanwhile", clock.instant());
        if (dropped > 0) {
            log.info("{} message(s) of ours are dropped: an officer wrote by hand meanwhile", dropped);
            count("dropped", dropped);
        }
    }

    /** Takes the words out of letters that speak of somebody whose data go; what waits is not sent. */
    public void forget(JdbcClient transaction, List<Long> letters) {
        letters.forEach(letter -> outgoings.forget(transaction, letter, clock.instant()));
    }

    /** The resident interacted with the page: what the window had closed is due again, in that transaction. */
    public void reopen(JdbcClient transaction, long resident, Instant now) {
        outgoings.reopen(transaction, resident, now);
    }

    /**
     * Sends what is due to the claimed resident, oldest first; stops at what has to wait.
     *
     * @return when to come back, null where nothing is left
     */
    public @Nullable Instant deliver(Claim claim) {
        ResidentId resident = claim.resident();
        Optional<Outgoing> next = outgoings.next(resident);
        while (next.isPresent() && step(claim, next.get())) {
            next = outgoings.next(resident);
        }
        return outgoings.nextDue(resident);
    }

    /** The latest hundred messages that did not arrive, or may not have, newest first. */
    public List<Undelivered> undelivered() {
        return outgoings.undelivered();
    }

    /** Whether anything stands open for the resident. */
    public boolean isOpen(ResidentId resident) {
        return outgoings.nextDue(resident) != null;
    }

    /** Sends nothing for this page for a minute, then tries again: a page that was connected anew goes on by itself. */
    public void pause(String page, String cause) {
        log.error(
                "Page {} cannot send: {}. Messages wait; somebody has to look at the page's connection.", page, cause);
        meters.counter("hoixa.outbox.pauses", "page", page).increment();
        alarms.raise(AlarmKind.PAGE_PAUSED, page, cause);
        pausedPages.put(page, clock.instant().plus(Ladder.PAUSE));
    }

    /** One letter; false where the rest must wait. */
    private boolean step(Claim claim, Outgoing letter) {
        Instant now = clock.instant();
        if (letter.state() == Outgoing.State.SENDING) {
            // We hold the lease, so whoever was sending it is gone.
            settle(letter, new Delivery.Uncertain("stopped while sending"));
            return false;
        }
        Optional<Echo> echo = letter.state() == Outgoing.State.UNKNOWN ? outgoings.echo(letter) : Optional.empty();
        if (echo.isPresent()) {
            // With its id, so that the same echo settles no second message of the same text.
            settle(
                    letter,
                    new Delivery.Sent(Objects.requireNonNullElse(echo.get().messageId(), ""), null));
            return true;
        }
        if (letter.dueAt().isAfter(now)) {
            return false;
        }
        if (letter.isStale(now)) {
            drop(letter, "it came too late to be of use");
            return true;
        }
        if (!maySend(letter, now)) {
            settle(letter, new Delivery.Closed("Zalo's window is closed until the resident writes"));
            return true;
        }
        return send(claim, letter, now);
    }

    /** By the last interaction; where none is recorded, as with visitors, by what the letter itself says. */
    private boolean maySend(Outgoing letter, Instant now) {
        Instant last = outgoings.lastInteraction(letter);
        if (last == null) {
            return !now.isAfter(letter.notAfter());
        }
        return switch (Window.at(last, now)) {
            case Window.Free ignored -> true;
            case Window.Charged ignored ->
                switch (letter.reader()) {
                    case RESIDENT -> sending.spendCharged();
                    case OFFICER -> settings.spendChargedOnOfficers();
                };
            case Window.Closed ignored -> false;
        };
    }

    private void drop(Outgoing letter, String cause) {
        log.info("Message {} is dropped: {}", letter.id(), cause);
        count("dropped", 1);
        outgoings.dropped(letter, cause, clock.instant());
    }

    private boolean send(Claim claim, Outgoing letter, Instant now) {
        Instant paused = pausedPages.get(claim.resident().oa());
        if (paused != null && now.isBefore(paused)) {
            outgoings.postpone(letter, paused, letter.cause());
            return false;
        }
        if (!mailbox.renew(claim)) {
            return false;
        }
        Duration wait = zalo.pace(claim.resident().oa());
        if (wait.isPositive()) {
            outgoings.postpone(letter, now.plus(wait), letter.cause());
            return false;
        }
        return switch (packing.pack(letter)) {
            case Packing.Packed.Ready ready -> send(claim, letter, ready);
            case Packing.Packed.Failed failed -> settled(letter.tried(), failed.outcome());
        };
    }

    private boolean send(Claim claim, Outgoing letter, Packing.Packed.Ready packed) {
        Instant now = clock.instant();
        // Packing may have taken a call of its own.
        if (!mailbox.renew(claim) || !outgoings.startSending(letter, now, now.plus(mailbox.lease()))) {
            return false;
        }
        Delivery delivery = zalo.send(claim.resident(), packed.content());
        boolean isLost = delivery instanceof Delivery.Refused refused && refused.scope() == Delivery.Scope.UPLOAD;
        if (isLost && packed.remembered() != null) {
            packing.forget(claim.resident(), packed.remembered());
            outgoings.postpone(letter.tried(), now, "Zalo had lost the file");
            return true;
        }
        return settled(letter.tried(), delivery);
    }

    private boolean settled(Outgoing letter, Delivery delivery) {
        settle(letter, delivery);
        return switch (delivery) {
            case Delivery.Sent ignored -> true;
            case Delivery.Refused ignored -> true;
            case Delivery.Closed ignored -> true;
            case Delivery.Later ignored -> false;
            case Delivery.Paused ignored -> false;
            case Delivery.Uncertain ignored -> false;
        };
    }

    private void settle(Outgoing letter, Delivery delivery) {
        Instant now = clock.instant();
        count(name(delivery), 1);
        switch (delivery) {
            case Delivery.Sent sent -> {
                alarms.clear(AlarmKind.PAGE_PAUSED, letter.resident().oa());
                outgoings.sent(letter, sent, now);
            }
            case Delivery.Refused refused -> {
                if (refused.scope() == Delivery.Scope.UNKNOWN) {
                    alarms.raise(AlarmKind.UNKNOWN_CODE, letter.resident().oa(), refused.cause());
                }
                log.warn("Message {} to a resident was refused for good: {}", letter.id(), refused.cause());
                outgoings.refused(letter, refused.cause(), now);
            }
            case Delivery.Closed closed -> close(letter, closed.cause());
            case Delivery.Later later ->
                outgoings.postpone(letter, now.plus(Ladder.after(letter.attempts())), later.cause());
            case Delivery.Paused stopped -> {
                pause(letter.resident().oa(), stopped.cause());
                outgoings.postpone(letter.untried(), now.plus(Ladder.PAUSE), stopped.cause());
            }
            case Delivery.Uncertain doubt -> {
                boolean last = letter.doubts() + 1 >= Ladder.MOST_DOUBTS;
                log.warn(
                        "Message {} may or may not have been delivered ({}); {}",
                        letter.id(),
                        doubt.cause(),
                        last ? "it is given up" : "once more at most");
                outgoings.unknown(letter, last ? null : now.plus(Ladder.DOUBT), doubt.cause(), now);
            }
        }
    }

    private void close(Outgoing letter, String cause) {
        if (letter.isPerishable()) {
            drop(letter, cause);
        } else {
            log.warn("Message {} is kept until its resident writes again: {}", letter.id(), cause);
            outgoings.closed(letter, cause);
        }
    }

    private void count(String outcome, int messages) {
        meters.counter("hoixa.outbox.sends", "outcome", outcome).increment(messages);
    }

    private static String name(Delivery delivery) {
        return delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
