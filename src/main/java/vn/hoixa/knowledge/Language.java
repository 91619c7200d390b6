package vn.hoixa.knowledge;

import java.util.List;
import java.util.Map;

/**
 * How people talk, from {@code language/}: data, not code.
 *
 * @param facets in the order of menus
 * @param phrases lists by name: greeting, thanks, person, erasure, filler, others
 * @param addresses how residents name themselves, by what they are then called
 */
public record Language(
        Map<Facet, FacetWords> facets, Map<String, List<String>> phrases, Map<String, List<String>> addresses) {

    public List<String> phrases(String name) {
        return phrases.getOrDefault(name, List.of());
    }

    public FacetWords of(Facet facet) {
        return java.util.Objects.requireNonNull(facets.get(facet));
    }

    /**
     * How one facet is called and asked for.
     *
     * @param heading in guides
     * @param label in menus
     * @param asked how people ask for it
     * @param units of which a number in it needs one; empty where numbers need none
     */
    public record FacetWords(String heading, String label, List<String> asked, List<String> units) {}
}
