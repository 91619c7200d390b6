package vn.hoixa.knowledge;

import java.util.List;
import java.util.Map;

/**
 * How people talk, from {@code language/}: data, not code.
 *
 * @param facets in the order of menus
 * @param phrases lists by name: greeting, thanks, person, erasure, filler, others
 * @param addresses how residents name themselves, by what they are then called
 * @param spelling how syllables are built
 * @param abbreviations what they may mean, by how they are typed
 * @param synonyms what means the same as an official word, by that word
 * @param ages at which other rules begin, rising
 * @param emergencies words of danger to life
 * @param offTopic what people write that no guide answers
 */
public record Language(
        Map<Facet, FacetWords> facets,
        Map<String, List<String>> phrases,
        Map<String, List<String>> addresses,
        Spelling spelling,
        Map<String, List<String>> abbreviations,
        Map<String, List<String>> synonyms,
        List<Integer> ages,
        Emergencies emergencies,
        OffTopic offTopic) {

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
     * @param patterns the same with gaps and choices: a star is up to three syllables, a bar stands between choices
     * @param units of which a number in it needs one; empty where numbers need none
     */
    public record FacetWords(
            String heading, String label, List<String> asked, List<String> patterns, List<String> units) {}

    /**
     * How syllables are built, without marks.
     *
     * @param onsetsAlike groups of onsets that are one in somebody's speech
     * @param rimesAlike likewise
     */
    public record Spelling(
            List<String> onsets, List<String> rimes, List<List<String>> onsetsAlike, List<List<String>> rimesAlike) {}

    /**
     * Words of danger to life.
     *
     * @param marked enough by themselves where they are typed with marks
     * @param signs one of them must stand beside where marks are missing
     * @param never with one of them something else is meant
     */
    public record Emergencies(List<String> marked, List<String> signs, List<String> never) {}

    /**
     * Examples of what is not asked here.
     *
     * @param idle talk that needs no officer
     * @param matters public matters that no guide answers
     */
    public record OffTopic(List<String> idle, List<String> matters) {}
}
