package vn.hoixa.inquiry;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.hoixa.inquiry.Prediction.Decided;
import vn.hoixa.inquiry.Rehearsal.Explained;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.matching.Understanding.Candidate;

/**
 * What a question came to beside what it should have, as far as {@link Measures} count it.
 *
 * @param sort what should have been done
 * @param decided what was done
 * @param rank at which a guide that answers stands among those that may be meant: 1 for the likeliest, 0 for not among
 *     the first ten; several questions in one turn have rank 1 if each of them is answered, else 0
 * @param isRight all that is quoted or named answers the question; false where nothing is
 * @param isOffered it is asked back with every guide between which it must be asked, or with as many as fit in a menu
 * @param confidence that the likeliest guide of the commune answers
 * @param isOwnRight whether it does
 * @param facets how what was understood fits to what of the procedure was asked
 * @param millis how long it took
 */
record Outcome(
        Sort sort,
        Decided decided,
        int rank,
        boolean isRight,
        boolean isOffered,
        double confidence,
        boolean isOwnRight,
        Fit facets,
        double millis) {

    /** What is to be done about a question. */
    enum Sort {
        /** A guide answers it, or several questions in it each have one. */
        ANSWER,
        /** One of several guides answers it, and it does not say which. */
        CLARIFY,
        /** A public matter that no guide of the commune answers: out of scope, but near. */
        NEAR,
        /** Idle talk: out of scope, and far. */
        FAR
    }

    /** How the facets of an answer fit to those that were asked. */
    enum Fit {
        /** Nobody said what was asked. */
        UNLABELLED,
        /** Those and no other. */
        EXACT,
        /** Those and others. */
        TOLD,
        MISSED
    }

    /** What a question is; empty where its labels do not tell, or name no guide for what should be answered. */
    static Optional<Sort> sort(LabelledQuestion question) {
        LabelledQuestion.Expected expected = question.expected();
        boolean hasCodes = question.allCodes().findAny().isPresent();
        if (expected == null) {
            return hasCodes ? Optional.of(Sort.ANSWER) : Optional.empty();
        }
        return switch (expected) {
            case ANSWER, SEVERAL -> hasCodes ? Optional.of(Sort.ANSWER) : Optional.empty();
            case CLARIFY -> hasCodes ? Optional.of(Sort.CLARIFY) : Optional.empty();
            case ELSEWHERE, ESCALATE -> Optional.of(Sort.NEAR);
            case OTHER -> Optional.of(Sort.FAR);
        };
    }

    static Outcome of(LabelledQuestion question, Sort sort, Explained came, double millis) {
        Prediction prediction = Prediction.of(question.question(), came);
        Set<String> codes = new HashSet<>(question.allCodes().toList());
        Decided decided = prediction.decision();
        boolean isNamed = decided == Decided.ANSWER || decided == Decided.ELSEWHERE;
        Candidate own = came.own();
        return new Outcome(
                sort,
                decided,
                rank(question, codes, prediction, came),
                isNamed && codes.containsAll(came.codes()),
                isOffered(codes, prediction.options()),
                prediction.confidence(),
                own != null && codes.contains(own.guide().code()),
                fit(question.facets(), prediction.facets()),
                millis);
    }

    private static int rank(LabelledQuestion question, Set<String> codes, Prediction prediction, Explained came) {
        if (!question.parts().isEmpty()) {
            boolean isEach = prediction.decision() == Decided.ANSWER
                    && question.parts().stream()
                            .allMatch(part -> part.codes().stream().anyMatch(came.codes()::contains));
            return isEach ? 1 : 0;
        }
        List<Prediction.Ranked> ranked = prediction.codes();
        for (int place = 0; place < ranked.size(); place++) {
            if (codes.contains(ranked.get(place).code())) {
                return place + 1;
            }
        }
        return 0;
    }

    private static boolean isOffered(Set<String> codes, List<String> options) {
        return !options.isEmpty()
                && options.stream().filter(codes::contains).count() >= Math.min(codes.size(), Choosing.MOST_CHOICES);
    }

    private static Fit fit(List<Facet> asked, List<String> told) {
        if (asked.isEmpty()) {
            return Fit.UNLABELLED;
        }
        Set<String> keys = new HashSet<>(asked.stream().map(Facet::key).toList());
        Set<String> given = new HashSet<>(told);
        return given.equals(keys) ? Fit.EXACT : given.containsAll(keys) ? Fit.TOLD : Fit.MISSED;
    }
}
