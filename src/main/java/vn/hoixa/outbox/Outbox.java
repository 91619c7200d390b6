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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Outgoings.Echo;
import vn.hoixa.zalo.Content;
import vn.hoixa.zalo.Delivery;
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
public class Outbox {
    /** Zalo takes free messages for so long after the resident's last one. */
    public static final Duration WINDOW = Window.FREE;

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Outgoings outgoings;
    private final ZaloClient zalo;
    private final Mailbox mailbox;
    private final SendingSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<String, Instant> pausedPages = new ConcurrentHashMap<>();

    Outbox(
            Outgoings outgoings,
            ZaloClient zalo,
            Mailbox mailbox,
            SendingSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.outgoings = outgoings;
        this.zalo = zalo;
        this.mailbox = mailbox;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** Writes the letters of a turn in the turn's own transaction; they may be sent until {@code notAfter}. */
    public void enqueue(
            JdbcClient transaction, long resident, long turn, List<Letter> letters, Instant now, Instant notAfter) {
        outgoings.insert(transaction, resident, turn, letters, now, notAfter);
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

    /**
     * A message that did not reach its resident, or may not have.
     *
     * @param state waiting after a failure, closed, refused, or unknown
     */
    public record Undelivered(long id, String oa, String state, int attempts, String cause, Instant createdAt) {}

    /** The latest hundred, newest first. */
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
        if (letter.dueAt().isAfter(now)) {
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
        if (now.isAfter(letter.notAfter()) && !isOpen(Window.at(outgoings.lastInteraction(letter), now))) {
            settle(letter, new Delivery.Closed("Zalo's window is closed until the resident writes"));
            return true;
        }
        return send(claim, letter, now);
    }

    private boolean isOpen(Window window) {
        return switch (window) {
            case Window.Free ignored -> true;
            case Window.Charged ignored -> settings.spendCharged();
            case Window.Closed ignored -> false;
        };
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
        if (!outgoings.startSending(letter, now, now.plus(mailbox.lease()))) {
            return false;
        }
        Delivery delivery = zalo.send(claim.resident(), Content.text(letter.text()));
        settle(letter.tried(), delivery);
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
        meters.counter("hoixa.outbox.sends", "outcome", name(delivery)).increment();
        switch (delivery) {
            case Delivery.Sent sent -> outgoings.sent(letter, sent, now);
            case Delivery.Refused refused -> {
                log.warn("Message {} to a resident was refused for good: {}", letter.id(), refused.cause());
                outgoings.refused(letter, refused.cause(), now);
            }
            case Delivery.Closed closed -> {
                log.warn("Message {} is kept until its resident writes again: {}", letter.id(), closed.cause());
                outgoings.closed(letter, closed.cause());
            }
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

    private static String name(Delivery delivery) {
        return delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
