package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;

/** How much each term adds to the score of each guide: its BM25 where it tells most, and a little of it elsewhere. */
final class Impacts {
    private static final float ELSEWHERE = 0.1f;

    private final Map<String, Row> rows = new HashMap<>();

    Impacts(List<Field> fields) {
        Set<String> terms = new HashSet<>();
        fields.forEach(field -> terms.addAll(field.said.keySet()));
        terms.forEach(term -> rows.put(term, row(term, fields)));
    }

    /** Adds to the score of each guide what a term says for it. */
    void add(String term, float weight, double[] scores) {
        Row row = rows.get(term);
        if (row != null) {
            for (int i = 0; i < row.guides.length; i++) {
                scores[row.guides[i]] += weight * row.values[i];
            }
        }
    }

    private static Row row(String term, List<Field> fields) {
        int[] guides = fields.stream()
                .flatMap(field -> field.said(term).stream())
                .mapToInt(Said::guide)
                .sorted()
                .distinct()
                .toArray();
        float[] most = new float[guides.length];
        float[] all = new float[guides.length];
        for (Field field : fields) {
            List<Said> said = field.said(term);
            if (!said.isEmpty()) {
                SimScorer scorer = field.scorer(term, said);
                for (Said one : said) {
                    float score = scorer.score(one.times, field.lengths[one.guide]);
                    int at = Arrays.binarySearch(guides, one.guide);
                    most[at] = Math.max(most[at], score);
                    all[at] += score;
                }
            }
        }
        for (int at = 0; at < guides.length; at++) {
            most[at] += ELSEWHERE * (all[at] - most[at]);
        }
        return new Row(guides, most);
    }

    /** Numbers of the guides that say a term, and what it adds to each. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares or shows them.
    private record Row(int[] guides, float[] values) {}

    private record Said(int guide, int times) {}

    /** What the guides say in one place, while it is counted. */
    static final class Field {
        private static final BM25Similarity BM25 = new BM25Similarity();

        private final float weight;
        /** As Lucene rounds them. */
        private final byte[] lengths;

        private final Map<String, List<Said>> said = new HashMap<>();
        private int guides;
        private long tokens;
        private long terms;

        Field(float weight, int guides) {
            this.weight = weight;
            this.lengths = new byte[guides];
        }

        void add(int guide, List<String> tokens) {
            Map<String, Integer> counts = new HashMap<>();
            tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
            counts.forEach((term, times) ->
                    said.computeIfAbsent(term, any -> new ArrayList<>(2)).add(new Said(guide, times)));
            lengths[guide] = SmallFloat.intToByte4(tokens.size());
            guides += tokens.isEmpty() ? 0 : 1;
            this.tokens += tokens.size();
            terms += counts.size();
        }

        private List<Said> said(String term) {
            return said.getOrDefault(term, List.of());
        }

        private SimScorer scorer(String term, List<Said> said) {
            long times = said.stream().mapToLong(Said::times).sum();
            return BM25.scorer(
                    weight,
                    new CollectionStatistics("", lengths.length, guides, tokens, terms),
                    new TermStatistics(new BytesRef(term), said.size(), times));
        }
    }
}
