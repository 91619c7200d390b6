package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.MessageSource;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Undelivered;
import vn.hoixa.testing.RunningHoiXa;

/** Whether an answer still reaches who asked, when Zalo's window closes over a weekend. */
class ReachTest {
    private static ByHand byHand;

    @BeforeAll
    static void start(@TempDir Path data) {
        byHand = new ByHand(data);
    }

    @AfterAll
    static void stop() {
        byHand.close();
    }

    @AfterEach
    void answerWell() {
        RunningHoiXa.answerWellFrom(byHand.hoixa.zalo());
    }

    @Test
    void saysWhenToWriteWhereTheWindowClosesBeforeAnAnswerCanBeExpected() {
        byHand.until(DayOfWeek.FRIDAY, 18);

        byHand.say("late", "gặp cán bộ");

        assertThat(byHand.hoixa.answersTo("late").getLast())
                .contains("CH-", "Nếu đến 8 giờ thứ Ba", "ông/bà nhắn một chữ", "số điện thoại");
    }

    @Test
    void saysNothingOfItWhereTheAnswerComesInTime() {
        byHand.until(DayOfWeek.MONDAY, 9);

        byHand.say("early", "gặp cán bộ");

        assertThat(byHand.hoixa.answersTo("early").getLast()).contains("CH-").doesNotContain("nhắn một chữ");
    }

    @Test
    void asksOnceForAWordBeforeTheWindowCloses() {
        byHand.until(DayOfWeek.FRIDAY, 18);
        byHand.say("asked", "gặp cán bộ");
        byHand.until(DayOfWeek.SUNDAY, 11);
        byHand.catchUp();
        assertThat(lastCalls("asked")).isEmpty();
        Wipe.everything(byHand.hoixa);

        byHand.until(DayOfWeek.SUNDAY, 13);
        byHand.catchUp();
        byHand.hoixa.clock().pass(Duration.ofHours(3));
        byHand.catchUp();

        assertThat(lastCalls("asked")).containsExactly("sent");
        assertThat(byHand.hoixa.sentTo("asked").getLast()).contains("CH-", "trước 18 giờ Chủ nhật");
    }

    @Test
    void asksAgainInTheNextWindowOnly() {
        byHand.until(DayOfWeek.FRIDAY, 18);
        byHand.say("again", "gặp cán bộ");
        byHand.until(DayOfWeek.SUNDAY, 13);
        byHand.catchUp();

        byHand.say("again", "ok");
        byHand.until(DayOfWeek.TUESDAY, 6);
        byHand.catchUp();
        assertThat(lastCalls("again")).containsExactly("sent");
        byHand.until(DayOfWeek.TUESDAY, 8);
        byHand.catchUp();

        assertThat(lastCalls("again")).containsExactly("sent", "sent");
    }

    @Test
    void asksNobodyWhoWasAnsweredOrHasNoCase() {
        byHand.until(DayOfWeek.FRIDAY, 18);
        byHand.say("answered", "gặp cán bộ");
        byHand.say("without", "Đăng ký kết hôn");
        byHand.until(DayOfWeek.SATURDAY, 9);
        byHand.echo("answered", "Chào bác, thứ hai bác ghé nhé", "h1", "5500000000000000001");
        byHand.catchUp();

        byHand.until(DayOfWeek.SUNDAY, 13);
        byHand.catchUp();

        assertThat(lastCalls("answered")).isEmpty();
        assertThat(lastCalls("without")).isEmpty();
    }

    @Test
    void dropsInSightACallForWhichItIsTooLate() {
        byHand.until(DayOfWeek.FRIDAY, 18);
        byHand.say("stale", "gặp cán bộ");

        byHand.until(DayOfWeek.MONDAY, 8);
        byHand.catchUp();

        assertThat(lastCalls("stale")).containsExactly("dropped");
        assertThat(undelivered())
                .filteredOn(letter -> letter.state().equals("dropped"))
                .first()
                .extracting(Undelivered::advice)
                .isEqualTo(Undelivered.Advice.NOTHING);
    }

    /** A question on Friday evening, and Zalo away until the window is closed: the officer is told to telephone. */
    @Test
    void showsWhatDidNotArriveWithItsCaseAndSendsItFirstAtTheNextWord() {
        byHand.until(DayOfWeek.FRIDAY, 18);
        byHand.zaloSays(-32);
        byHand.say("closed", "gặp cán bộ");
        byHand.until(DayOfWeek.TUESDAY, 9);
        byHand.catchUp();
        var words = byHand.hoixa.bean(MessageSource.class);
        List<Undelivered> kept = undelivered().stream()
                .filter(letter -> letter.state().equals("closed"))
                .toList();
        assertThat(kept).isNotEmpty().allSatisfy(letter -> {
            assertThat(letter.caseNumber()).isPositive();
            assertThat(words.getMessage(letter.advice().text(), Locale.of("vi")))
                    .isEqualTo("Chưa đến tay người dân – gọi điện");
        });
        int before = byHand.hoixa.answersTo("closed").size();
        answerWell();

        byHand.say("closed", "Đăng ký kết hôn");

        List<String> after = byHand.hoixa
                .answersTo("closed")
                .subList(before, byHand.hoixa.answersTo("closed").size());
        assertThat(after).hasSize(3);
        assertThat(after.getFirst()).contains("CH-");
        assertThat(after.get(1)).contains("Xin lỗi");
        assertThat(after.getLast()).startsWith("Đăng ký kết hôn");
    }

    private static List<Undelivered> undelivered() {
        return byHand.hoixa.bean(Outbox.class).undelivered();
    }

    private static List<String> lastCalls(String user) {
        return byHand.letters(user, "last-call", "state");
    }
}
