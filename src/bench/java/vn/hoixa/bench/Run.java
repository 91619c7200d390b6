package vn.hoixa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import vn.hoixa.testing.Ledger;

/** One HoiXa from its start to the answer to the last message that it acknowledged. */
final class Run {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

    private final String name;
    private final ZaloStandIn zalo;
    private final Path folder;
    private final HoiXaUnderLoad hoixa;
    private final AtomicInteger questions = new AtomicInteger();
    private final Map<String, Acknowledgement> acknowledged = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private @Nullable Figures figures;

    private record Acknowledgement(long at, Duration after, boolean measured) {}

    Run(String name, ZaloStandIn zalo, String... settings) {
        this.name = name;
        this.zalo = zalo;
        this.folder = newFolder(name);
        this.hoixa = new HoiXaUnderLoad(folder, zalo.address(), settings);
    }

    /**
     * What is known when all is done.
     *
     * @param acknowledgements how long each took
     * @param replies from the acknowledgement to the first message after the introduction
     * @param drain from the last acknowledgement to the last reply
     * @param lost acknowledged messages without a turn in the database or a reply at the stand-in
     */
    record Figures(
            Latencies acknowledgements, Latencies replies, Duration drain, long lost, Memory atStart, Memory atEnd) {}

    String name() {
        return name;
    }

    URI webhook() {
        return hoixa.webhook();
    }

    void start() {
        hoixa.start();
    }

    Question newQuestion() {
        int number = questions.incrementAndGet();
        return Question.number(number, name + number);
    }

    void acknowledged(String user, int millis, boolean measured) {
        acknowledged.put(user, new Acknowledgement(System.nanoTime(), Duration.ofMillis(millis), measured));
    }

    void refused() {
        refused.increment();
    }

    /** Waits for the last reply, checks that nothing is missing, and stops HoiXa. */
    void finish() {
        Await.until(LONGEST_DRAIN, () -> acknowledged.keySet().stream().allMatch(this::isAnswered));
        Await.until(LONGEST_DRAIN, () -> Ledger.read(folder).openLetters() == 0);
        Memory atEnd = hoixa.memory();
        hoixa.stop();
        Set<String> turned = Ledger.read(folder).answeredMessages();
        long lost = acknowledged.keySet().stream()
                .filter(user -> !isAnswered(user) || !turned.contains(user))
                .count();
        figures = new Figures(acknowledgements(), replies(), drain(), lost, hoixa.memoryAtStart(), atEnd);
    }

    Figures figures() {
        return Objects.requireNonNull(figures, "not finished");
    }

    long lost() {
        return figures().lost();
    }

    int sent() {
        return questions.get();
    }

    long errors() {
        return refused.sum();
    }

    Duration ready() {
        return hoixa.ready();
    }

    private boolean isAnswered(String user) {
        return zalo.answeredAt(user) != null;
    }

    private Latencies acknowledgements() {
        return new Latencies(
                acknowledged.values().stream().filter(Acknowledgement::measured).map(Acknowledgement::after));
    }

    private Latencies replies() {
        return new Latencies(acknowledged.entrySet().stream()
                .filter(message -> message.getValue().measured() && isAnswered(message.getKey()))
                .map(message -> between(message.getValue().at(), answeredAt(message.getKey()))));
    }

    private Duration drain() {
        long lastAcknowledged = acknowledged.values().stream()
                .mapToLong(Acknowledgement::at)
                .max()
                .orElse(0);
        long lastAnswered = acknowledged.keySet().stream()
                .filter(this::isAnswered)
                .mapToLong(this::answeredAt)
                .max()
                .orElse(0);
        return between(lastAcknowledged, lastAnswered);
    }

    private long answeredAt(String user) {
        return Objects.requireNonNull(zalo.answeredAt(user));
    }

    /** Never negative: a reply may overtake the note that its message was acknowledged. */
    private static Duration between(long acknowledged, long answered) {
        return Duration.ofNanos(Math.max(0, answered - acknowledged));
    }

    private static Path newFolder(String name) {
        try {
            // Not under /tmp, which may be memory: then no write would wait for a disk.
            Path parent = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
