package vn.hoixa.simulator;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What was said in the trial, by whom, newest last; kept in memory only. */
final class Chat {
    private static final int KEPT = 2_000;

    private final InstantSource clock;
    private final AtomicLong sequence = new AtomicLong();
    private final Deque<Bubble> bubbles = new ArrayDeque<>();

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
     * @param request what the stand-in received, for messages of the page
     */
    record Bubble(
            long seq,
            String resident,
            String from,
            String kind,
            String text,
            String messageId,
            long at,
            @Nullable String request) {}

    synchronized void add(
            String resident, String from, String kind, String text, String messageId, @Nullable String request) {
        bubbles.addLast(
                new Bubble(sequence.incrementAndGet(), resident, from, kind, text, messageId, clock.millis(), request));
        if (bubbles.size() > KEPT) {
            bubbles.removeFirst();
        }
    }

    synchronized List<Bubble> after(long seq) {
        return bubbles.stream().filter(bubble -> bubble.seq() > seq).toList();
    }
}
