package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.RunningHoiXa;

/** What happens around one claimed resident, between mailbox, record and Zalo. */
class WorkerTest {
    private static ByHand byHand;

    @BeforeAll
    static void start(@TempDir Path data) {
        byHand = new ByHand(data, "hoixa.zalo.call-timeout=2s", "hoixa.sending.buttons=" + RunningHoiXa.OA);
    }

    @AfterAll
    static void stop() {
        byHand.close();
    }

    @AfterEach
    void answerWell() {
        RunningHoiXa.answerWellFrom(byHand.hoixa.zalo());
    }

    /** The echo lies in the mailbox of the very resident who is leased by the send that it would settle. */
    @Test
    void anEchoThatWaitsBehindASendOfUnknownEndSettlesIt() throws Exception {
        byHand.hoixa.say("waits", "Đăng ký kết hôn");
        byHand.hoixa.clock().pass(Duration.ofSeconds(15));
        byHand.hoixa
                .zalo()
                .stubFor(WireMock.post(RunningHoiXa.SEND_PATH)
                        .willReturn(WireMock.ok().withFixedDelay(60_000)));
        try (ExecutorService aside = Executors.newSingleThreadExecutor()) {
            Future<Integer> hanging = aside.submit(byHand::work);
            eventually(() -> assertThat(byHand.hoixa.sentTo("waits")).hasSize(1));
            byHand.echo(
                    "waits",
                    byHand.letters("waits", "introduction", "text").getFirst().replace("\n", "\\n"),
                    "e1",
                    "");
            assertThat(byHand.work()).as("a resident is leased once").isZero();
            hanging.get();
        }
        assertThat(byHand.letters("waits", "introduction", "state")).containsExactly("unknown");
        answerWell();

        byHand.work();

        assertThat(byHand.letters("waits", "introduction", "state")).containsExactly("sent");
        assertThat(byHand.letters("waits", "introduction", "message_id")).containsExactly("e1");
        assertThat(byHand.hoixa.sentTo("waits")).hasSize(2);
        byHand.hoixa.clock().pass(Duration.ofMinutes(5));
        byHand.catchUp();
        assertThat(byHand.hoixa.sentTo("waits")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void saysNothingAfterAnOfficerThatItHadToSayBefore() {
        byHand.zaloSays(-32);
        byHand.say("overtaken", "Đăng ký kết hôn");
        byHand.echo("overtaken", "Chào bác, bác mang căn cước nhé", "h1", "5500000000000000001");
        byHand.catchUp();
        answerWell();

        byHand.hoixa.clock().pass(Duration.ofHours(2));
        byHand.catchUp();

        assertThat(byHand.letters("overtaken", "answer", "state")).containsExactly("dropped");
        assertThat(byHand.letters("overtaken", "answer", "cause"))
                .containsExactly("an officer wrote by hand meanwhile");
        assertThat(byHand.hoixa.answersTo("overtaken")).isEmpty();
    }

    @Test
    void offersChoicesAsButtonsThatSayTheirDigit() {
        byHand.say("chooses", "con em 15 tuoi lam can cuoc");

        String sent = byHand.hoixa
                .zalo()
                .findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(RunningHoiXa.SEND_PATH))
                        .withRequestBody(WireMock.containing("\"chooses\"")))
                .getLast()
                .getBodyAsString();
        assertThat(sent).contains("1. ", "\"type\":\"oa.query.show\"", "\"payload\":\"1\"", "\"payload\":\"2\"");
        byHand.say("chooses", "1");
        assertThat(byHand.hoixa.answersTo("chooses").getLast()).contains("ăn cước");
    }
}
