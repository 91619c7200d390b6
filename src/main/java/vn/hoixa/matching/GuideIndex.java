package vn.hoixa.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Guide;

/** The guides in Lucene: folded syllables and pairs of them over title, phrasings and facets. */
final class GuideIndex implements AutoCloseable {
    /** Title and phrasings say which procedure it is; facets mostly say the same of every procedure. */
    private static final Map<String, Float> WEIGHTS = Map.of(
            "title",
            1.5f,
            "phrasings",
            1.2f,
            "facets",
            0.2f,
            "title-pairs",
            2.0f,
            "phrasings-pairs",
            1.6f,
            "facets-pairs",
            0.3f);

    private static final int SHORTLIST = 10;

    /** No folder of a commune has this name. */
    private static final String EVERYBODY = "*";

    private final List<Guide> guides;
    private final MMapDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    /** Builds the index anew in the folder. */
    GuideIndex(Path folder, List<Guide> guides, Analyzer syllables, Analyzer pairs) {
        this.guides = guides;
        try {
            this.directory = new MMapDirectory(folder);
            write(new PerFieldAnalyzerWrapper(
                    syllables, Map.of("title-pairs", pairs, "phrasings-pairs", pairs, "facets-pairs", pairs)));
            this.reader = DirectoryReader.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the index to " + folder, e);
        }
        this.searcher = new IndexSearcher(reader);
    }

    /** A guide that has something in common with the question. */
    record Hit(Guide guide, float score) {}

    /**
     * Guides by BM25, best first.
     *
     * @param syllables with how much each weighs
     * @param pairs likewise; with the syllables at most a third of Lucene's limit of 1,024 clauses
     * @param commune whose own guides may be found besides those that all have; null for none
     */
    List<Hit> search(Map<String, Float> syllables, Map<String, Float> pairs, @Nullable String commune) {
        var query = new BooleanQuery.Builder();
        syllables.forEach((term, weight) -> query.add(anyField(term, "", weight), BooleanClause.Occur.SHOULD));
        pairs.forEach((term, weight) -> query.add(anyField(term, "-pairs", weight), BooleanClause.Occur.SHOULD));
        var visible = new BooleanQuery.Builder()
                .add(query.build(), BooleanClause.Occur.MUST)
                .add(visibleIn(commune), BooleanClause.Occur.FILTER)
                .build();
        try {
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc found : searcher.search(visible, SHORTLIST).scoreDocs) {
                int number = searcher.storedFields()
                        .document(found.doc)
                        .getField("number")
                        .numericValue()
                        .intValue();
                hits.add(new Hit(guides.get(number), found.score));
            }
            return hits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Query visibleIn(@Nullable String commune) {
        List<BytesRef> owners = new ArrayList<>(List.of(new BytesRef(EVERYBODY)));
        if (commune != null) {
            owners.add(new BytesRef(commune));
        }
        return new TermInSetQuery("owner", owners);
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }

    private static Query anyField(String term, String suffix, float weight) {
        List<Query> fields = new ArrayList<>();
        for (String field : List.of("title", "phrasings", "facets")) {
            float boost = java.util.Objects.requireNonNull(WEIGHTS.get(field + suffix));
            fields.add(new BoostQuery(new TermQuery(new Term(field + suffix, term)), boost * weight));
        }
        return new DisjunctionMaxQuery(fields, 0.1f);
    }

    private void write(Analyzer analyzer) throws IOException {
        var config = new IndexWriterConfig(analyzer).setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        try (var writer = new IndexWriter(directory, config)) {
            for (int number = 0; number < guides.size(); number++) {
                Guide guide = guides.get(number);
                Document document = new Document();
                document.add(new StoredField("number", number));
                String owner = guide.commune() == null ? EVERYBODY : guide.commune();
                document.add(new StringField("owner", owner, Field.Store.NO));
                add(document, "title", guide.title());
                guide.phrasings().forEach(phrasing -> add(document, "phrasings", phrasing));
                guide.forms().forEach(form -> add(document, "phrasings", form));
                guide.facets().values().forEach(text -> add(document, "facets", text));
                writer.addDocument(document);
            }
        }
    }

    private static void add(Document document, String field, String text) {
        document.add(new TextField(field, text, Field.Store.NO));
        document.add(new TextField(field + "-pairs", text, Field.Store.NO));
    }
}
