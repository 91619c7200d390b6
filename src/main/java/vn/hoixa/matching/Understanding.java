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
 * @param sure from what confidence on a guide is quoted, so that few answers are wrong
 * @param none how likely it is that no guide is meant, between 0 and 1
 * @param idle how likely the words are idle talk, if no guide is meant: between 0 and 1
 * @param facets what of the procedure is asked, in the order of menus; empty where nothing special is
 * @param talk greetings, thanks and the like
 * @param address what to call the resident, as they named themselves; null where they did not
 * @param content how many syllables are left when all that is taken away
 * @param parts what each of several sentences means by itself; empty where there is only one
 * @param weights what weighed most for the first candidate, the heaviest first
 */
public record Understanding(
        List<String> folded,
        List<Candidate> candidates,
        double sure,
        double none,
        double idle,
        List<Facet> facets,
        Set<Talk> talk,
        @Nullable String address,
        int content,
        List<Understanding> parts,
        List<Weight> weights) {
    public Understanding {
        folded = List.copyOf(folded);
        candidates = List.copyOf(candidates);
        facets = List.copyOf(facets);
        talk = Set.copyOf(talk);
        parts = List.copyOf(parts);
        weights = List.copyOf(weights);
    }

    /** Things people say that are no question about a procedure. */
    public enum Talk {
        GREETING,
        THANKS,
        PERSON,
        ERASURE,
        /** Danger to life. */
        EMERGENCY,
        /** Somebody pretends to be an officer. */
        FRAUD,
        /** What they handed in at the counter. */
        DOSSIER,
        ABUSE,
        COMPLAINT,
        /** They put right what they wrote or what we understood. */
        CORRECTION,
        /** "And what about …?" */
        CONTINUES,
        /** They want something, and do not only tell. */
        ASKS,
        FIRST,
        SECOND,
        THIRD,
        LAST,
        /** None of the choices that were offered. */
        NONE
    }

    /**
     * A guide that may be meant.
     *
     * @param confidence that it is the one, between 0 and 1
     */
    public record Candidate(Guide guide, double confidence) {}

    /**
     * What spoke for a guide.
     *
     * @param signal its name
     * @param weight in units of log odds; below 0 it spoke against
     */
    public record Weight(String signal, double weight) {}
}
