package vn.hoixa.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.ZaloClient;
import vn.hoixa.zalo.ZaloClients;

/**
 * Random answers, timeouts, cut connections, killed workers, officers who write by hand, and echoes early, late and
 * never; texts, quotes and pictures, of HoiXa and of officers.
 */
class OutboxStormTest {
    private static final List<ResidentId> RESIDENTS =
            List.of(new ResidentId("460", "lan"), new ResidentId("460", "minh"));
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(500);
    private static final int STEPS = 40;

    /** At least one of every remedy. */
    private static final List<Integer> ERRORS =
            List.of(-32, -214, -216, -235, -240, -200, -200, -230, -213, -248, -100, -224, -321, -9999);

    private static final ZaloOfTests zalo = new ZaloOfTests();
    private static TestRedis redis;
    private static FreshDatabase record;

    private final MovableClock clock = new MovableClock();
    private final List<String> written = new ArrayList<>();

    /** What arrived on the phones, once for each time. */
    private final List<String> arrived = new ArrayList<>();

    /** Echoes on their way to us. */
    private final List<Heard> underWay = new ArrayList<>();

    /** Messages of which we have recorded how they ended, or that they arrived. */
    private final Set<String> known = new HashSet<>();

    private final List<String> sentAgain = new ArrayList<>();
    private Random random = new Random();
    private ZaloClient client;
    private PostRoom post;

    /** A message is called by its text, or by what its picture shows. */
    private record Heard(ResidentId resident, String message, String messageId, Instant sent, Instant heard) {}

    private static final Pattern NAME = Pattern.compile("(lan|minh) \\d+");
    private final Set<String> pictures = new HashSet<>();

    /** A row with what tells how it ended. */
    private record End(String text, String state, boolean open, int doubtful, boolean gaveWay) {
        /** Given up, in sight, where two tries ended in doubt. */
        boolean isGivenUp() {
            return state.equals("unknown") && !open;
        }

        boolean isOver() {
            return Set.of("sent", "refused", "dropped").contains(state) || isGivenUp();
        }
    }

    @BeforeAll
    static void start(@TempDir Path root) {
        record = FreshDatabase.of(FreshDatabase.Kind.SQLITE, root.resolve("record"));
        redis = TestRedis.start(root.resolve("redis"));
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
        record.close();
    }

    @AfterEach
    void close() {
        client.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesNothingAndRepeatsNothingThatIsKnownToHaveArrived(long seed) {
        random = new Random(seed);

        for (int step = 0; step < STEPS; step++) {
            happen();
            noteWhatIsKnown();
        }
        List<End> inTheStorm = ends();
        comeToRest();

        assertThat(sentAgain).isEmpty();
        assertThat(inTheStorm).extracting(End::text).containsExactlyInAnyOrderElementsOf(written);
        assertThat(inTheStorm)
                .allMatch(end -> end.isOver() || end.open() || end.state().equals("closed"));
        assertThat(ends()).extracting(End::text).containsExactlyInAnyOrderElementsOf(written);
        assertThat(ends()).allSatisfy(this::isJust);
    }

    /** Every message is over, and none came to a phone more often than was in doubt. */
    private void isJust(End end) {
        assertThat(end.isOver()).isTrue();
        long times = arrived.stream().filter(end.text()::equals).count();
        assertThat(times).isLessThanOrEqualTo(1L + end.doubtful()).isLessThanOrEqualTo(Ladder.MOST_DOUBTS);
        if (end.state().equals("sent")) {
            assertThat(times).isPositive();
        }
        if (end.isGivenUp() && !end.gaveWay()) {
            assertThat(end.doubtful()).isEqualTo(Ladder.MOST_DOUBTS);
        }
        if (Set.of("refused", "dropped").contains(end.state()) && end.doubtful() == 0) {
            assertThat(times).isZero();
        }
    }

    @BeforeEach
    void begin() {
        redis.wipe();
        record.empty();
        record.database()
                .write(transaction -> transaction.sql("DELETE FROM upload").update());
        zalo.forget();
        zalo.whenCalled(this::answer);
        zalo.whenUploaded(body -> answerUpload(nameIn(body)));
        client = ZaloClients.to(
                zalo.address(), CALL_TIMEOUT, Map.of("460", new Secret("t")), record, redis.buckets(clock), clock);
        post = new PostRoom(record, client, redis.mailbox(clock, Duration.ofSeconds(30)), clock);
    }

    private void happen() {
        ResidentId resident = RESIDENTS.get(random.nextInt(RESIDENTS.size()));
        switch (random.nextInt(15)) {
            case 0, 1, 2 -> write(resident);
            case 3 -> post.hear(resident);
            case 4 -> dieWhileSending(resident);
            case 5 -> pass(Duration.ofMinutes(random.nextInt(120)));
            case 6 -> pass(Duration.ofHours(random.nextInt(60)));
            case 7 -> post.speak(resident);
            default -> pass(Duration.ofSeconds(random.nextInt(40)));
        }
    }

    private void write(ResidentId resident) {
        String name = resident.user() + " " + written.size();
        written.add(name);
        Letter text = new Letter(name, name, null);
        post.write(
                resident,
                switch (random.nextInt(6)) {
                    case 0, 1 -> aPicture(resident, name);
                    case 2 -> text.with(new Enclosure.Quote("m-of-resident"));
                    case 3 -> text.byOfficer();
                    case 4 -> text.toOfficer();
                    default -> text;
                });
    }

    private Letter aPicture(ResidentId resident, String name) {
        pictures.add(name);
        byte[] jpeg = ("\u00ff\u00d8\u00ff" + name).getBytes(StandardCharsets.ISO_8859_1);
        return Letter.of(name, new Enclosure.StoredFile(post.store(resident, "anh.jpg", jpeg)));
    }

    private static String nameIn(String body) {
        return NAME.matcher(body).results().findFirst().orElseThrow().group();
    }

    /** Nothing of an upload reaches the resident. */
    private void answerUpload(String picture) {
        switch (random.nextInt(6)) {
            case 0 -> zalo.breaksOffUploads();
            case 1 -> zalo.saysToUploads(-32);
            default -> zalo.keepsUploadsAs(picture);
        }
    }

    private void pass(Duration time) {
        // Two messages never leave in the same instant.
        clock.pass(time.plusMillis(1));
        List<Heard> due = underWay.stream()
                .filter(echo -> !echo.heard().isAfter(clock.instant()))
                .toList();
        underWay.removeAll(due);
        due.stream().sorted(Comparator.comparing(Heard::heard)).forEach(this::record);
        post.work();
    }

    /** Its message may have left before. */
    private void dieWhileSending(ResidentId resident) {
        post.outgoings
                .next(resident)
                .filter(letter -> letter.state() == Outgoing.State.WAITING)
                .filter(letter -> !letter.dueAt().isAfter(clock.instant()))
                .ifPresent(letter -> {
                    post.dieWhileSending(resident);
                    perhapsArrives(post.kind(letter.id()));
                });
    }

    /** Zalo's side of one call. */
    private void answer(String text) {
        if (known.contains(text)) {
            sentAgain.add(text);
        }
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> zalo.takesAs(arrives(text));
            case 6, 7, 8 -> {
                perhapsArrives(text);
                zalo.breaksOff();
            }
            case 9 -> {
                perhapsArrives(text);
                zalo.outlasts(CALL_TIMEOUT);
            }
            default -> {
                int error = ERRORS.get(random.nextInt(ERRORS.size()));
                if (error == -200) {
                    perhapsArrives(text);
                }
                zalo.says(error);
            }
        }
    }

    private void perhapsArrives(String text) {
        if (random.nextBoolean()) {
            arrives(text);
        }
    }

    /** On the phone; the echo comes before our answer, later, or never. */
    private String arrives(String text) {
        String messageId = "m" + arrived.size();
        arrived.add(text);
        ResidentId resident = new ResidentId("460", text.substring(0, text.indexOf(' ')));
        Instant now = clock.instant();
        switch (random.nextInt(3)) {
            case 0 -> record(new Heard(resident, text, messageId, now, now));
            case 1 -> underWay.add(new Heard(resident, text, messageId, now, now.plusSeconds(random.nextInt(90))));
            default -> {
                // Lost on the way.
            }
        }
        return messageId;
    }

    private void record(Heard echo) {
        boolean isPicture = pictures.contains(echo.message());
        post.echo(
                echo.resident(),
                isPicture ? "oa_send_image" : "oa_send_text",
                isPicture ? "" : echo.message(),
                echo.messageId(),
                echo.sent());
        known.add(echo.message());
    }

    private void noteWhatIsKnown() {
        ends().stream().filter(End::isOver).map(End::text).forEach(known::add);
    }

    /** Zalo takes everything from now on, and everybody writes once more. */
    private void comeToRest() {
        zalo.whenCalled(text -> {
            if (known.contains(text)) {
                sentAgain.add(text);
            }
            zalo.takesAs(arrives(text));
        });
        zalo.whenUploaded(body -> zalo.keepsUploadsAs(nameIn(body)));
        RESIDENTS.forEach(post::hear);
        for (int minute = 0; minute < 150; minute++) {
            pass(Duration.ofMinutes(1));
            noteWhatIsKnown();
        }
    }

    private static List<End> ends() {
        return record.database()
                .read()
                .sql("SELECT kind, state, due_at IS NOT NULL AS open, doubtful, cause FROM outgoing")
                .query((row, i) -> new End(
                        row.getString("kind"),
                        row.getString("state"),
                        row.getBoolean("open"),
                        row.getInt("doubtful"),
                        String.valueOf(row.getString("cause")).contains("by hand")))
                .list();
    }
}
