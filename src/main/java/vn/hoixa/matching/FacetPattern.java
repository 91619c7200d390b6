package vn.hoixa.matching;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import vn.hoixa.knowledge.Facet;

/**
 * Words by which a facet is asked for, with gaps: "đem|mang * gì".
 *
 * @param text as it is written in {@code language/facets.yaml}
 * @param slots for each place the syllables that may stand there; an empty list is a gap
 */
record FacetPattern(Facet facet, String text, List<List<String>> slots) {
    private static final String GAP = "*";
    /** More would join words of different clauses. */
    private static final int WIDEST_GAP = 3;

    static FacetPattern of(Facet facet, String text, Analyzer syllables) {
        return new FacetPattern(
                facet,
                text,
                Arrays.stream(text.split(" "))
                        .map(slot -> Folded.tokens(syllables, slot.equals(GAP) ? "" : slot).stream()
                                .distinct()
                                .toList())
                        .toList());
    }

    /** Syllables with which it may begin. */
    List<String> first() {
        return slots.getFirst();
    }

    /** Whether it stands in a text from there on. */
    boolean isAt(List<String> tokens, int at) {
        return isAt(tokens, at, 0);
    }

    private boolean isAt(List<String> tokens, int at, int slot) {
        if (slot == slots.size()) {
            return true;
        }
        List<String> allowed = slots.get(slot);
        if (!allowed.isEmpty()) {
            return at < tokens.size() && allowed.contains(tokens.get(at)) && isAt(tokens, at + 1, slot + 1);
        }
        for (int gap = 0; gap <= WIDEST_GAP && at + gap < tokens.size(); gap++) {
            if (isAt(tokens, at + gap, slot + 1)) {
                return true;
            }
        }
        return false;
    }
}
