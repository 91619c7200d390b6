package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.inquiry.Sweep;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.testing.RunningHoiXa;

/** What happens to messages while Redis or the database is away, or a message fails by itself. */
@ExtendWith(OutputCaptureExtension.class)
class OutageTest {
    private static final Duration QUIET = Duration.ofMillis(1_600);

    @TempDir
    Path data;

    private RunningHoiXa hoixa;
    private CapturedOutput log;

    @BeforeEach
    void start(CapturedOutput output) {
        log = output;
        hoixa = RunningHoiXa.start(data, "hoixa.turns.workers=16");
    }

    @AfterEach
    void stop() {
        hoixa.close();
    }

    @Test
    void refusesWhileRedisIsGoneAndLosesNothingItAcknowledged() {
        hoixa.say("before", "Đăng ký kết hôn");
        // Stopped, not killed: nothing brings it back before the test says so.
        Wipe.stopServer(hoixa);
        int whileAway = hoixa.say("away", "Đăng ký kết hôn");
        String health =
                hoixa.get(hoixa.management("/actuator/health/readiness")).body();

        eventually(() -> assertThat(alarms()).containsExactly(AlarmKind.REDIS));

        Wipe.killServer(hoixa);
        eventually(() -> assertThat(hoixa.say("after", "Đăng ký kết hôn")).isEqualTo(200));
        hoixa.clock().pass(QUIET);

        assertThat(whileAway).isEqualTo(503);
        assertThat(health).contains("DOWN");
        eventually(() -> assertThat(hoixa.answersTo("before")).hasSize(1));
        eventually(() -> assertThat(hoixa.answersTo("after")).hasSize(1));
        assertThat(hoixa.answersTo("away")).isEmpty();
        eventually(() -> assertThat(alarms()).isEmpty());
    }

    private List<AlarmKind> alarms() {
        return hoixa.bean(Alarms.class).standing().stream().map(Alarm::kind).toList();
    }

    @Test
    void findsInTheDatabaseWhatAWipedRedisForgot() {
        hoixa.zalo().stubFor(WireMock.post(RunningHoiXa.SEND_PATH).willReturn(WireMock.okJson("{\"error\":-32}")));
        hoixa.say("waiting", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(postponedLetters()).isEqualTo(1));
        hoixa.say("unturned", "Đăng ký kết hôn");

        Wipe.everything(hoixa);
        RunningHoiXa.answerWellFrom(hoixa.zalo());
        hoixa.clock().pass(Duration.ofMinutes(1));
        Sweep.now(hoixa);

        eventually(() -> assertThat(hoixa.answersTo("waiting")).hasSize(1));
        // What had no turn yet lived in Redis only; it is the only thing that a wipe takes.
        assertThat(hoixa.sentTo("unturned")).isEmpty();
        assertThat(hoixa.say("next", "Đăng ký kết hôn")).isEqualTo(200);
    }

    @Test
    void acceptsAndWaitsWhileTheDatabaseIsAway() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hoixa.db"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            for (int i = 0; i < 30; i++) {
                assertThat(hoixa.say("locked" + i, "Đăng ký kết hôn")).isEqualTo(200);
            }
            hoixa.clock().pass(QUIET);
            eventually(() -> assertThat(log.getOut()).contains("The database does not answer"));
            // More seconds than the ladder has, in which every try would have failed.
            hoixa.clock().pass(Duration.ofMinutes(10));
            statement.execute("ROLLBACK");
        }
        hoixa.clock().pass(Duration.ofSeconds(31));

        for (int i = 0; i < 30; i++) {
            String user = "locked" + i;
            eventually(() -> {
                hoixa.clock().pass(Duration.ofSeconds(1));
                assertThat(hoixa.answersTo(user)).hasSize(1);
            });
        }
        assertThat(count("dead_letter")).isZero();
        assertThat(log.getOut()).contains("The database answers again");
    }

    @Test
    void acknowledgesQuicklyWhileSixteenTurnsHang() throws InterruptedException {
        var hold = new CountDownLatch(1);
        Thread rival = Thread.ofPlatform()
                .start(() -> hoixa.database().write(transaction -> {
                    transaction.sql("UPDATE resident SET first_seen = 0").update();
                    return waitFor(hold);
                }));
        IntStream.range(0, 16).forEach(i -> hoixa.say("busy" + i, "Đăng ký kết hôn"));
        hoixa.clock().pass(QUIET);
        // They have read and decided meanwhile: readers do not wait for the one who writes.
        eventually(() -> assertThat(turnsUnderWay()).isEqualTo(16));

        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            assertThat(hoixa.say("meanwhile" + i, "Đăng ký kết hôn")).isEqualTo(200);
            millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
        }

        assertThat(turnsUnderWay()).isEqualTo(16);
        // Not the slowest ones: what else runs on this machine may take a core for a moment.
        assertThat(millis.stream().sorted().toList().get(89)).isLessThan(50);
        hold.countDown();
        rival.join();
        eventually(() -> assertThat(hoixa.answersTo("busy15")).hasSize(1));
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(25, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Threads that are inside a turn: they wait for the one connection that writes. */
    private static long turnsUnderWay() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("turn-"))
                .filter(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("commit")
                                && frame.getClassName().endsWith("Conversations")))
                .count();
    }

    @Test
    void buriesAMessageThatAlwaysFailsAndTellsTheResident() {
        hoixa.say("poison", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("poison")).hasSize(1));
        hoixa.database()
                .write(transaction -> transaction
                        .sql("UPDATE conversation SET state = 'no JSON at all'")
                        .update());

        hoixa.say("poison", "khai tử cần giấy tờ gì");

        eventually(() -> {
            hoixa.clock().pass(Duration.ofSeconds(10));
            assertThat(count("dead_letter")).isEqualTo(1);
        });
        eventually(() -> assertThat(hoixa.answersTo("poison")).hasSize(2));
        assertThat(hoixa.answersTo("poison").get(1)).contains("Xin lỗi", "CH-0001");
        assertThat(count("cases")).isEqualTo(1);
        assertThat(hoixa.get(hoixa.management("/actuator/stuck")).body()).contains("\"attempts\":6");
    }

    private long postponedLetters() {
        return hoixa.database()
                .read()
                .sql("SELECT COUNT(*) FROM outgoing WHERE state = 'waiting' AND attempts = 1")
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return hoixa.database()
                .read()
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
