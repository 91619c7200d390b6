package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.Shipped.BIRTH;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.matching.Understanding.Talk;

class GrievanceTest {
    @ParameterizedTest
    @CsvSource({
        "Tôi muốn tố cáo ông trưởng thôn ăn chặn tiền cứu trợ, DENUNCIATION",
        "toi muon to cao ong truong thon an chan tien, DENUNCIATION",
        "Tui tố cáo cán bộ nhận phong bì, DENUNCIATION",
        "em xin tố giác người xây nhà trái phép, DENUNCIATION",
        "Tôi gửi đơn khiếu nại quyết định thu hồi đất, COMPLAINT",
        "don khieu nai quyet dinh xu phat so 12, COMPLAINT",
        "Bác muốn khiếu nại việc xã phạt nhà bác, COMPLAINT",
        "phản ánh cán bộ hách dịch, FEEDBACK",
        "toi phan anh den duong thon hong ca thang, FEEDBACK",
        "Bà con kiến nghị xã sửa con mương, FEEDBACK",
        "toi phan anh duong hong, FEEDBACK",
        "toi muon phan anh den duong hong, FEEDBACK",
        "xin kien nghi sua nap cong bi hong, FEEDBACK",
        "Tôi phản ánh loa thôn hỏng, FEEDBACK"
    })
    void isAKindOfItsOwn(String text, Why why) {
        assertThat(aTurn().saying(text).withContent().decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.why()).isEqualTo(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tôi muốn kiến nghị sửa quy định về lệ phí khai sinh",
                "toi phan anh ve quy dinh nop giay xac nhan",
                "góp ý quy định phải chứng thực nhiều lần"
            })
    void aRegulationHasItsOwnChannel(String text) {
        assertThat(aTurn().saying(text).withContent().decision())
                .isInstanceOfSatisfying(
                        SmallTalk.class, talk -> assertThat(talk.line()).isEqualTo(Line.REGULATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thủ tục khiếu nại thế nào",
                "thu tuc khieu nai the nao",
                "Tôi muốn khiếu nại thì nộp đơn ở đâu",
                "muốn tố cáo cán bộ xã thì gửi đơn cho ai",
                "Tôi muốn tố cáo cán bộ, có bị lộ tên không",
                "đơn tố cáo viết sao",
                "tôi muốn khiếu nại trong bao nhiêu ngày",
                "muốn phản ánh với xã thì làm sao",
                "toi muon phan anh hong",
                "muon khieu nai qua zalo hong",
                "muon gui don khieu nai qua buu dien hong",
                "tôi muốn tố cáo cán bộ qua đường hông",
                "Tôi muốn tố cáo có được không?"
            })
    void whoAsksHowItIsDoneIsAnsweredFromTheGuide(String text) {
        assertThat(aTurn().saying(text).meaning(BIRTH, 0.95).decision()).isInstanceOf(Answer.class);
    }

    /** Words of that kind never lie among the questions, though no guide answers what they ask beside. */
    @Test
    void whatNobodyCanAnswerStaysAGrievance() {
        assertThat(aTurn().saying("Tôi muốn tố cáo ông A, giờ làm sao?")
                        .withContent()
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.why()).isEqualTo(Why.DENUNCIATION));
        assertThat(aTurn().saying("tôi tố cáo ông A, cho tôi gặp cán bộ")
                        .talking(Talk.PERSON)
                        .withContent()
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.why()).isEqualTo(Why.DENUNCIATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tôi là Phan Anh, muốn gặp cán bộ", "một phần anh em trong thôn", "đăng ký khai sinh cho con"})
    void findsNoneWhereThereIsNone(String text) {
        assertThat(Grievance.of(aTurn().saying(text).situation())).isNull();
    }

    @Test
    void keepsWhatIsDenouncedOutOfTheExplanation() {
        Situation situation =
                aTurn().saying("tôi tố cáo ông A nhận tiền").withContent().situation();

        assertThat(Explanation.of(situation, Policy.decide(situation)).read()).isEmpty();
        assertThat(situation.understanding().folded()).isNotEqualTo(List.of());
    }
}
