package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoixa.escalation.Deadlines;
import vn.hoixa.inquiry.Turns.Taken;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.Traces;
import vn.hoixa.mailbox.Tries;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/**
 * One claimed resident from turn to settlement; the one place where failures are caught.
 *
 * <p>Sending runs elsewhere, so that a slow network holds up no other resident's turn.
 */
final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration OUTAGE = Duration.ofSeconds(1);

    private final Turns turns;
    private final Deadlines deadlines;
    private final LastCall lastCall;
    private final RatingCall ratingCall;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final Executor senders;
    private final Outage outage;
    private final Refusals refusals;
    private final Traces traces;

    Worker(
            Turns turns,
            Deadlines deadlines,
            LastCall lastCall,
            RatingCall ratingCall,
            Outbox outbox,
            DeadLetters deadLetters,
            Mailbox mailbox,
            InstantSource clock,
            Executor senders,
            Outage outage,
            Refusals refusals,
            Traces traces) {
        this.turns = turns;
        this.deadlines = deadlines;
        this.lastCall = lastCall;
        this.ratingCall = ratingCall;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.mailbox = mailbox;
        this.clock = clock;
        this.senders = senders;
        this.outage = outage;
        this.refusals = refusals;
        this.traces = traces;
    }

    void work(Claim claim) {
        guarded(claim, () -> {
            if (buryIfHopeless(claim)) {
                return;
            }
            Taken turned = claim.mail().isEmpty() ? woken(claim) : turns.take(claim);
            Taken taken = new Taken(
                    turned.handled(), earlier(turned.next(), deadlines.strike(claim.resident())), turned.isErasure());
            refusals.tell(claim.resident());
            if (outbox.isOpen(claim.resident())) {
                send(claim, taken);
            } else {
                settle(claim, taken, taken.next());
            }
        });
    }

    /** Nothing came in: a time that the conversation has set has come. */
    private Taken woken(Claim claim) {
        lastCall.make(claim.resident());
        ratingCall.make(claim.resident());
        return new Taken(List.of(), null);
    }

    private void send(Claim claim, Taken taken) {
        try {
            senders.execute(() -> guarded(claim, () -> {
                Instant due = outbox.deliver(claim);
                settle(claim, taken, earlier(due, taken.next()));
            }));
        } catch (RejectedExecutionException allSendersBusy) {
            settle(claim, taken, clock.instant().plus(OUTAGE));
        }
    }

    private void settle(Claim claim, Taken taken, @Nullable Instant next) {
        mailbox.settle(claim, taken.handled(), next, Tries.CLEAR);
        if (taken.isErasure()) {
            // Not before the mailbox has let go of them.
            traces.remove();
        }
    }

    private void guarded(Claim claim, Runnable work) {
        try {
            work.run();
            outage.over();
        } catch (Conversations.Conflict e) {
            mailbox.settle(claim, List.of(), clock.instant(), Tries.FORGIVE);
        } catch (MailboxUnavailable e) {
            // The lease ends by itself, and what was done already is known to the database.
            log.warn("A resident could not be settled, Redis is away: {}", e.getMessage());
        } catch (Throwable e) {
            failed(claim, e);
        }
    }

    private void failed(Claim claim, Throwable failure) {
        try {
            if (Database.isConflict(failure)) {
                mailbox.settle(claim, List.of(), clock.instant(), Tries.FORGIVE);
            } else if (Database.isOutage(failure)) {
                outage.began(failure);
                mailbox.settle(claim, List.of(), clock.instant().plus(OUTAGE), Tries.FORGIVE);
            } else {
                log.error(
                        "A turn on page {} failed and is tried again",
                        claim.resident().oa(),
                        withoutWords(failure));
                retryOrBury(claim, failure);
            }
        } catch (MailboxUnavailable e) {
            log.warn("A failed turn could not be given back, Redis is away: {}", e.getMessage());
        }
    }

    /** Where it failed, without the failure's own words, which may quote a resident. */
    private static Throwable withoutWords(Throwable failure) {
        var bare = new IllegalStateException(failure.getClass().getName());
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }

    private void retryOrBury(Claim claim, Throwable failure) {
        List<Mail> hopeless = claim.mail().stream()
                .filter(mail -> Ladder.isOver(mail.tries()))
                .toList();
        int tries = claim.mail().stream().mapToInt(Mail::tries).max().orElse(1);
        if (hopeless.isEmpty()) {
            mailbox.settle(claim, List.of(), clock.instant().plus(Ladder.after(tries)), Tries.KEEP);
        } else {
            bury(claim, hopeless, failure.getClass().getSimpleName());
        }
    }

    /** What was claimed more often than a failure is tried took the process down with it each time. */
    private boolean buryIfHopeless(Claim claim) {
        List<Mail> hopeless = claim.mail().stream()
                .filter(mail -> Ladder.isOver(mail.tries() - 1))
                .toList();
        if (hopeless.isEmpty()) {
            return false;
        }
        bury(claim, hopeless, "tried too often without an end");
        return true;
    }

    private void bury(Claim claim, List<Mail> hopeless, String cause) {
        deadLetters.bury(claim.resident(), hopeless, cause);
        mailbox.settle(claim, hopeless.stream().map(Mail::key).toList(), clock.instant(), Tries.KEEP);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
