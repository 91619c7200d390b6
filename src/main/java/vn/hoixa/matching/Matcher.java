package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Understanding.Candidate;

/** Finds out which guide and which facet a text means, and how sure that is. */
public final class Matcher {
    private final Knowledge knowledge;
    private final Reader reader;
    private final Sentences sentences;
    private final Scorer scorer;
    private final Ranker ranker;
    private final FacetModel facets;
    private final String modelKey;

    /** Indexes the guides and gets the model that was learnt from them. */
    public Matcher(Knowledge knowledge, Models models) {
        this.knowledge = knowledge;
        Analyzer syllables = Folded.syllables();
        Analyzer pairs = Folded.pairs();
        reader = new Reader(knowledge, syllables, pairs);
        sentences = new Sentences(knowledge.language().phrases("joins"));
        Lexicon lexicon = new Lexicon(knowledge, reader);
        GuideIndex index = new GuideIndex(List.copyOf(knowledge.guides()), syllables, pairs);
        Trainer trainer = new Trainer(knowledge, reader);
        modelKey = trainer.key();
        Model model = models.get(modelKey, () -> trainer.model(lexicon, index));
        scorer = new Scorer(knowledge, reader, lexicon, index, model.classifier());
        ranker = model.ranker();
        facets = model.facets();
    }

    /**
     * What a text seems to mean.
     *
     * @param commune whose residents ask; null for what all communes have
     */
    public Understanding understand(String text, @Nullable Commune commune) {
        List<Understanding> parts = sentences.of(text, this::asks).stream()
                .map(question -> understand(question, commune, List.of()))
                .toList();
        return understand(text, commune, parts);
    }

    private boolean asks(String clause) {
        return !facets.asked(reader.read(clause)).isEmpty();
    }

    private Understanding understand(String text, @Nullable Commune commune, List<Understanding> parts) {
        Reading reading = reader.read(text);
        Scorer.Shortlist found = scorer.shortlist(reading, commune);
        double[] probabilities = ranker.probabilities(found.signals());
        List<Candidate> candidates = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < found.guides().size(); i++) {
            candidates.add(new Candidate(asQuoted(found.guides().get(i), commune), probabilities[i]));
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        candidates.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        return new Understanding(
                reading.tokens(),
                candidates,
                ranker.sure(),
                probabilities[found.guides().size()],
                found.idle(),
                facets.asked(reading),
                reading.talk(),
                reader.address(text),
                reading.content().size(),
                parts,
                candidates.isEmpty() ? List.of() : ranker.weights(found.signals(), best));
    }

    /** What a text asks of a procedure and what else it says, by name; slips stay, so it is cheap. */
    public Set<String> signs(String text) {
        Reading reading = reader.readWritten(text);
        return Stream.concat(
                        facets.asked(reading).stream().map(Facet::key),
                        reading.talk().stream().map(Enum::name))
                .collect(Collectors.toSet());
    }

    /** Of the model in use. */
    String modelKey() {
        return modelKey;
    }

    private Guide asQuoted(Guide guide, @Nullable Commune commune) {
        return commune == null ? guide : Objects.requireNonNull(knowledge.guide(commune, guide.code()));
    }
}
