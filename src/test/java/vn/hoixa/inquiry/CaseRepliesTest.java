package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.escalation.Affair;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Handed;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.Level;
import vn.hoixa.escalation.State;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Told;
import vn.hoixa.inquiry.Decision.WhichCase;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.testing.MovableClock;

/** What residents read about their cases, their complaints and their denunciations. */
class CaseRepliesTest {
    private static final Replies REPLIES = new Replies(words(), new Links(null, List.of("gov.vn")));
    private static final Instant NOW = MovableClock.START;
    private static final Reason REASON = Reason.of("test");
    private static final Handed OPENED =
            new Handed(1, new CaseNumber(427), true, "Lý Thị Mẫu, Công chức mẫu", NOW, null);
    private static final Handed OUTSIDE = new Handed(1, new CaseNumber(427), true, null, NOW, "Công an tỉnh Mẫu");

    private final Turn turn = aTurn().saying("…").turn();

    @Test
    void tellsEachStateInPlainWords() {
        assertThat(told(affair(State.NEW, NOW.plus(Duration.ofHours(3)), "", null, null)))
                .contains("CH-0427", "đang chờ Lý Thị Mẫu", "chậm nhất 12 giờ");
        assertThat(told(affair(State.TAKEN, NOW.minus(Duration.ofHours(3)), "", null, null)))
                .contains("đã quá hạn", "xin lỗi");
        assertThat(told(affair(State.WAITING, NOW, "", null, "Nhà ở thôn nào ạ?")))
                .contains("đang chờ ông/bà trả lời:\n\nNhà ở thôn nào ạ?");
        assertThat(told(affair(State.ANSWERED, NOW, "", "Bác mang căn cước.", null)))
                .contains("đã trả lời ngày 24/11/2026", "Bác mang căn cước.");
        assertThat(told(affair(State.PASSED, NOW, "Thuế cơ sở 2", null, null)))
                .contains("Nơi giải quyết: Thuế cơ sở 2");
        assertThat(told(affair(State.REFUSED, NOW, "không thuộc xã", null, null)))
                .contains("xã không giải quyết được. Lý do: không thuộc xã");
        assertThat(told(affair(State.ANSWERED, NOW, "", null, null))).contains("đã trả lời xong");
        assertThat(told(affair(State.CLOSED, NOW, "", null, null)))
                .contains("CH-0427", "chưa trả lời riêng", "nhắn 0")
                .doesNotContain("trả lời xong");
    }

    @Test
    void offersTheCasesAndAnotherMatter() {
        Affair affair = affair(State.TAKEN, NOW, "", null, null);

        assertThat(text(REPLIES.whichCase(
                        turn, new WhichCase(REASON, new Escalate(REASON, Why.UNSURE), List.of(affair)))))
                .startsWith("Ông/bà nhắn về câu hỏi số CH-0427 hay việc khác")
                .contains("1. Về câu hỏi số CH-0427")
                .endsWith("2. Việc khác");
    }

    @Test
    void aDenunciationIsToldWhereToLodgeItAndAskedNothing() {
        assertThat(text(REPLIES.escalate(turn, new Escalate(REASON, Why.DENUNCIATION), OPENED)))
                .contains("chưa phải là đơn tố cáo", "không làm dừng thời hạn", "bưu điện", "Ủy ban nhân dân tỉnh Mẫu")
                .contains("bí mật", "CH-0427")
                .doesNotContain("?");
        assertThat(text(REPLIES.escalate(turn, new Escalate(REASON, Why.DENUNCIATION), OUTSIDE)))
                .contains("chưa phải là đơn tố cáo", "không làm dừng thời hạn", "bưu điện", "bí mật")
                .contains("Công an tỉnh Mẫu", "không ai trong xã được giao", "CH-0427")
                .doesNotContain("Trung tâm", "chủ tịch xã", "?");
    }

    @Test
    void aComplaintIsToldOfItsTimeLimit() {
        assertThat(text(REPLIES.escalate(turn, new Escalate(REASON, Why.COMPLAINT), OPENED)))
                .contains("chưa phải là đơn khiếu nại", "90 ngày", "CH-0427", "Lý Thị Mẫu");
        assertThat(text(REPLIES.escalate(turn, new Escalate(REASON, Why.COMPLAINT), OUTSIDE)))
                .contains("chưa phải là đơn khiếu nại", "90 ngày", "Công an tỉnh Mẫu", "CH-0427")
                .doesNotContain("Trung tâm");
    }

    @Test
    void aRegulationIsToldItsChannel() {
        assertThat(text(REPLIES.smallTalk(turn, new SmallTalk(REASON, Line.REGULATION))))
                .contains("dichvucong.gov.vn", "Phản ánh kiến nghị");
    }

    private String told(Affair affair) {
        return text(REPLIES.told(turn, new Told(REASON, affair)));
    }

    private static String text(Replies.Reply reply) {
        return String.join("\n\n", reply.texts());
    }

    private static Affair affair(
            State state, Instant deadline, String reason, @Nullable String answer, @Nullable String question) {
        var about = new Case(
                1,
                "xa-mau",
                new CaseNumber(427),
                new ResidentId("4600000000000000001", "u1"),
                1,
                Kind.QUESTION,
                Level.ORDINARY,
                "UNSURE",
                null,
                null,
                state,
                7L,
                Exclusion.NOBODY,
                NOW.minus(Duration.ofDays(1)),
                deadline,
                null,
                null,
                0,
                1);
        return new Affair(
                about,
                NOW,
                "Lý Thị Mẫu, Công chức mẫu",
                null,
                reason,
                answer,
                answer == null ? null : NOW,
                question,
                answer != null);
    }

    private static ResourceBundleMessageSource words() {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        return words;
    }
}
