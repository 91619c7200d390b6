package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.inquiry.Outcome.Fit;
import vn.hoixa.inquiry.Outcome.Sort;
import vn.hoixa.inquiry.Prediction.Decided;

/** Each figure on examples that can be reckoned by hand. */
class MeasuresTest {

    @ParameterizedTest
    @EnumSource(Measure.class)
    void ofNothingThereIsNoFigure(Measure measure) {
        var none = new Measures(List.of());

        assertThat(none.value(measure)).isNaN();
        assertThat(none.intervals()).containsEntry(measure, new Measures.Interval(Double.NaN, Double.NaN));
    }

    @Test
    void ofNothingNothingWasDecidedOrTookTime() {
        var none = new Measures(List.of());

        assertThat(none.decisions().values()).containsOnly(0L);
        assertThat(none.millis(50)).isNaN();
    }

    @Test
    void ranksCountOverQuestionsToAnswer() {
        var measures = measures(ranked(1), ranked(1), ranked(3), ranked(4), ranked(0), far(0.9));

        assertThat(measures.answerRows()).isEqualTo(5);
        assertThat(measures.value(Measure.TOP_1)).isEqualTo(2 / 5.0);
        assertThat(measures.value(Measure.TOP_3)).isEqualTo(3 / 5.0);
        assertThat(measures.value(Measure.MRR)).isEqualTo((1 + 1 + 1 / 3.0 + 1 / 4.0) / 5, within(1e-9));
    }

    @Test
    void wrongAnswersCountWhateverTheQuestion() {
        var measures = measures(
                decided(Sort.ANSWER, Decided.ANSWER, true),
                decided(Sort.ANSWER, Decided.ANSWER, false),
                decided(Sort.ANSWER, Decided.CLARIFY, false),
                decided(Sort.CLARIFY, Decided.ANSWER, true),
                decided(Sort.FAR, Decided.ANSWER, false),
                decided(Sort.FAR, Decided.OTHER, false));

        assertThat(measures.value(Measure.WRONG)).isEqualTo(2 / 4.0);
        assertThat(measures.value(Measure.COVERAGE)).isEqualTo(2 / 3.0);
        assertThat(measures.value(Measure.KEPT_BACK)).isEqualTo(1 / 2.0);
        assertThat(measures.decisions())
                .isEqualTo(Map.of(
                        Decided.ANSWER, 4L,
                        Decided.CLARIFY, 1L,
                        Decided.ESCALATE, 0L,
                        Decided.ELSEWHERE, 0L,
                        Decided.OTHER, 1L));
    }

    @Test
    void whatOthersDecideIsSentThereOrToAPerson() {
        var measures = measures(
                decided(Sort.NEAR, Decided.ELSEWHERE, true),
                decided(Sort.NEAR, Decided.ELSEWHERE, false),
                decided(Sort.NEAR, Decided.ESCALATE, false),
                decided(Sort.NEAR, Decided.OTHER, false));

        assertThat(measures.value(Measure.SENT_ON)).isEqualTo(2 / 4.0);
        assertThat(measures.value(Measure.KEPT_BACK)).isEqualTo(1);
        assertThat(measures.value(Measure.COVERAGE)).isNaN();
    }

    @Test
    void whatIsUnclearIsAskedBackWithTheRightChoices() {
        var measures = measures(
                offered(true),
                offered(false),
                decided(Sort.CLARIFY, Decided.ANSWER, true),
                decided(Sort.CLARIFY, Decided.ANSWER, false));

        assertThat(measures.value(Measure.ASKED_BACK)).isEqualTo(1 / 4.0);
        assertThat(measures.value(Measure.ASKED_OR_ANSWERED)).isEqualTo(2 / 4.0);
    }

    /** 98 right ones, then a wrong one, then 101 right ones. */
    @Test
    void coverageGoesAsFarAsTheRiskAllows() {
        var measures = new Measures(Stream.of(
                        IntStream.range(0, 98).mapToObj(i -> weighed(0.9, true)),
                        Stream.of(weighed(0.8, false)),
                        IntStream.range(0, 101).mapToObj(i -> weighed(0.7 - i / 1e3, true)))
                .flatMap(outcomes -> outcomes)
                .toList());

        assertThat(Measures.coverageAt(List.of(weighed(0.9, false)), 0.05)).isZero();
        assertThat(measures.value(Measure.AT_1)).isEqualTo(1);
        assertThat(new Measures(outcomesWithTwoWrong()).value(Measure.AT_1)).isEqualTo(97 / 100.0);
        assertThat(new Measures(outcomesWithTwoWrong()).value(Measure.AT_2)).isEqualTo(1);
    }

    @Test
    void whatIsOutOfScopeIsWrongButIsNotCoverage() {
        List<Outcome> outcomes = List.of(weighed(0.9, true), far(0.8), weighed(0.7, true), weighed(0.0, false));

        assertThat(Measures.coverageAt(outcomes, 0.05)).isEqualTo(1 / 3.0);
        assertThat(Measures.coverageAt(outcomes, 0.5)).isEqualTo(2 / 3.0);
    }

    @Test
    void aThresholdTakesAllOfOneConfidenceOrNone() {
        assertThat(Measures.coverageAt(List.of(weighed(0.9, true), weighed(0.9, false)), 0.05))
                .isZero();
    }

    @Test
    void calibrationComparesConfidenceWithWhatIsRightInEachBin() {
        var measures = measures(weighed(0.95, true), weighed(1, false), weighed(0.25, false), weighed(0, false));

        // 0.95 and 1 share a bin with one right; 0.25 has none.
        assertThat(measures.value(Measure.ECE)).isEqualTo((1.95 - 1 + 0.25) / 4, within(1e-9));
    }

    @Test
    void areaUnderTheCurveCountsPairsInOrder() {
        var measures = measures(weighed(0.9, true), weighed(0.5, true), far(0.5), far(0.1), near(0.95));

        assertThat(measures.value(Measure.FAR_AUROC)).isEqualTo(3.5 / 4);
        assertThat(measures.value(Measure.NEAR_AUROC)).isZero();
        assertThat(measures(weighed(0.9, true)).value(Measure.NEAR_AUROC)).isNaN();
    }

    @Test
    void facetsCountWhereTheyAreLabelled() {
        var measures =
                measures(fits(Fit.EXACT), fits(Fit.EXACT), fits(Fit.TOLD), fits(Fit.MISSED), fits(Fit.UNLABELLED));

        assertThat(measures.value(Measure.FACETS)).isEqualTo(2 / 4.0);
        assertThat(measures.value(Measure.FACETS_TOLD)).isEqualTo(3 / 4.0);
    }

    @Test
    void percentilesAreTimesThatWereMeasured() {
        var measures = new Measures(IntStream.rangeClosed(1, 200)
                .mapToObj(millis -> outcome(Sort.FAR, Decided.OTHER, 0, false, 0, false, Fit.UNLABELLED, millis))
                .toList());

        assertThat(measures.millis(50)).isEqualTo(100);
        assertThat(measures.millis(99)).isEqualTo(198);
        assertThat(measures(fits(Fit.EXACT)).millis(99)).isEqualTo(1);
    }

    @Test
    void intervalsLieAroundTheFigureAndAreAlwaysTheSame() {
        var measures = new Measures(
                IntStream.range(0, 100).mapToObj(i -> ranked(i < 80 ? 1 : 0)).toList());

        // The normal approximation: 0.8 ± 1.96 · √(0.8 · 0.2 / 100).
        assertThat(measures.intervals()).hasEntrySatisfying(Measure.TOP_1, interval -> {
            assertThat(interval.low()).isEqualTo(0.72, within(0.02));
            assertThat(interval.high()).isEqualTo(0.88, within(0.02));
        });
        assertThat(measures.intervals()).isEqualTo(measures.intervals());
    }

    private static List<Outcome> outcomesWithTwoWrong() {
        return IntStream.range(0, 100)
                .mapToObj(i -> weighed(1 - i / 1e3, i != 97 && i != 99))
                .toList();
    }

    private static Measures measures(Outcome... outcomes) {
        return new Measures(List.of(outcomes));
    }

    private static Outcome ranked(int rank) {
        return outcome(Sort.ANSWER, Decided.ANSWER, rank, rank == 1, 0.9, rank == 1, Fit.UNLABELLED, 1);
    }

    private static Outcome decided(Sort sort, Decided decided, boolean isRight) {
        return outcome(sort, decided, 0, isRight, 0.5, isRight, Fit.UNLABELLED, 1);
    }

    private static Outcome offered(boolean isRight) {
        return new Outcome(Sort.CLARIFY, Decided.CLARIFY, 0, false, isRight, 0.5, false, Fit.UNLABELLED, 1);
    }

    private static Outcome weighed(double confidence, boolean isRight) {
        return outcome(Sort.ANSWER, Decided.ANSWER, isRight ? 1 : 0, isRight, confidence, isRight, Fit.UNLABELLED, 1);
    }

    private static Outcome near(double confidence) {
        return outcome(Sort.NEAR, Decided.ESCALATE, 0, false, confidence, false, Fit.UNLABELLED, 1);
    }

    private static Outcome far(double confidence) {
        return outcome(Sort.FAR, Decided.OTHER, 0, false, confidence, false, Fit.UNLABELLED, 1);
    }

    private static Outcome fits(Fit fit) {
        return outcome(Sort.ANSWER, Decided.ANSWER, 1, true, 0.9, true, fit, 1);
    }

    private static Outcome outcome(
            Sort sort,
            Decided decided,
            int rank,
            boolean isRight,
            double confidence,
            boolean isOwnRight,
            Fit facets,
            double millis) {
        return new Outcome(sort, decided, rank, isRight, false, confidence, isOwnRight, facets, millis);
    }
}
