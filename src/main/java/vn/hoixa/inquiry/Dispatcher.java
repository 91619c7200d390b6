package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.escalation.Deadlines;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.Traces;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.rating.Ratings;

/**
 * Claims residents that are due and gives them to workers, as many as are free.
 *
 * <p>Workers and senders are platform threads: SQLite is native code, which would pin virtual ones.
 */
@Component
@EnableConfigurationProperties({InquirySettings.class, Silence.class})
class Dispatcher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration IDLE = Duration.ofMillis(25);
    private static final Duration INTAKE_FIRST = Duration.ofMillis(5);
    private static final int MOST_PAUSES = 40;
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final Mailbox mailbox;
    private final Conversations conversations;
    private final Deadlines deadlines;
    private final Ratings ratings;
    private final InstantSource clock;
    private final Alarms alarms;
    private final int size;
    private final Outage outage = new Outage();
    private final Semaphore free;
    private final ExecutorService workers;
    private final ThreadPoolExecutor senders;
    private final Worker worker;
    private @Nullable Thread loop;
    private volatile boolean running;

    Dispatcher(
            Mailbox mailbox,
            Conversations conversations,
            Turns turns,
            Deadlines deadlines,
            LastCall lastCall,
            Ratings ratings,
            RatingCall ratingCall,
            Outbox outbox,
            DeadLetters deadLetters,
            Refusals refusals,
            Traces traces,
            InstantSource clock,
            InquirySettings settings,
            Alarms alarms) {
        this.mailbox = mailbox;
        this.conversations = conversations;
        this.deadlines = deadlines;
        this.ratings = ratings;
        this.clock = clock;
        this.alarms = alarms;
        this.size = settings.workers();
        this.free = new Semaphore(size);
        this.workers = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().name("turn-", 1).factory());
        this.senders = new ThreadPoolExecutor(
                0,
                settings.senders(),
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name("send-", 1).factory());
        this.worker = new Worker(
                turns,
                deadlines,
                lastCall,
                ratingCall,
                outbox,
                deadLetters,
                mailbox,
                clock,
                senders,
                outage,
                refusals,
                traces);
    }

    @Override
    public void start() {
        running = true;
        loop = Thread.ofPlatform().name("dispatch").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        try {
            // First no new claims, then the end of what was claimed.
            if (loop != null) {
                loop.join(Duration.ofSeconds(5));
            }
            workers.shutdown();
            boolean turnsEnded = workers.awaitTermination(10, TimeUnit.SECONDS);
            senders.shutdown();
            // What does not end in time is found again by its lease.
            boolean ended = senders.awaitTermination(10, TimeUnit.SECONDS) && turnsEnded;
            log.info(ended ? "All turns have ended" : "Some turns go on at the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Wakes whom the database knows to be due: after a loss of Redis these times stand nowhere else. */
    @Scheduled(fixedDelay = 60, timeUnit = TimeUnit.SECONDS, initialDelay = 60)
    void sweep() {
        try {
            Instant until = clock.instant().plus(AHEAD);
            conversations.due(until).forEach(due -> mailbox.wake(due.resident(), due.at()));
            deadlines.due(until).forEach(due -> mailbox.wake(due.resident(), due.at()));
            ratings.due(until).forEach(due -> mailbox.wake(due.resident(), due.at()));
        } catch (DataAccessException | MailboxUnavailable e) {
            log.warn("The sweep is put off for a minute: {}", e.getMessage());
        }
    }

    private void run() {
        boolean connected = false;
        // It may stand since before a restart.
        boolean alarmed = true;
        while (running) {
            try {
                if (!connected) {
                    mailbox.ping();
                    sweep();
                    connected = true;
                }
                boolean goesOn = dispatch();
                if (alarmed) {
                    // Only now: a Redis whose disk is full answers a ping.
                    alarms.clear(AlarmKind.REDIS, Alarm.INSTALLATION);
                    alarmed = false;
                }
                if (!goesOn) {
                    LockSupport.parkNanos(outage.isOn() ? Outage.PAUSE.toNanos() : IDLE.toNanos());
                }
            } catch (MailboxUnavailable e) {
                if (connected) {
                    log.error("Redis does not answer; the webhook says 503 until it does: {}", e.getMessage());
                }
                connected = false;
                alarmed = true;
                alarms.raise(AlarmKind.REDIS, Alarm.INSTALLATION, "no answer");
                LockSupport.parkNanos(Outage.PAUSE.toNanos());
            } catch (RuntimeException e) {
                // Without this loop nobody is answered any more, so nothing may end it.
                log.error("Claiming failed and is tried again", e);
                LockSupport.parkNanos(Outage.PAUSE.toNanos());
            }
        }
    }

    /**
     * Zalo waits two seconds for its 200, a resident's answer may come a moment later: while several events come in at
     * once, turns step back, though never for more than a fifth of a second.
     */
    private void letIntakeGoFirst() {
        for (int pauses = 0; pauses < MOST_PAUSES && mailbox.accepting() > 1; pauses++) {
            LockSupport.parkNanos(INTAKE_FIRST.toNanos());
        }
    }

    /** Claims as many as there are free workers; false where nobody is due. */
    private boolean dispatch() {
        letIntakeGoFirst();
        int room = free.drainPermits();
        if (outage.isOn() && room > 1) {
            free.release(room - 1);
            room = 1;
        }
        if (room == 0) {
            return false;
        }
        List<Claim> claims = List.of();
        try {
            claims = mailbox.claim(room);
        } finally {
            free.release(room - claims.size());
        }
        for (Claim claim : claims) {
            workers.execute(() -> {
                try {
                    worker.work(claim);
                } finally {
                    free.release();
                }
            });
        }
        return !claims.isEmpty() && !outage.isOn();
    }
}
