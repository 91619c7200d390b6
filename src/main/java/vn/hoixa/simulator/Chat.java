package vn.hoixa.simulator;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was said in the trial, by whom, newest last; kept in memory only. */
@Component
class Chat {
    private static final int KEPT = 2_000;

    private final InstantSource clock;
    private final Deque<Bubble> bubbles = new ArrayDeque<>();
    private final Set<Long> open = new HashSet<>();
    private long sequence;

    Chat(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One message as the page shows it.
     *
     * @param seq rises by one with each
     * @param resident which of the phones, "1" and up
     * @param from "resident" or "page"
     * @param at epoch milliseconds
     * @param quoted id of the message that it replies to
     * @param request what the stand-in received, for messages of the page
     * @param fault with what the stand-in failed that request: the message did not arrive
     */
    record Bubble(
            long seq,
            String resident,
            String from,
            String kind,
            String text,
            String messageId,
            long at,
            @Nullable String quoted,
            @Nullable String request,
            @Nullable String fault) {}

    /**
     * Takes the place of a resident's message before it is handed on, so that no answer, however quick, stands above
     * its question; gives the place up where it was not accepted.
     */
    boolean say(
            String resident,
            String kind,
            String text,
            String messageId,
            @Nullable String quoted,
            BooleanSupplier accepted) {
        long place = reserve(resident, kind, text, messageId, quoted);
        boolean kept = false;
        try {
            kept = accepted.getAsBoolean();
        } finally {
            settle(place, kept);
        }
        return kept;
    }

    /** A message of the page that arrived. */
    synchronized void answer(String resident, String text, String messageId, String request) {
        add(resident, "page", "text", text, messageId, null, request, null);
    }

    /** A message of the page that the stand-in failed. */
    synchronized void fail(String resident, String text, String messageId, String request, String fault) {
        add(resident, "page", "text", text, messageId, null, request, fault);
    }

    /** What follows, up to the first message that is still being handed on. */
    synchronized List<Bubble> after(long seq) {
        return bubbles.stream()
                .filter(bubble -> bubble.seq() > seq)
                .takeWhile(bubble -> !open.contains(bubble.seq()))
                .toList();
    }

    private synchronized long reserve(
            String resident, String kind, String text, String messageId, @Nullable String quoted) {
        add(resident, "resident", kind, text, messageId, quoted, null, null);
        open.add(sequence);
        return sequence;
    }

    private synchronized void settle(long place, boolean kept) {
        open.remove(place);
        if (!kept) {
            bubbles.removeIf(bubble -> bubble.seq() == place);
        }
    }

    private synchronized void add(
            String resident,
            String from,
            String kind,
            String text,
            String messageId,
            @Nullable String quoted,
            @Nullable String request,
            @Nullable String fault) {
        sequence++;
        bubbles.addLast(
                new Bubble(sequence, resident, from, kind, text, messageId, clock.millis(), quoted, request, fault));
        if (bubbles.size() > KEPT) {
            bubbles.removeFirst();
        }
    }
}
