package vn.hoixa.simulator;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import vn.hoixa.inquiry.Explanation;
import vn.hoixa.inquiry.Explanations.Explained;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;

/**
 * Why a question was answered as it was, in the words of the page.
 *
 * @param asked what the resident wrote
 * @param decision what was done, in words
 * @param rule why, in words
 * @param shares the first few candidates and, last, that none is meant
 * @param facets labels of what was asked
 * @param guide name of the one that was spoken of, or null
 */
record Why(
        String asked,
        String decision,
        String rule,
        List<Share> shares,
        List<String> facets,
        List<Sign> signs,
        @Nullable String guide,
        Explanation explanation) {
    private static final int CANDIDATES = 3;

    /**
     * How likely a guide was meant.
     *
     * @param place what it is called by, empty from the third on
     */
    record Share(String place, String title, double share) {}

    /** What spoke for the first candidate, or against it. */
    record Sign(String name, String weight) {}

    static Why of(Explained explained, Knowledge knowledge, MessageSource messages, Locale locale) {
        Explanation explanation = explained.explanation();
        Words words = new Words(messages, locale);
        return new Why(
                String.join("\n", explained.asked()),
                words.of("simulator.why.decision.", explanation.decision()),
                words.of("simulator.why.rule.", explanation.rule()),
                shares(explanation, words),
                explanation.facets().stream()
                        .map(facet -> label(knowledge, facet))
                        .toList(),
                signs(explanation, words),
                guide(explained.guide(), knowledge),
                explanation);
    }

    /** Rules and signals come and go; one without words is called by its name. */
    private record Words(MessageSource messages, Locale locale) {
        String of(String prefix, String name) {
            return String.valueOf(messages.getMessage(prefix + name, null, name, locale));
        }
    }

    private static List<Share> shares(Explanation explanation, Words words) {
        List<String> places =
                List.of(words.of("simulator.why.candidate.", "first"), words.of("simulator.why.candidate.", "second"));
        List<Share> shares = new ArrayList<>();
        explanation.candidates().stream()
                .limit(CANDIDATES)
                .forEach(candidate -> shares.add(new Share(
                        shares.size() < places.size() ? places.get(shares.size()) : "",
                        candidate.title(),
                        candidate.confidence())));
        shares.add(new Share("", words.of("simulator.why.candidate.", "none"), explanation.none()));
        return shares;
    }

    private static List<Sign> signs(Explanation explanation, Words words) {
        var format = new DecimalFormat("+0.0;\u22120.0", DecimalFormatSymbols.getInstance(words.locale()));
        return explanation.weights().stream()
                .map(weight ->
                        new Sign(words.of("simulator.why.signal.", weight.signal()), format.format(weight.weight())))
                .toList();
    }

    private static String label(Knowledge knowledge, String facet) {
        return knowledge
                .language()
                .of(Facet.valueOf(facet.toUpperCase(Locale.ROOT)))
                .label();
    }

    private static @Nullable String guide(@Nullable String code, Knowledge knowledge) {
        Guide guide = code == null ? null : knowledge.guide(code);
        return guide == null ? code : guide.title();
    }
}
