package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.hoixa.matching.Understanding.Talk;

/**
 * A text taken apart.
 *
 * @param tokens folded syllables, as they were meant
 * @param replaced words as they were typed where something else was meant
 * @param unknown how many of the tokens no guide knows
 * @param aboutFacet which of them only say what of the procedure is asked
 * @param isContent which of them are left when facets, talk and filler are taken away
 * @param talk greetings, thanks and the like
 */
record Reading(
        List<String> tokens, List<String> replaced, int unknown, BitSet aboutFacet, BitSet isContent, Set<Talk> talk) {

    List<String> content() {
        List<String> content = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (isContent.get(i)) {
                content.add(tokens.get(i));
            }
        }
        return content;
    }

    /** Content syllables, and pairs of neighbours of which both are content. */
    Set<String> terms() {
        Set<String> terms = new HashSet<>(content());
        for (int i = 1; i < tokens.size(); i++) {
            if (isContent.get(i - 1) && isContent.get(i)) {
                terms.add(pair(i));
            }
        }
        return terms;
    }

    /** The syllable with the one before it, as {@link Folded#pairs} writes them. */
    String pair(int second) {
        return tokens.get(second - 1) + "_" + tokens.get(second);
    }
}
