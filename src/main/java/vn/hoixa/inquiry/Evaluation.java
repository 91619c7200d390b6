package vn.hoixa.inquiry;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.hoixa.inquiry.Outcome.Sort;
import vn.hoixa.inquiry.Rehearsal.Explained;
import vn.hoixa.knowledge.LabelledQuestion;

/**
 * Labelled questions beside what residents would be answered.
 *
 * <p>What of it is counted stands at {@link Measure} and {@link Outcome}. A question whose guides this knowledge does
 * not have counts as any other, so it is missed; one whose labels do not say what should be done counts nowhere.
 */
public final class Evaluation {
    /** All sets together but {@link #APART}. */
    public static final String ALL = "all";

    /** Sets that are reported by themselves: much in them makes sense only after a turn that they do not tell. */
    public static final Set<String> APART = Set.of("legalrag");

    /** So many are asked before, so that times are those of a service that has run for a while. */
    private static final int WARM_UP = 200;

    private final List<Prediction> predictions = new ArrayList<>();
    private final Map<String, List<Outcome>> sets = new LinkedHashMap<>();
    private final List<LabelledQuestion> unlabelled = new ArrayList<>();
    private final List<LabelledQuestion> unknown = new ArrayList<>();

    public Evaluation(Rehearsal rehearsal, List<LabelledQuestion> questions) {
        for (LabelledQuestion question : questions.subList(0, Math.min(WARM_UP, questions.size()))) {
            say(rehearsal, question);
        }
        sets.put(ALL, new ArrayList<>());
        for (LabelledQuestion question : questions) {
            if (question.allCodes().findAny().isPresent() && question.allCodes().noneMatch(rehearsal::knows)) {
                unknown.add(question);
            }
            Optional<Sort> sort = Outcome.sort(question);
            Said said = say(rehearsal, question);
            predictions.add(Prediction.of(question.question(), said.came()));
            sort.ifPresentOrElse(
                    known -> count(question, said.outcome(question, known)), () -> unlabelled.add(question));
        }
    }

    /** The same questions as those ask who type no diacritics. */
    public static List<LabelledQuestion> withoutMarks(List<LabelledQuestion> questions) {
        return questions.stream().map(Evaluation::withoutMarks).toList();
    }

    private record Said(Explained came, double millis) {
        Outcome outcome(LabelledQuestion question, Sort sort) {
            return Outcome.of(question, sort, came, millis);
        }
    }

    private static Said say(Rehearsal rehearsal, LabelledQuestion question) {
        Rehearsal.Talk talk = rehearsal.conversation();
        question.before().forEach(talk::say);
        long start = System.nanoTime();
        Explained came = talk.say(question.question());
        return new Said(came, (System.nanoTime() - start) / 1e6);
    }

    private void count(LabelledQuestion question, Outcome outcome) {
        if (!APART.contains(question.set())) {
            Objects.requireNonNull(sets.get(ALL)).add(outcome);
        }
        // A file may be called so too.
        if (!question.set().equals(ALL)) {
            sets.computeIfAbsent(question.set(), set -> new ArrayList<>()).add(outcome);
        }
    }

    private static LabelledQuestion withoutMarks(LabelledQuestion question) {
        return new LabelledQuestion(
                withoutMarks(question.question()),
                question.codes(),
                question.expected(),
                question.facets(),
                question.parts(),
                question.before().stream().map(Evaluation::withoutMarks).toList(),
                question.set());
    }

    private static String withoutMarks(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036f]", "")
                .replace('\u0111', 'd')
                .replace('\u0110', 'D');
    }

    /** Sets in the order in which they come, after {@link #ALL}. */
    public List<String> sets() {
        return List.copyOf(sets.keySet());
    }

    public Measures measures(String set) {
        return new Measures(Objects.requireNonNull(sets.get(set), set));
    }

    /** One for each question, in their order. */
    public List<Prediction> predictions() {
        return List.copyOf(predictions);
    }

    /** Questions whose labels do not say what should be done, or not with which guide. */
    public List<LabelledQuestion> unlabelled() {
        return List.copyOf(unlabelled);
    }

    /** Questions none of whose guides this knowledge has. */
    public List<LabelledQuestion> unknown() {
        return List.copyOf(unknown);
    }
}
