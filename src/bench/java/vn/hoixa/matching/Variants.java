package vn.hoixa.matching;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.knowledge.LabelledQuestion.Expected;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.testing.ShippedKnowledge;

/** Ways to find the guide that is meant: what a search engine does as it comes, ours, and ours without its parts. */
public final class Variants implements AutoCloseable {
    private static final int FIRST = 20;

    private final SortedMap<String, String> files;
    private final Knowledge knowledge;
    private final Analyzer syllables = Folded.syllables();
    private final Analyzer pairs = Folded.pairs();
    private final List<Closeable> open = new ArrayList<>();
    private final Reader reader;
    private final Parts parts;
    private final Found ours;

    /** Over the guides that are shipped. */
    public Variants(Models models) {
        this.files = Publisher.files(Path.of("knowledge-base"), null);
        this.knowledge = knowledge(files);
        this.reader = new Reader(knowledge, syllables, pairs);
        Lexicon lexicon = new Lexicon(knowledge, reader);
        GuideIndex index = index(knowledge);
        Trainer trainer = new Trainer(knowledge, reader);
        Model model = models.get(trainer.key(), () -> trainer.model(lexicon, index));
        this.parts = new Parts(knowledge, lexicon, index, trainer.classifier(List.of()), model.classifier());
        this.ours = new Found(reader, parts);
    }

    /** One way. */
    @FunctionalInterface
    public interface Way {
        /** Guides that a question may mean, the likeliest first, each with a number that says how sure that is. */
        List<Candidate> candidates(String question);
    }

    /** @param blind learnt without the questions on which the weights are fitted */
    private record Parts(
            Knowledge knowledge, Lexicon lexicon, GuideIndex index, Classifier blind, Classifier classifier) {
        Parts withoutQuestions() {
            return new Parts(knowledge, lexicon, index, blind, blind);
        }

        Scorer scorer(Reader reader, Classifier by) {
            return new Scorer(knowledge, reader, lexicon, index, by);
        }
    }

    /** What the parts find, found once for all ways that weigh it. */
    private static final class Found {
        private final Reader reader;
        private final Scorer scorer;
        private final Commune commune;
        private final Map<String, Scorer.Shortlist> asked = new HashMap<>();
        private final Map<LabelledQuestion, Scorer.Shortlist> calibration = new LinkedHashMap<>();

        Found(Reader reader, Parts parts) {
            this.reader = reader;
            this.scorer = parts.scorer(reader, parts.classifier);
            Scorer blind = parts.scorer(reader, parts.blind);
            this.commune = parts.knowledge.communes().getFirst();
            parts.knowledge.calibration().stream()
                    .filter(row ->
                            row.expected() != Expected.SEVERAL && row.before().isEmpty())
                    .forEach(row -> calibration.put(row, blind.shortlist(reader.read(row.question()), null)));
        }

        private static Ranker.Row row(LabelledQuestion question, Scorer.Shortlist found) {
            return new Ranker.Row(found.signals(), Trainer.meant(question, found));
        }

        /** Weighs what is found anew, without signals of those names. */
        Way without(String... signals) {
            Set<String> off = Set.of(signals);
            Ranker ranker = Ranker.fit(calibration.entrySet().stream()
                    .map(row -> row(row.getKey(), silenced(row.getValue(), off)))
                    .toList());
            return question -> {
                Scorer.Shortlist shortlist = silenced(
                        asked.computeIfAbsent(question, text -> scorer.shortlist(reader.read(text), commune)), off);
                double[] probabilities = ranker.probabilities(shortlist.signals());
                List<Candidate> candidates = new ArrayList<>();
                for (int i = 0; i < shortlist.guides().size(); i++) {
                    candidates.add(new Candidate(shortlist.guides().get(i), probabilities[i]));
                }
                candidates.sort(
                        Comparator.comparingDouble(Candidate::confidence).reversed());
                return candidates;
            };
        }

        private static Scorer.Shortlist silenced(Scorer.Shortlist found, Set<String> off) {
            double[][] guides = Stream.of(found.signals().guides())
                    .map(guide -> silenced(guide, Signals.OF_GUIDE, off))
                    .toArray(double[][]::new);
            double[] none = silenced(found.signals().none(), Signals.OF_NONE, off);
            return new Scorer.Shortlist(found.guides(), new Signals(guides, none), found.idle());
        }

        private static double[] silenced(double[] signals, List<String> names, Set<String> off) {
            double[] left = signals.clone();
            for (int i = 0; i < left.length; i++) {
                left[i] = off.contains(names.get(i)) ? 0 : left[i];
            }
            return left;
        }
    }

    /** What others would begin with, beside ours. */
    public Map<String, Way> sideBySide() {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(
                "Lucene as it comes: StandardAnalyzer, BM25 over title, phrasings and facets",
                bm25(new StandardAnalyzer(), List.of("title", "phrasings", "facets")));
        ways.put("BM25 without marks over titles", bm25(syllables, List.of("title")));
        ways.put("HoiXa", ours.without());
        return ways;
    }

    /** Ours, and ours without one part at a time; the weights of what is left are fitted anew. */
    public Map<String, Way> withoutParts() {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("all parts", ours.without());
        ways.put("without the classifier", ours.without("class", "class-best", "idle", "matter"));
        ways.put("without BM25", ours.without("bm25", "bm25-best", "unlearnt-bm25"));
        ways.put(
                "without likeness to phrasings",
                ours.without("likeness", "title", "coverage", "same-words", "unlearnt-likeness"));
        ways.put("without names of other matters", ours.without("others"));
        ways.put("learnt without the calibration questions", new Found(reader, parts.withoutQuestions()).without());
        ways.put("the classifier alone, unweighed", byClassAlone());
        ways.put("without the speller", withoutSpeller().without("unknown"));
        ways.put("without synonyms", withoutSynonyms().without());
        ways.put("without phrasings (titles alone)", titlesAlone().without());
        return ways;
    }

    @Override
    public void close() throws IOException {
        for (Closeable index : open) {
            index.close();
        }
    }

    private Way byClassAlone() {
        Classifier classifier = parts.classifier;
        return question -> {
            float[] probabilities = classifier.probabilities(Scorer.features(reader.read(question)));
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < probabilities.length; i++) {
                Guide guide = knowledge.guide(classifier.classes().get(i));
                if (guide != null) {
                    candidates.add(new Candidate(guide, probabilities[i]));
                }
            }
            candidates.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
            return candidates.subList(0, FIRST);
        };
    }

    /** What stands there is what is read; then no word is known or unknown either. */
    private Found withoutSpeller() {
        var speller = new Speller(new Orthography(knowledge.language().spelling()), new Bigrams(), Map.of(), Set.of());
        return new Found(new Reader(knowledge, syllables, pairs, speller), parts);
    }

    private Found withoutSynonyms() {
        SortedMap<String, String> changed = new TreeMap<>(files);
        changed.put("language/synonyms.yaml", "synonyms: {}\n");
        return new Found(new Reader(knowledge(changed), syllables, pairs), parts);
    }

    /** Everything is learnt anew, from guides whose one phrasing is the title. */
    private Found titlesAlone() {
        SortedMap<String, String> changed = new TreeMap<>(files);
        changed.replaceAll((file, text) -> file.startsWith("bank/") ? titleForPhrasings(text) : text);
        Knowledge titles = knowledge(changed);
        var read = new Reader(titles, syllables, pairs);
        Trainer trainer = new Trainer(titles, read);
        return new Found(
                read,
                new Parts(
                        titles,
                        new Lexicon(titles, read),
                        index(titles),
                        trainer.classifier(List.of()),
                        trainer.classifier(titles.calibration())));
    }

    private static String titleForPhrasings(String text) {
        var changed = new StringBuilder();
        String title = "";
        boolean isPhrasing = false;
        for (String line : text.lines().toList()) {
            String said = line.strip();
            isPhrasing = isPhrasing && said.startsWith("- ");
            if (said.matches("(- )?(title|name): .*")) {
                title = said.substring(said.indexOf(':') + 1).strip();
            }
            if (!isPhrasing) {
                changed.append(line).append('\n');
            }
            if (said.equals("phrasings:")) {
                isPhrasing = true;
                changed.append(line.replace("phrasings:", "  - ")).append(title).append('\n');
            }
        }
        return changed.toString();
    }

    private static Knowledge knowledge(SortedMap<String, String> files) {
        return Publisher.read(files, ShippedKnowledge.SNAPSHOT).draft();
    }

    private GuideIndex index(Knowledge of) {
        return new GuideIndex(List.copyOf(of.guides()), syllables, pairs);
    }

    private Way bm25(Analyzer analyzer, List<String> fields) {
        List<Guide> guides = List.copyOf(knowledge.guides());
        IndexSearcher searcher = searcher(analyzer, guides);
        var builder = new QueryBuilder(analyzer);
        return question -> {
            var query = new BooleanQuery.Builder();
            for (String field : fields) {
                Query words = builder.createBooleanQuery(field, question);
                if (words != null) {
                    query.add(words, BooleanClause.Occur.SHOULD);
                }
            }
            try {
                return Stream.of(searcher.search(query.build(), FIRST).scoreDocs)
                        .map(hit -> new Candidate(guides.get(hit.doc), hit.score))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Documents are numbered as the guides are: they are written at once. */
    private IndexSearcher searcher(Analyzer analyzer, List<Guide> guides) {
        var directory = new ByteBuffersDirectory();
        try {
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (Guide guide : guides) {
                    Document document = new Document();
                    document.add(new TextField("title", guide.title(), Field.Store.NO));
                    guide.phrasings().forEach(text -> document.add(new TextField("phrasings", text, Field.Store.NO)));
                    guide.facets()
                            .values()
                            .forEach(text -> document.add(new TextField("facets", text, Field.Store.NO)));
                    writer.addDocument(document);
                }
            }
            DirectoryReader read = DirectoryReader.open(directory);
            open.add(read);
            return new IndexSearcher(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
