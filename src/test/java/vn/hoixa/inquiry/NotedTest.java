package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.Shipped.KNOWLEDGE;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoixa.feedback.FeedbackModel;
import vn.hoixa.feedback.HeldApart;
import vn.hoixa.matching.Matcher;
import vn.hoixa.matching.Models;

/** What is noted as feedback after all rules of a turn, as a first message. */
class NotedTest {
    private static final Logger log = LoggerFactory.getLogger(NotedTest.class);
    private static Matcher matcher;
    private static FeedbackModel model;

    @BeforeAll
    static void learn() {
        matcher = new Matcher(KNOWLEDGE, new Models(null));
        model = FeedbackModel.learn(KNOWLEDGE, matcher);
    }

    @Test
    void notesWhatIsFeedback() {
        // Wanted are 0.92, which recognition alone reaches: see docs/themes.md.
        assertThat(f1("as written", UnaryOperator.identity())).isGreaterThanOrEqualTo(0.84);
        assertThat(f1("without marks", HeldApart::withoutMarks)).isGreaterThanOrEqualTo(0.84);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Đăng ký kết hôn",
                "giay khai sinh",
                "1",
                "ok",
                "cảm ơn",
                "xác nhận tình trạng hôn nhân",
                "lệ phí bao nhiêu",
                "hồ sơ của tôi đến đâu rồi",
                "xin chào",
            })
    void notesNothingOfWhatOnlyAsks(String text) {
        assertThat(isNoted(text)).isFalse();
    }

    private static double f1(String name, UnaryOperator<String> typed) {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (String[] row : HeldApart.messages()) {
            boolean isFeedback = !row[0].equals("question");
            boolean isNoted = isNoted(typed.apply(row[1]));
            right += isFeedback && isNoted ? 1 : 0;
            wrong += !isFeedback && isNoted ? 1 : 0;
            missed += isFeedback && !isNoted ? 1 : 0;
        }
        double f1 = 2.0 * right / (2 * right + wrong + missed);
        log.info("{}: noted rightly {}, wrongly {}, missed {}: F1 {}", name, right, wrong, missed, f1);
        return f1;
    }

    private static boolean isNoted(String text) {
        Situation situation = Situation.of(aTurn().saying(text).turn(), matcher, model);
        return Remarks.noted(situation, Policy.decide(situation)) != null;
    }
}
