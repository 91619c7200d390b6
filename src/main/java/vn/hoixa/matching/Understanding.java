package vn.hoixa.matching;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;

/**
 * What a text seems to mean; what is done about it is decided elsewhere.
 *
 * @param folded syllables without marks, as they were compared
 * @param candidates guides, the likeliest first
 * @param facets what of the procedure is asked, in the order of menus; empty where nothing special is
 * @param talk greetings, thanks and the like
 * @param address what to call the resident, as they named themselves; null where they did not
 * @param content how many syllables are left when all that is taken away
 */
public record Understanding(
        List<String> folded,
        List<Candidate> candidates,
        List<Facet> facets,
        Set<Talk> talk,
        @Nullable String address,
        int content) {
    public Understanding {
        folded = List.copyOf(folded);
        candidates = List.copyOf(candidates);
        facets = List.copyOf(facets);
        talk = Set.copyOf(talk);
    }

    /** Things people say that are no question about a procedure. */
    public enum Talk {
        GREETING,
        THANKS,
        PERSON,
        ERASURE
    }

    /**
     * A guide that may be meant.
     *
     * @param confidence that it is the one, between 0 and 1
     */
    public record Candidate(Guide guide, double confidence) {}
}
