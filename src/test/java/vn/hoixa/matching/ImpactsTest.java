package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

/** What is added up beforehand is what a search in Lucene's own index would come to. */
class ImpactsTest {
    private static final List<String> TITLES = List.of("khai sinh", "khai tử", "kết hôn", "");
    private static final List<String> TEXTS = List.of(
            "làm giấy khai sinh cho con, khai sinh trễ hạn, khai sinh lại khi mất sổ gốc, sinh con tại nhà",
            "làm giấy khai tử cho ông",
            "đăng ký kết hôn với người nước ngoài",
            "");

    @Test
    void addUpToWhatLuceneFinds() throws IOException {
        var titles = new Impacts.Field(1.5f, TITLES.size());
        var texts = new Impacts.Field(1.2f, TEXTS.size());
        for (int i = 0; i < TITLES.size(); i++) {
            titles.add(i, Folded.tokens(Folded.syllables(), TITLES.get(i)));
            texts.add(i, Folded.tokens(Folded.syllables(), TEXTS.get(i)));
        }
        var impacts = new Impacts(List.of(titles, texts));

        for (String term : List.of("khai", "sinh", "lam", "hon", "nghe")) {
            double[] added = new double[TITLES.size()];
            impacts.add(term, 1, added);
            double[] found = byLucene(term);
            for (int i = 0; i < found.length; i++) {
                assertThat(added[i]).as("%s in %d", term, i).isEqualTo(found[i], within(1e-6));
            }
        }
    }

    private static double[] byLucene(String term) throws IOException {
        try (var directory = new ByteBuffersDirectory()) {
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(Folded.syllables()))) {
                for (int i = 0; i < TITLES.size(); i++) {
                    var document = new Document();
                    document.add(new TextField("title", TITLES.get(i), Store.NO));
                    document.add(new TextField("text", TEXTS.get(i), Store.NO));
                    writer.addDocument(document);
                }
            }
            try (var reader = DirectoryReader.open(directory)) {
                double[] scores = new double[TITLES.size()];
                var query = new DisjunctionMaxQuery(List.of(in("title", term, 1.5f), in("text", term, 1.2f)), 0.1f);
                for (ScoreDoc found : new IndexSearcher(reader).search(query, scores.length).scoreDocs) {
                    scores[found.doc] = found.score;
                }
                return scores;
            }
        }
    }

    private static Query in(String field, String term, float weight) {
        return new BoostQuery(new TermQuery(new Term(field, term)), weight);
    }
}
