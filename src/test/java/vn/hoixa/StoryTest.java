package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.testing.RunningHoiXa;

/** From the webhook to the reply, as a resident lives it. */
class StoryTest {
    private static final Duration QUIET = Duration.ofMillis(1_600);
    private static final Duration UNSURE = Duration.ofMillis(8_100);

    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void answersAQuestionWithoutMarks() {
        hoixa.say("marks", "lam giay khai sinh cho con can giay to gi");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("marks")).hasSize(1));
        assertThat(hoixa.sentTo("marks").getFirst()).contains("tự động", "OTP");
        assertThat(hoixa.answersTo("marks").getFirst())
                .startsWith("Đăng ký khai sinh")
                .contains("Giấy chứng sinh", "18/07/2026", "0 gặp cán bộ");
    }

    @Test
    void walksFromQuestionThroughMenuToAPerson() {
        hoixa.say("walk", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("walk")).hasSize(1));

        hoixa.say("walk", "1");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("walk")).hasSize(2));

        hoixa.say("walk", "the phi bao nhieu");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("walk")).hasSize(3));

        hoixa.say("walk", "0");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("walk")).hasSize(4));

        assertThat(hoixa.answersTo("walk").get(1)).startsWith("Đăng ký kết hôn – giấy tờ");
        assertThat(hoixa.answersTo("walk").get(2)).startsWith("Đăng ký kết hôn – lệ phí");
        assertThat(hoixa.answersTo("walk").get(3)).contains("CH-", "chậm nhất");
    }

    @Test
    void answersOnceWhatComesInThreeQuickMessages() {
        hoixa.say("quick", "cho em hoi");
        hoixa.clock().pass(Duration.ofMillis(500));
        hoixa.say("quick", "chau moi sinh");
        hoixa.clock().pass(Duration.ofMillis(500));
        hoixa.say("quick", "lam giay khai sinh can gi");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("quick")).hasSize(1));
        nothingMoreComesFor("quick", 1);
        assertThat(hoixa.answersTo("quick").getFirst()).startsWith("Đăng ký khai sinh – giấy tờ");
        assertThat(turnsOf("quick")).isEqualTo(1);
    }

    @Test
    void answersOnceWhatComesInThreeSlowMessages() {
        hoixa.say("slow", "cho bac hoi");
        hoixa.clock().pass(Duration.ofSeconds(6));
        hoixa.say("slow", "bac o thon");
        hoixa.clock().pass(Duration.ofSeconds(6));
        hoixa.say("slow", "muon lam giay khai sinh cho chau can giay to gi");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("slow")).hasSize(1));
        nothingMoreComesFor("slow", 1);
        assertThat(turnsOf("slow")).isEqualTo(1);
    }

    @Test
    void answersAGreetingAloneOnlyAfterItsWindow() {
        hoixa.say("greeting", "chào cán bộ");
        // With the marker message below, 7.6 seconds.
        hoixa.clock().pass(Duration.ofSeconds(6));
        nothingMoreComesFor("greeting", 0);

        hoixa.clock().pass(Duration.ofMillis(500));

        eventually(() -> assertThat(hoixa.answersTo("greeting")).hasSize(1));
    }

    @Test
    void recordsEchoReceiptAndReactionOfAKnownMessage() {
        hoixa.say("receipts", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("receipts")).hasSize(1));
        String sent = query(
                "SELECT message_id FROM outgoing WHERE message_id IS NOT NULL AND resident_id ="
                        + " (SELECT id FROM resident WHERE zalo_user = ?) ORDER BY id LIMIT 1",
                "receipts");

        hoixa.post(eventAbout("oa_send_text", OA, "receipts", sent));
        hoixa.post(eventAbout("user_received_message", OA, "receipts", sent));
        hoixa.post(eventAbout("user_reacted_message", "receipts", OA, sent));

        eventually(() -> assertThat(kindsOf("receipts", sent)).containsExactly("echo", "reaction", "received"));
        nothingMoreComesFor("receipts", 1);
    }

    @Test
    void changesNothingOnRedeliveryWithinTwoDaysOrAfter() {
        String event = hoixa.textEvent("again", "Đăng ký kết hôn", "again-1");
        hoixa.post(event);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("again")).hasSize(1));

        assertThat(hoixa.post(event)).isEqualTo(200);
        hoixa.clock().pass(QUIET);
        nothingMoreComesFor("again", 1);
        Wipe.memoryOf(hoixa, OA + "|user_send_text|again-1");
        hoixa.clock().pass(Duration.ofDays(3));
        assertThat(hoixa.post(event)).isEqualTo(200);
        hoixa.clock().pass(QUIET);

        nothingMoreComesFor("again", 1);
        assertThat(turnsOf("again")).isEqualTo(1);
    }

    @Test
    void losesNeitherOfAnOldEventReplayedTogetherWithANewOne() {
        String old = hoixa.textEvent("replay", "Đăng ký kết hôn", "replay-1");
        hoixa.post(old);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("replay")).hasSize(1));

        // As after a crash between commit and settlement: the old event still stands in the mailbox.
        Wipe.memoryOf(hoixa, OA + "|user_send_text|replay-1");
        hoixa.post(old);
        hoixa.say("replay", "khai tử cần giấy tờ gì");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("replay")).hasSize(2));
        assertThat(hoixa.answersTo("replay").get(1)).contains("Đăng ký khai tử – giấy tờ");
        nothingMoreComesFor("replay", 2);
    }

    @Test
    void letsNobodyWaitForAResidentWhoseSendingHangs() {
        hoixa.zalo()
                .stubFor(WireMock.post(RunningHoiXa.SEND_PATH)
                        .withRequestBody(WireMock.containing("\"hangs\""))
                        .willReturn(WireMock.ok().withFixedDelay(8_000)));
        hoixa.say("hangs", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.sentTo("hangs")).hasSize(1));

        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            hoixa.say("other" + i, "Đăng ký kết hôn");
        }
        hoixa.clock().pass(QUIET);
        for (int i = 0; i < 10; i++) {
            String other = "other" + i;
            eventually(() -> assertThat(hoixa.answersTo(other)).hasSize(1));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void makesAVoiceMessageACaseAtOnceAndNeverAsksToType() {
        String voice = hoixa.textEvent("voice", "", hoixa.newMessageId())
                .replace("user_send_text", "user_send_audio")
                .replace("\"text\":\"\"", "\"attachments\":[{\"type\":\"audio\",\"payload\":{\"url\":\"https://v\"}}]");

        hoixa.post(voice);
        hoixa.clock().pass(UNSURE);

        eventually(() -> assertThat(hoixa.answersTo("voice")).hasSize(1));
        assertThat(hoixa.answersTo("voice").getFirst())
                .contains("Cán bộ sẽ nghe", "CH-", "chậm nhất")
                .doesNotContain("gõ", "nhắn thêm vài chữ");
    }

    /** Turns a while of idle polling into an assertion: everything due has been taken, and nothing new was sent. */
    private static void nothingMoreComesFor(String user, int answers) {
        String marker = hoixa.newMessageId();
        hoixa.say("marker-" + marker, "0");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("marker-" + marker)).hasSize(1));
        assertThat(hoixa.answersTo(user)).hasSize(answers);
    }

    private static String eventAbout(String name, String sender, String recipient, String messageId) {
        return """
                {"app_id":"%s","event_name":"%s","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s","text":"…","react_icon":"/-heart"},"timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        name,
                        sender,
                        recipient,
                        messageId,
                        hoixa.clock().millis());
    }

    private static List<String> kindsOf(String user, String messageId) {
        return hoixa.database()
                .read()
                .sql("""
                        SELECT i.kind FROM incoming i JOIN resident r ON r.id = i.resident_id
                        WHERE r.zalo_user = ? AND i.message_id = ? ORDER BY i.kind""")
                .params(user, messageId)
                .query(String.class)
                .list();
    }

    private static int turnsOf(String user) {
        return Integer.parseInt(query(
                "SELECT COUNT(*) FROM turn WHERE resident_id = (SELECT id FROM resident WHERE zalo_user = ?)", user));
    }

    private static String query(String sql, String user) {
        return hoixa.database().read().sql(sql).param(user).query(String.class).single();
    }
}
