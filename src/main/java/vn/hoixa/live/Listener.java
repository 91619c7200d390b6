package vn.hoixa.live;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** One open page; a slow one delays nobody but itself. */
final class Listener {
    /** Then it has to come again, and show that its session still holds. */
    private static final int MOST_BEATS = 4;

    private static final long AGAIN_MILLIS = 2_000;

    private final String commune;
    private final long account;
    private final SseEmitter emitter;
    private final Executor senders;
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger beats = new AtomicInteger();

    Listener(String commune, long account, SseEmitter emitter, Executor senders) {
        this.commune = commune;
        this.account = account;
        this.emitter = emitter;
        this.senders = senders;
    }

    String commune() {
        return commune;
    }

    long account() {
        return account;
    }

    /** Whose conversation changed, by the id in the database. */
    void tell(long resident) {
        waiting.add(resident);
        send();
    }

    void beat() {
        if (beats.incrementAndGet() > MOST_BEATS) {
            close();
        } else {
            send();
        }
    }

    void close() {
        emitter.complete();
    }

    private void send() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            senders.execute(this::sendAll);
        } catch (RejectedExecutionException stopping) {
            busy.set(false);
        }
    }

    private void sendAll() {
        try {
            do {
                Set<Long> told = Set.copyOf(waiting);
                waiting.removeAll(told);
                emitter.send(event(told));
            } while (!waiting.isEmpty());
        } catch (IOException | IllegalStateException closed) {
            emitter.completeWithError(closed);
        } finally {
            busy.set(false);
        }
    }

    /** Without anything to tell, a comment shows that somebody is there. */
    private static SseEventBuilder event(Set<Long> told) {
        return told.isEmpty()
                ? SseEmitter.event().comment("here").reconnectTime(AGAIN_MILLIS)
                : SseEmitter.event()
                        .name("changed")
                        .data(told.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
