package vn.hoixa.matching;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;

/** Finds out which guide and which facet a text means, and how sure that is. */
public final class Matcher implements AutoCloseable {
    /** More says nothing more about what is meant, and costs time. */
    private static final int LONGEST = 2_000;

    private static final float FACET_WORDS = 0.2f;

    private final Analyzer syllables = Folded.syllables();
    private final Analyzer pairs = Folded.pairs();
    private final Map<Facet, PhraseList> facets = new EnumMap<>(Facet.class);
    private final Map<Talk, PhraseList> talk = new EnumMap<>(Talk.class);
    private final PhraseList filler;
    private final Map<String, Guide> exact = new LinkedHashMap<>();
    private final Map<String, List<String>> addresses;
    private final GuideIndex index;

    /**
     * Indexes the guides.
     *
     * @param folder for the index; what it holds is replaced
     */
    public Matcher(Knowledge knowledge, Path folder) {
        knowledge
                .language()
                .facets()
                .forEach((facet, words) -> facets.put(facet, new PhraseList(syllables, words.asked())));
        for (Talk kind : Talk.values()) {
            List<String> phrases = knowledge.language().phrases(kind.name().toLowerCase(Locale.ROOT));
            talk.put(kind, new PhraseList(syllables, phrases));
        }
        addresses = knowledge.language().addresses();
        filler = new PhraseList(syllables, knowledge.language().phrases("filler"));
        List<Guide> guides = List.copyOf(knowledge.guides());
        for (Guide guide : guides) {
            exact.put(String.join(" ", Folded.tokens(syllables, guide.title())), guide);
            guide.phrasings()
                    .forEach(
                            phrasing -> exact.putIfAbsent(String.join(" ", Folded.tokens(syllables, phrasing)), guide));
        }
        index = new GuideIndex(folder, guides, syllables, pairs);
    }

    public Understanding understand(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        List<String> tokens =
                Folded.tokens(syllables, normal.length() > LONGEST ? normal.substring(0, LONGEST) : normal);
        boolean[] facetWords = new boolean[tokens.size()];
        List<Facet> asked = facets.entrySet().stream()
                .filter(facet -> facet.getValue().mark(tokens, facetWords))
                .map(Map.Entry::getKey)
                .toList();
        boolean[] otherWords = facetWords.clone();
        Set<Talk> said = EnumSet.noneOf(Talk.class);
        talk.forEach((kind, phrases) -> {
            if (phrases.mark(tokens, otherWords)) {
                said.add(kind);
            }
        });
        filler.mark(tokens, otherWords);

        List<String> content = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!otherWords[i]) {
                content.add(tokens.get(i));
            }
        }
        return new Understanding(
                tokens, rank(tokens, facetWords, content), asked, said, address(normal), content.size());
    }

    @Override
    public void close() throws IOException {
        index.close();
    }

    private @Nullable String address(String text) {
        String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ") + " ";
        return addresses.entrySet().stream()
                .filter(address -> address.getValue().stream().anyMatch(said -> words.contains(" " + said + " ")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private List<Candidate> rank(List<String> tokens, boolean[] facetWords, List<String> content) {
        Map<String, Float> terms = new LinkedHashMap<>();
        Map<String, Float> neighbours = new LinkedHashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            terms.merge(tokens.get(i), facetWords[i] ? FACET_WORDS : 1f, Math::max);
            if (i > 0) {
                boolean about = facetWords[i - 1] && facetWords[i];
                neighbours.merge(tokens.get(i - 1) + "_" + tokens.get(i), about ? FACET_WORDS : 1f, Math::max);
            }
        }
        List<GuideIndex.Hit> hits = index.search(terms, neighbours);
        Guide same = exact.get(String.join(" ", tokens));
        List<Candidate> candidates = new ArrayList<>();
        for (GuideIndex.Hit hit : hits) {
            double confidence = hit.guide().equals(same) ? 0.99 : confidence(hit, hits, content, neighbours.keySet());
            candidates.add(new Candidate(hit.guide(), confidence));
        }
        candidates.sort((a, b) -> Double.compare(b.confidence(), a.confidence()));
        return candidates;
    }

    /**
     * How sure it is that this guide is meant: a logistic over how much of the question the guide knows (by syllables
     * and by pairs), and how far it stands above the others. The weights were set by hand; the calibrated model is to
     * take their place.
     */
    private double confidence(
            GuideIndex.Hit hit, List<GuideIndex.Hit> hits, List<String> content, Set<String> neighbours) {
        double known = coverage(hit.vocabulary(), content);
        double knownPairs = coverage(hit.vocabulary(), contentPairs(content, neighbours));
        double best = hits.getFirst().score();
        double rival = hits.stream()
                .filter(other -> !other.equals(hit))
                .mapToDouble(GuideIndex.Hit::score)
                .max()
                .orElse(0);
        double margin = (hit.score() - rival) / best;
        return 1 / (1 + Math.exp(-(-5 + 5 * known + 2 * knownPairs + 4 * margin)));
    }

    private double coverage(Set<String> vocabulary, Iterable<String> terms) {
        double all = 0;
        double known = 0;
        for (String term : new HashSet<>(toList(terms))) {
            double idf = index.idf(term);
            all += idf;
            known += vocabulary.contains(term) ? idf : 0;
        }
        return all == 0 ? 0 : known / all;
    }

    /** Neighbours in the question of which both are content. */
    private static List<String> contentPairs(List<String> content, Set<String> neighbours) {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < content.size(); i++) {
            String pair = content.get(i - 1) + "_" + content.get(i);
            if (neighbours.contains(pair)) {
                found.add(pair);
            }
        }
        return found;
    }

    private static List<String> toList(Iterable<String> terms) {
        List<String> list = new ArrayList<>();
        terms.forEach(list::add);
        return list;
    }
}
