package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.HoiXaProcess;
import vn.hoixa.testing.Ledger;
import vn.hoixa.testing.RunningHoiXa;

/** The process is killed while messages flow: nothing acknowledged is lost, nothing comes out of order. */
class KillIT {
    private static final int RESIDENTS = 60;
    private static final int MESSAGES = 300;

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
            awaitAllSettled(acknowledged);
            again.stop();
        }

        assertThat(acknowledged).hasSize(MESSAGES);
        Ledger ledger = Ledger.read(folder);
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

    private void awaitAllSettled(List<String> acknowledged) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    Ledger ledger = Ledger.read(folder);
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
