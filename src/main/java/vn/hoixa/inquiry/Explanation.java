package vn.hoixa.inquiry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Weight;

/**
 * Why a turn was decided as it was, for those who look after the guides.
 *
 * @param decision its name
 * @param rule the one that decided
 * @param read the text as it was compared: without marks, abbreviations written out
 * @param candidates guides that were considered, the likeliest first
 * @param none how likely it was that no guide is meant
 * @param facets what of the procedure was asked
 * @param weights what weighed most for the first of them
 * @param version of the knowledge
 * @param fingerprint of the guide that is quoted
 */
public record Explanation(
        String decision,
        String rule,
        String read,
        List<Considered> candidates,
        double none,
        List<String> facets,
        List<Weight> weights,
        String version,
        @Nullable String fingerprint) {
    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_WEIGHTS = 5;

    /** A guide that may have been meant. */
    public record Considered(String code, String title, double confidence) {}

    static Explanation of(Situation situation, Decision decision) {
        Understanding understood = situation.understanding();
        return new Explanation(
                decision.name(),
                decision.reason().rule(),
                isSecret(situation, decision) ? "" : String.join(" ", understood.folded()),
                understood.candidates().stream()
                        .limit(MOST_CANDIDATES)
                        .map(Explanation::considered)
                        .toList(),
                understood.none(),
                understood.facets().stream().map(Facet::key).toList(),
                understood.weights().stream().limit(MOST_WEIGHTS).toList(),
                situation.turn().knowledge().version(),
                decision instanceof Decision.Answer answer ? answer.guide().fingerprint() : null);
    }

    /** What somebody denounces is read by nobody who looks after the guides. */
    private static boolean isSecret(Situation situation, Decision decision) {
        boolean isBeside = decision instanceof Decision.Escalate escalate
                && escalate.joins() != null
                && !escalate.joins().kind().isQuotable();
        return isBeside || Grievance.isDenunciation(situation);
    }

    private static Considered considered(Candidate candidate) {
        Guide guide = candidate.guide();
        return new Considered(guide.code(), guide.title(), candidate.confidence());
    }
}
