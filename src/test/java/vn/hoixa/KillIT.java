package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.testing.CaseWalk;
import vn.hoixa.testing.HoiXaProcess;
import vn.hoixa.testing.Ledger;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;

/** The process is killed while messages flow: nothing acknowledged is lost, nothing comes out of order. */
class KillIT {
    private static final int RESIDENTS = 60;
    private static final int MESSAGES = 300;
    private static final int CASES = 8;

    @TempDir
    Path folder;

    private WireMockServer zalo;

    @BeforeEach
    void startZalo() {
        zalo = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .globalTemplating(true)
                .containerThreads(80));
        zalo.start();
        RunningHoiXa.answerWellFrom(zalo);
    }

    @AfterEach
    void stopZalo() {
        zalo.stop();
    }

    @Test
    void answersEveryAcknowledgedMessageInOrderAfterSigkill() throws Exception {
        Deque<String[]> toSend = messages();
        List<String> acknowledged = new ArrayList<>();

        try (HoiXaProcess hoixa = HoiXaProcess.start(folder, zalo)) {
            while (toSend.size() > MESSAGES / 2) {
                sendNext(hoixa, toSend, acknowledged);
            }
            hoixa.kill();
        }
        try (HoiXaProcess again = HoiXaProcess.start(folder, zalo)) {
            while (!toSend.isEmpty()) {
                sendNext(again, toSend, acknowledged);
            }
            awaitAllSettled(Ledger.read(folder), acknowledged);
            again.stop();
        }

        assertAllAnsweredInOrder(Ledger.read(folder), acknowledged);
    }

    @Test
    void whatOneOfTwoInstancesWasDoingIsDoneByTheOther() throws Exception {
        String database = Postgres.freshDatabase();
        Deque<String[]> toSend = messages();
        List<String> acknowledged = new ArrayList<>();

        try (TestRedis redis = TestRedis.start(folder.resolve("redis"))) {
            String[] shared = {"--hoixa.database.url=" + database, "--hoixa.redis.url=" + redis.url()};
            try (HoiXaProcess one = HoiXaProcess.start(Files.createDirectory(folder.resolve("one")), zalo, shared);
                    HoiXaProcess two = HoiXaProcess.start(Files.createDirectory(folder.resolve("two")), zalo, shared)) {
                while (toSend.size() > MESSAGES / 2) {
                    sendNext(toSend.size() % 2 == 0 ? one : two, toSend, acknowledged);
                }
                one.kill();
                while (!toSend.isEmpty()) {
                    sendNext(two, toSend, acknowledged);
                }
                awaitAllSettled(Ledger.read(database), acknowledged);
                two.stop();
            }
        }

        assertAllAnsweredInOrder(Ledger.read(database), acknowledged);
    }

    private void assertAllAnsweredInOrder(Ledger ledger, List<String> acknowledged) {
        assertThat(acknowledged).hasSize(MESSAGES);
        assertThat(ledger.answeredMessages()).containsAll(acknowledged);
        assertThat(ledger.deadLetters()).isZero();
        for (int resident = 0; resident < RESIDENTS; resident++) {
            String user = "kill" + resident;
            assertThat(withoutAllowedDoubles(ledger.lettersTo(user), RunningHoiXa.sentTo(zalo, user)))
                    .as("what reached %s, in order", user)
                    .isEqualTo(ledger.lettersTo(user).stream()
                            .map(Ledger.Letter::text)
                            .toList());
        }
    }

    /** The clocks of cases strike before, into and after the time in which the process is dead. */
    @Test
    void strikesEveryClockOnceThroughSigkillAndAWipedRedis(@TempDir Path copy) throws Exception {
        String[] settings = {"--hoixa.cases.ordinary=8s", "--hoixa.knowledge=" + neverClosed(copy)};

        try (HoiXaProcess hoixa = HoiXaProcess.start(folder, zalo, settings)) {
            for (int i = 0; i < CASES; i++) {
                hoixa.say("clock" + i, "cho tôi gặp cán bộ", "clock-message-" + i);
                String user = "clock" + i;
                awaitLedger(ledger -> assertThat(ledger.historyOf(user)).isNotEmpty());
            }
            awaitLedger(ledger -> assertThat(ledger.historyOf("clock0")).contains("reminded"));
            hoixa.kill();
        }
        try (HoiXaProcess again = HoiXaProcess.start(folder, zalo, settings)) {
            awaitLedger(ledger -> {
                assertThat(ledger.historyOf("clock" + (CASES - 1))).contains("lapsed");
                assertThat(ledger.openLetters()).isZero();
            });
            again.kill();
        }
        Wipe.everything(folder.resolve("data"));
        try (HoiXaProcess third = HoiXaProcess.start(folder, zalo, settings)) {
            awaitLedger(ledger -> {
                assertThat(ledger.clocks()).containsOnly("lapse");
                assertThat(ledger.openLetters()).isZero();
            });
            third.stop();
        }

        Ledger ledger = Ledger.read(folder);
        for (int i = 0; i < CASES; i++) {
            String user = "clock" + i;
            List<String> history = ledger.historyOf(user);
            boolean wasLate = history.contains("lapsed");
            assertThat(history)
                    .as("the case of %s", user)
                    .containsExactlyElementsOf(
                            wasLate
                                    ? List.of("opened", "reminder dropped", "lapsed", "reminded")
                                    : List.of("opened", "reminded", "reminded"));
            assertThat(ledger.noticesOf(user)).as("notices of %s", user).doesNotHaveDuplicates();
            assertThat(RunningHoiXa.sentTo(zalo, user).stream().filter(text -> text.startsWith("Xin lỗi")))
                    .hasSize(wasLate ? 1 : 0);
        }
    }

    /** A commune that works day and night, so that the test can run at any hour. */
    private static Path neverClosed(Path copy) throws IOException {
        CaseWalk.knowledge(copy);
        Files.delete(copy.resolve("calendar.yaml"));
        StringBuilder periods = new StringBuilder("periods:\n");
        for (DayOfWeek day : DayOfWeek.values()) {
            periods.append("  ").append(day.name().toLowerCase(Locale.ROOT)).append(": 0:00-23:59\n");
        }
        Files.writeString(copy.resolve("communes/xa-mau/calendar.yaml"), periods);
        return copy;
    }

    private void awaitLedger(Consumer<Ledger> assertion) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertion.accept(Ledger.read(folder)));
    }

    /** Each resident asks five things; what is asked tells the order of the answers. */
    private static Deque<String[]> messages() {
        List<String> questions = List.of(
                "đăng ký kết hôn cần giấy tờ gì",
                "khai tử cần giấy tờ gì",
                "đăng ký khai sinh mất mấy ngày",
                "đăng ký tạm trú ở đâu",
                "đăng ký thường trú cần giấy tờ gì");
        Deque<String[]> all = new ArrayDeque<>();
        for (int i = 0; i < MESSAGES; i++) {
            all.add(new String[] {"kill" + i % RESIDENTS, questions.get(i / RESIDENTS), "kill-message-" + i});
        }
        return all;
    }

    private static void sendNext(HoiXaProcess hoixa, Deque<String[]> toSend, List<String> acknowledged)
            throws IOException, InterruptedException {
        String[] message = toSend.removeFirst();
        if (hoixa.say(message[0], message[1], message[2]) == 200) {
            acknowledged.add(message[2]);
        } else {
            toSend.addFirst(message);
        }
    }

    private static void awaitAllSettled(Ledger ledger, List<String> acknowledged) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(ledger.answeredMessages()).containsAll(acknowledged);
                    assertThat(ledger.openLetters()).isZero();
                });
    }

    /** What Zalo got, less the second copies of letters that stood as sending when the process died. */
    private static List<String> withoutAllowedDoubles(List<Ledger.Letter> letters, List<String> arrived) {
        Map<String, Integer> allowed = new LinkedHashMap<>();
        letters.stream()
                .filter(Ledger.Letter::wasInDoubt)
                .forEach(letter -> allowed.merge(letter.text(), 1, Integer::sum));
        List<String> remaining = new ArrayList<>();
        for (String text : arrived) {
            boolean repeatsTheLast = !remaining.isEmpty() && remaining.getLast().equals(text);
            if (repeatsTheLast && allowed.getOrDefault(text, 0) > 0) {
                allowed.merge(text, -1, Integer::sum);
            } else {
                remaining.add(text);
            }
        }
        return remaining;
    }
}
