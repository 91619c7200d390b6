package vn.hoixa.inquiry;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import vn.hoixa.inquiry.Outcome.Fit;
import vn.hoixa.inquiry.Outcome.Sort;
import vn.hoixa.inquiry.Prediction.Decided;

/**
 * What is measured about a set of questions, each as a number between 0 and 1.
 *
 * <p>An <em>answer row</em> is a question with codes of guides that answer it, to which a behaviour was either not
 * given or is to answer, or to answer several. Where a measure has nothing to measure its value is {@link Double#NaN}.
 */
public enum Measure {
    /** Answer rows whose likeliest guide answers. */
    TOP_1("top-1", outcomes -> among(outcomes, 1)),
    /** Answer rows with a guide that answers among the first three. */
    TOP_3("top-3", outcomes -> among(outcomes, 3)),
    /** Mean of one over the rank of the first guide that answers, over answer rows; 0 beyond the tenth. */
    MRR("mrr@10", Measures::reciprocalRank),
    /** Answered questions of any sort of which not all that is quoted answers: to be low. */
    WRONG(
            "wrong-among-answered",
            outcomes -> Measures.share(
                    outcomes, outcome -> outcome.decided() == Decided.ANSWER, outcome -> !outcome.isRight())),
    /** Answer rows that are answered, rightly or not. */
    COVERAGE(
            "coverage",
            outcomes -> Measures.share(
                    outcomes,
                    outcome -> outcome.sort() == Sort.ANSWER,
                    outcome -> outcome.decided() == Decided.ANSWER)),
    /** The most of the answer rows that a threshold could answer with at most 1 % wrong of all it answers. */
    AT_1("coverage-at-1%-wrong", outcomes -> Measures.coverageAt(outcomes, 0.01)),
    AT_2("coverage-at-2%-wrong", outcomes -> Measures.coverageAt(outcomes, 0.02)),
    AT_5("coverage-at-5%-wrong", outcomes -> Measures.coverageAt(outcomes, 0.05)),
    /**
     * Expected calibration error over questions of every sort: the confidence in the commune's likeliest guide against
     * its being right, in ten bins of equal width; to be low. Questions that must be asked back are left out: no one guide
     * is right there.
     */
    ECE("ece", Measures::calibrationError),
    /** How well that confidence tells answer rows from what others decide or no guide answers (area under ROC). */
    NEAR_AUROC("near-auroc", outcomes -> Measures.auroc(outcomes, Sort.NEAR)),
    /** How well it tells them from idle talk. */
    FAR_AUROC("far-auroc", outcomes -> Measures.auroc(outcomes, Sort.FAR)),
    /** Questions out of scope, near or far, that are not answered with a guide of the commune. */
    KEPT_BACK(
            "kept-back",
            outcomes -> Measures.share(
                    outcomes,
                    outcome -> outcome.sort() == Sort.NEAR || outcome.sort() == Sort.FAR,
                    outcome -> outcome.decided() != Decided.ANSWER)),
    /** Questions near to those of the commune that are sent to the right place or handed over. */
    SENT_ON(
            "sent-on",
            outcomes -> Measures.share(
                    outcomes,
                    outcome -> outcome.sort() == Sort.NEAR,
                    outcome -> outcome.decided() == Decided.ESCALATE
                            || (outcome.decided() == Decided.ELSEWHERE && outcome.isRight()))),
    /** Questions that do not say which guide is meant, asked back with all that may be meant. */
    ASKED_BACK(
            "asked-back",
            outcomes -> Measures.share(
                    outcomes, outcome -> outcome.sort() == Sort.CLARIFY, outcome -> outcome.isOffered())),
    /** The same, or answered with one of them. */
    ASKED_OR_ANSWERED(
            "asked-or-answered",
            outcomes -> Measures.share(
                    outcomes,
                    outcome -> outcome.sort() == Sort.CLARIFY,
                    outcome -> outcome.isOffered() || (outcome.decided() == Decided.ANSWER && outcome.isRight()))),
    /** Answer rows labelled with facets for which just these were understood. */
    FACETS("facets", outcomes -> facets(outcomes, List.of(Fit.EXACT))),
    /** The same, with perhaps more besides. */
    FACETS_TOLD("facets-told", outcomes -> facets(outcomes, List.of(Fit.EXACT, Fit.TOLD)));

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // functions of their argument alone
    private final ToDoubleFunction<List<Outcome>> value;

    Measure(String key, ToDoubleFunction<List<Outcome>> value) {
        this.key = key;
        this.value = value;
    }

    /** As it is written in reports and in files of marks. */
    public String key() {
        return key;
    }

    double of(List<Outcome> outcomes) {
        return value.applyAsDouble(outcomes);
    }

    private static double among(List<Outcome> outcomes, int first) {
        return Measures.share(
                outcomes,
                outcome -> outcome.sort() == Sort.ANSWER,
                outcome -> outcome.rank() > 0 && outcome.rank() <= first);
    }

    private static double facets(List<Outcome> outcomes, Collection<Fit> fitting) {
        return Measures.share(
                outcomes,
                outcome -> outcome.sort() == Sort.ANSWER && outcome.facets() != Fit.UNLABELLED,
                outcome -> fitting.contains(outcome.facets()));
    }
}
