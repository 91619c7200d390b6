package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Rated;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.rating.Awaited;
import vn.hoixa.rating.Contentment;
import vn.hoixa.rating.Subject;

/** Whether words are taken for a rating, where one was asked for. */
class RatingTalkTest {
    private static final Subject SUBJECT = new Subject(1L, null, null, "ho-tich", "1.000894");
    private static final Awaited ASKED = new Awaited(SUBJECT, true, null);
    private static final Awaited ASKED_WHY = new Awaited(SUBJECT, false, 1L);

    @Test
    void takesARatingFromWhoWasAsked() {
        assertThat(aTurn().awaited(ASKED).saying("k hai long").decision())
                .isInstanceOfSatisfying(Rated.class, rated -> {
                    assertThat(rated.awaited()).isEqualTo(ASKED);
                    assertThat(rated.said())
                            .isNotNull()
                            .satisfies(said -> assertThat(said.contentment()).isEqualTo(Contentment.NOT_CONTENT));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"hài lòng", "bình thường", "k hai long"})
    void takesNoneFromWhoWasNot(String text) {
        assertThat(aTurn().saying(text).decision()).isNotInstanceOf(Rated.class);
        assertThat(aTurn().awaited(ASKED_WHY).saying(text).decision().reason().rule())
                .isNotEqualTo("rating");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "làm khai sinh cần giấy gì", "hài lòng thì sao?", "cho tôi hỏi"})
    void leavesAllElseWhatItIs(String text) {
        assertThat(aTurn().awaited(ASKED).saying(text).decision()).isNotInstanceOf(Rated.class);
    }

    @Test
    void answersAQuestionBesideARating() {
        assertThat(aTurn().awaited(ASKED)
                        .saying("bình thường, làm khai sinh cần giấy gì")
                        .talking(Talk.ASKS)
                        .decision())
                .isNotInstanceOf(Rated.class);
        assertThat(aTurn().awaited(ASKED).saying("bình thường, chờ hơi lâu").decision())
                .isInstanceOf(Rated.class);
    }

    @Test
    void takesAComplaintForOne() {
        assertThat(aTurn().awaited(ASKED)
                        .saying("chưa hài lòng, tôi khiếu nại cán bộ xã")
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.why()).isEqualTo(Why.COMPLAINT));
    }

    @Test
    void takesAWordOfWhyOnlyAsTheNextMessageAndOnlyIfItAsksNothing() {
        var later = new Awaited(SUBJECT, false, 0L);

        assertThat(aTurn().awaited(ASKED_WHY)
                        .saying("chờ lâu quá")
                        .withContent()
                        .decision())
                .isInstanceOfSatisfying(
                        Rated.class, rated -> assertThat(rated.said()).isNull());
        assertThat(aTurn().awaited(later).saying("chờ lâu quá").withContent().decision())
                .isNotInstanceOf(Rated.class);
        assertThat(aTurn().awaited(ASKED_WHY)
                        .saying("bao giờ có giấy?")
                        .withContent()
                        .decision())
                .isNotInstanceOf(Rated.class);
        assertThat(aTurn().awaited(ASKED_WHY)
                        .saying("cảm ơn")
                        .talking(Talk.THANKS)
                        .decision())
                .isNotInstanceOf(Rated.class);
    }
}
