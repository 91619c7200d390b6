package vn.hoixa.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A month as it was counted when it was over: what is corrected later changes nothing in it.
 *
 * @param counting version of the way of counting, see {@link FrozenMonths#COUNTING}
 * @param rising what was said more often than before
 * @param words by language
 */
public record Frozen(Instant at, int counting, Figures figures, List<Rise> rising, Map<String, Words> words) {
    /**
     * What things were called on that day.
     *
     * @param names of themes, guides and fields, by kind and id
     * @param definitions of the figures
     */
    public record Words(Map<String, String> names, Map<String, String> definitions) {}
}
