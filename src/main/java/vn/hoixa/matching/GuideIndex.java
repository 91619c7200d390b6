package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Guide;

/**
 * The guides by BM25: folded syllables and pairs of them over title, phrasings and facets.
 *
 * <p>A search in Lucene's own index would work out anew for each question what can be added up once for all: there are
 * few guides, and a word of a question weighs the same in all their fields.
 */
final class GuideIndex {
    private static final int SHORTLIST = 10;

    private final List<Guide> guides;
    private final Impacts syllables;
    private final Impacts pairs;

    /** Title and phrasings say which procedure it is; facets mostly say the same of every procedure. */
    GuideIndex(List<Guide> guides, Analyzer syllables, Analyzer pairs) {
        this.guides = guides;
        this.syllables = impacts(syllables, 1.5f, 1.2f, 0.2f);
        this.pairs = impacts(pairs, 2.0f, 1.6f, 0.3f);
    }

    /** A guide that has something in common with the question. */
    record Hit(Guide guide, float score) {}

    /**
     * Guides by BM25, best first.
     *
     * @param syllables with how much each weighs
     * @param pairs likewise
     * @param commune whose own guides may be found besides those that all have; null for none
     */
    List<Hit> search(Map<String, Float> syllables, Map<String, Float> pairs, @Nullable String commune) {
        double[] sums = new double[guides.size()];
        syllables.forEach((term, weight) -> this.syllables.add(term, weight, sums));
        pairs.forEach((term, weight) -> this.pairs.add(term, weight, sums));
        float[] scores = new float[sums.length];
        for (int number = 0; number < scores.length; number++) {
            String owner = guides.get(number).commune();
            scores[number] = owner == null || owner.equals(commune) ? (float) sums[number] : 0;
        }
        List<Hit> hits = new ArrayList<>();
        for (int number : Highest.of(scores, SHORTLIST)) {
            if (scores[number] > 0) {
                hits.add(new Hit(guides.get(number), scores[number]));
            }
        }
        return hits;
    }

    private Impacts impacts(Analyzer analyzer, float title, float phrasings, float facets) {
        var titles = new Impacts.Field(title, guides.size());
        var phrased = new Impacts.Field(phrasings, guides.size());
        var told = new Impacts.Field(facets, guides.size());
        for (int number = 0; number < guides.size(); number++) {
            Guide guide = guides.get(number);
            titles.add(number, tokens(analyzer, List.of(guide.title())));
            phrased.add(
                    number,
                    tokens(
                            analyzer,
                            Stream.concat(guide.phrasings().stream(), guide.forms().stream())
                                    .toList()));
            told.add(number, tokens(analyzer, guide.facets().values()));
        }
        return new Impacts(List.of(titles, phrased, told));
    }

    private static List<String> tokens(Analyzer analyzer, Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> Folded.tokens(analyzer, text).stream())
                .toList();
    }
}
