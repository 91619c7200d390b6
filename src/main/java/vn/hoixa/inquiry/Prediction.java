package vn.hoixa.inquiry;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.inquiry.Rehearsal.Explained;
import vn.hoixa.matching.Understanding.Candidate;

/**
 * What a question came to, for those who judge by their own measures.
 *
 * @param question as it was asked
 * @param decision what was done
 * @param codes guides that may be meant, at most ten, the likeliest first; what is quoted stands before all others
 * @param confidence how sure it is that the likeliest guide of the commune answers the question; of what others decide
 *     there is nothing to answer, so such guides do not count
 * @param facets that are quoted; where no guide is, those that were read in the question
 * @param options codes of the guides that are offered to choose from
 * @param reason the rule that decided
 */
public record Prediction(
        String question,
        Decided decision,
        List<Ranked> codes,
        double confidence,
        List<String> facets,
        List<String> options,
        String reason) {
    private static final int MOST_CODES = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Decisions as an officer would tell them apart. */
    public enum Decided {
        /** One guide is quoted, or several are. */
        ANSWER,
        CLARIFY,
        ESCALATE,
        ELSEWHERE,
        /** Small talk of any kind, emergency numbers among it. */
        OTHER;

        /** As it is written in reports. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A guide that may be meant. */
    public record Ranked(String code, double confidence) {}

    static Prediction of(String question, Explained came) {
        Decided decided = decided(came.explanation().decision());
        Candidate own = came.own();
        return new Prediction(
                question,
                decided,
                came.candidates().stream()
                        .limit(MOST_CODES)
                        .map(candidate -> new Ranked(candidate.guide().code(), candidate.confidence()))
                        .toList(),
                own == null ? 0 : own.confidence(),
                decided == Decided.ANSWER ? came.facets() : came.explanation().facets(),
                decided == Decided.CLARIFY ? came.codes() : List.of(),
                came.explanation().rule());
    }

    /** As one line of JSON. */
    public String json() {
        var row = JSON.createObjectNode().put("question", question).put("decision", decision.key());
        var ranked = row.putArray("codes");
        codes.forEach(
                code -> ranked.addObject().put("code", code.code()).put("confidence", rounded(code.confidence())));
        row.put("confidence", rounded(confidence));
        facets.forEach(row.putArray("facets")::add);
        options.forEach(row.putArray("options")::add);
        return row.put("reason", reason).toString();
    }

    private static double rounded(double confidence) {
        return Math.round(confidence * 1e4) / 1e4;
    }

    private static Decided decided(String decision) {
        return switch (decision) {
            case "answer", "several" -> Decided.ANSWER;
            case "clarify", "repeat" -> Decided.CLARIFY;
            case "escalate" -> Decided.ESCALATE;
            case "elsewhere" -> Decided.ELSEWHERE;
            default -> Decided.OTHER;
        };
    }
}
