package vn.hoixa.feedback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.hoixa.knowledge.Theme;
import vn.hoixa.knowledge.Themes;
import vn.hoixa.matching.TextClassifier;
import vn.hoixa.matching.TextClassifier.Example;
import vn.hoixa.matching.TextClassifier.Sample;
import vn.hoixa.matching.TextClassifier.View;

/** Which theme a piece of feedback belongs to: by the words of the themes, and by what their examples have in common. */
final class Filing {
    private static final float PHRASE = 2;
    private static final float SINGLE_WORD = 1.2f;
    /** A word of a theme speaks for its neighbours, too. */
    private static final float NEIGHBOURS = 0.5f;

    private static final String FIRST_LEVEL = "first ";
    /** Why it was filed where no word of the theme was said. */
    static final String EXAMPLES = "examples";

    private static final int MOST_WORDS = 3;

    private final Themes themes;
    private final Map<Theme, WordList> words = new LinkedHashMap<>();
    private final Speech speech;
    private final TextClassifier classifier;

    /** @param corrected texts with the theme under which a person put them */
    Filing(Themes themes, Speech speech, Spellings spellings, List<Corrected> corrected) {
        this.speech = speech;
        this.themes = themes;
        themes.secondLevel().forEach(theme -> words.put(theme, new WordList(theme.words(), spellings)));
        List<Example> examples = new ArrayList<>();
        words.keySet().forEach(theme -> {
            List<String> texts = theme.examples().isEmpty() ? theme.words() : theme.examples();
            texts.forEach(text -> learn(examples, theme, text));
        });
        for (Corrected one : corrected) {
            Theme theme = themes.theme(one.theme());
            if (theme != null && !theme.isFirstLevel()) {
                learn(examples, theme, one.text());
            }
        }
        classifier = TextClassifier.train(View.MATTER, examples);
    }

    /** What a person put under a theme, masked. */
    record Corrected(String theme, String text) {}

    /**
     * Where it was filed.
     *
     * @param why words of the theme, where any was said
     */
    record Filed(Theme theme, String why) {}

    /** The likeliest of the second level; adding up what speaks for a whole first level would favour the large ones. */
    Filed file(String text) {
        String likeliest = classifier.likely(sample(text)).getFirst().kind();
        Theme theme = Objects.requireNonNull(themes.theme(likeliest));
        List<String> said = Objects.requireNonNull(words.get(theme)).in(text);
        return new Filed(
                theme,
                said.isEmpty() ? EXAMPLES : String.join(", ", said.subList(0, Math.min(MOST_WORDS, said.size()))));
    }

    private void learn(List<Example> examples, Theme theme, String text) {
        examples.add(new Example(theme.id(), sample(text)));
    }

    private Sample sample(String text) {
        List<String> said = TextClassifier.syllables(text);
        Map<String, Float> signs = new HashMap<>();
        words.forEach((theme, list) -> {
            for (String phrase : list.in(text)) {
                float weight = phrase.contains(" ") ? PHRASE : SINGLE_WORD;
                signs.merge(theme.id(), weight, Float::sum);
                signs.merge(FIRST_LEVEL + theme.parent(), weight * NEIGHBOURS, Float::sum);
            }
        });
        speech.in(text).forEach(kind -> signs.put("says " + kind, PHRASE));
        return new Sample(said, signs);
    }
}
