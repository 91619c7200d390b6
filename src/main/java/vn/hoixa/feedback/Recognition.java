package vn.hoixa.feedback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.knowledge.Phrases;
import vn.hoixa.matching.Matcher;
import vn.hoixa.matching.TextClassifier;
import vn.hoixa.matching.TextClassifier.Example;
import vn.hoixa.matching.TextClassifier.Likely;
import vn.hoixa.matching.TextClassifier.Sample;
import vn.hoixa.matching.TextClassifier.View;

/** Whether a text is feedback, asks something, or both. */
final class Recognition {
    private static final String FEEDBACK = "feedback";
    private static final String QUESTION = "question";
    private static final String BOTH = "both";
    private static final String DENUNCIATION = "denunciation";

    /** Words by which the law's denunciations are known, and what is told on without that name. */
    private static final List<String> TOLD_ON = List.of("denunciation", "accusation");

    /** Of the questions by which matching is calibrated; all of them would make everything a question. */
    private static final int EVERY = 60;

    private static final float SIGN = 2;
    private static final int SHORTEST_CLAUSE = 3;

    /** What one clause says weighs more than what all say together. */
    private static final double CLAUSE = 0.7;

    /** What is said in another language, or in none, is like anything. */
    private static final double READABLE = 0.75;

    private static final double ASKED = 0.85;
    private static final double TOLD = 0.5;

    private final Matcher matcher;
    private final Phrases grievances;
    private final Speech speech;
    private final TextClassifier classifier;
    private final Set<String> known;

    Recognition(Knowledge knowledge, Matcher matcher, Speech speech) {
        this.speech = speech;
        this.matcher = matcher;
        this.grievances = knowledge.grievances();
        List<Example> examples = new ArrayList<>();
        knowledge.themes().examples().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> kind.getValue().forEach(text -> learn(examples, kind.getKey(), text)));
        List<LabelledQuestion> asked = knowledge.calibration();
        for (int i = 0; i < asked.size(); i += EVERY) {
            learn(examples, QUESTION, asked.get(i).question());
        }
        classifier = TextClassifier.train(View.MANNER, examples);
        known = examples.stream()
                .flatMap(example -> example.sample().syllables().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What a text is.
     *
     * @param feedback how likely it is feedback, alone or beside a question
     * @param asks whether something is asked
     * @param told the part of it that is no question
     * @param isToldOn whether somebody may be denounced in it, so that nobody may note it
     * @param isReadable whether most of its syllables are known, so that its likeness to anything tells something
     */
    record Heard(double feedback, boolean asks, String told, boolean isToldOn, boolean isReadable) {}

    Heard hear(String text) {
        Map<String, Double> whole = probabilities(text);
        Map<String, Map<String, Double>> clauses = new LinkedHashMap<>();
        clauses(text).forEach(clause -> clauses.put(clause, probabilities(clause)));
        double feedback = feedback(whole);
        boolean asks = of(whole, QUESTION) + of(whole, BOTH) > of(whole, FEEDBACK);
        if (clauses.size() > 1) {
            double most = clauses.values().stream()
                    .mapToDouble(Recognition::feedback)
                    .max()
                    .orElse(0);
            feedback = (1 - CLAUSE) * feedback + CLAUSE * most;
            asks |= clauses.values().stream().anyMatch(clause -> of(clause, QUESTION) >= ASKED);
        }
        boolean isToldOn = TOLD_ON.stream().anyMatch(kind -> grievances.says(kind, text))
                || of(whole, DENUNCIATION) >= Math.max(feedback(whole), of(whole, QUESTION));
        String told = clauses.entrySet().stream()
                .filter(clause -> feedback(clause.getValue()) >= TOLD)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        return new Heard(
                feedback,
                asks,
                asks && text.contains("?") && !told.isEmpty() ? told : text,
                isToldOn,
                isReadable(text));
    }

    /** A word or two, or the digit of a menu, is like anything, too. */
    private boolean isReadable(String text) {
        List<String> said = TextClassifier.syllables(text).stream()
                .filter(syllable -> syllable.chars().allMatch(Character::isLetter))
                .toList();
        return said.size() >= SHORTEST_CLAUSE
                && said.stream().filter(known::contains).count() >= READABLE * said.size();
    }

    private static double feedback(Map<String, Double> probabilities) {
        return of(probabilities, FEEDBACK) + of(probabilities, BOTH);
    }

    private static double of(Map<String, Double> probabilities, String kind) {
        return probabilities.getOrDefault(kind, 0.0);
    }

    private Map<String, Double> probabilities(String text) {
        return classifier.likely(sample(text)).stream().collect(Collectors.toMap(Likely::kind, Likely::probability));
    }

    /** What is both is told first, mostly, and asked at last. */
    private void learn(List<Example> examples, String kind, String text) {
        examples.add(new Example(kind, sample(text)));
        List<String> clauses = clauses(text);
        for (int i = 0; i < clauses.size() && clauses.size() > 1; i++) {
            boolean isLast = i == clauses.size() - 1;
            if (!kind.equals(BOTH)) {
                examples.add(new Example(kind, sample(clauses.get(i))));
            } else if (isLast || i == 0) {
                examples.add(new Example(isLast ? QUESTION : FEEDBACK, sample(clauses.get(i))));
            }
        }
    }

    private static List<String> clauses(String text) {
        return Stream.of(text.split("(?<=[.?!,;:\n])\\s+"))
                .map(String::strip)
                .filter(clause -> TextClassifier.syllables(clause).size() >= SHORTEST_CLAUSE)
                .toList();
    }

    private Sample sample(String text) {
        Map<String, Float> signs = new HashMap<>();
        Set<String> seen = matcher.signs(text);
        seen.forEach(sign -> signs.put(sign, SIGN));
        sign(signs, "?", text.contains("?"));
        sign(signs, "!", text.contains("!"));
        sign(signs, "asks", grievances.says("asks", text));
        sign(signs, "asks-at-end", grievances.endsWith("asks-at-end", text));
        sign(signs, "tells", grievances.says(FEEDBACK, text));
        List<String> said = TextClassifier.syllables(text);
        speech.in(text).forEach(kind -> signs.put("says " + kind, SIGN));
        return new Sample(said, signs);
    }

    private static void sign(Map<String, Float> signs, String name, boolean isThere) {
        if (isThere) {
            signs.put(name, SIGN);
        }
    }
}
