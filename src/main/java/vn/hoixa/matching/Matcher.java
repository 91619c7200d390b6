package vn.hoixa.matching;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;

/** Finds out which guide and which facet a text means, and how sure that is. */
public final class Matcher implements AutoCloseable {
    /** More says nothing more about what is meant, and Lucene takes only so many words (see {@link GuideIndex}). */
    private static final int LONGEST = 2_000;

    private static final int MOST_TOKENS = 150;

    private static final float FACET_WORDS = 0.2f;
    private static final double SAME_WORDS = 0.99;

    private final Analyzer syllables = Folded.syllables();
    private final Analyzer pairs = Folded.pairs();
    private final Map<Facet, PhraseList> facets = new EnumMap<>(Facet.class);
    private final Map<Talk, PhraseList> talk = new EnumMap<>(Talk.class);
    private final PhraseList fillerWords;
    private final PhraseList fillerPhrases;
    private final PhraseList others;
    private final Map<String, List<String>> addresses;
    private final Map<String, GuideWords> words = new LinkedHashMap<>();
    private final Map<String, Double> idf;
    private final IdentityHashMap<Set<String>, Double> phrasingWeights = new IdentityHashMap<>();
    private final Map<List<String>, Set<String>> askedSo = new HashMap<>();
    private final Set<String> titlePairs = new HashSet<>();
    private final Knowledge knowledge;
    private final GuideIndex index;

    /**
     * Indexes the guides.
     *
     * @param folder for the index; what it holds is replaced
     */
    public Matcher(Knowledge knowledge, Path folder) {
        this.knowledge = knowledge;
        knowledge
                .language()
                .facets()
                .forEach((facet, said) -> facets.put(facet, new PhraseList(syllables, said.asked())));
        for (Talk kind : Talk.values()) {
            List<String> phrases = knowledge.language().phrases(kind.name().toLowerCase(Locale.ROOT));
            talk.put(kind, new PhraseList(syllables, phrases));
        }
        addresses = knowledge.language().addresses();
        PhraseList filler = new PhraseList(syllables, knowledge.language().phrases("filler"));
        fillerWords = filler.ofOneSyllable();
        fillerPhrases = filler.ofMore();
        others = new PhraseList(syllables, knowledge.language().phrases("others"));
        knowledge.guides().stream()
                .filter(guide -> !guide.phrasings().isEmpty())
                .forEach(guide -> titlePairs.addAll(Folded.tokens(pairs, guide.title())));
        knowledge.guides().forEach(this::learn);
        idf = idf(words.values());
        words.values().stream()
                .flatMap(guide -> guide.phrasings().stream())
                .forEach(phrasing -> phrasingWeights.put(phrasing, weight(phrasing.stream())));
        index = new GuideIndex(folder, List.copyOf(knowledge.guides()), syllables, pairs);
    }

    /**
     * What a text seems to mean.
     *
     * @param commune whose residents ask; null for what all communes have
     */
    public Understanding understand(String text, @Nullable Commune commune) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        Reading reading = read(normal);
        return new Understanding(
                reading.tokens(),
                rank(reading, commune),
                reading.facets(),
                reading.talk(),
                address(normal),
                reading.content().size());
    }

    @Override
    public void close() throws IOException {
        index.close();
    }

    private void learn(Guide guide) {
        List<Reading> readings = Stream.of(List.of(guide.title()), guide.phrasings(), guide.forms())
                .flatMap(List::stream)
                .map(this::read)
                .toList();
        GuideWords said = GuideWords.of(readings);
        words.put(key(guide), said);
        readings.forEach(reading -> askedSo.computeIfAbsent(reading.content(), content -> new HashSet<>())
                .add(key(guide)));
    }

    /** Two communes may each have a guide of their own about one procedure. */
    private static String key(Guide guide) {
        return guide.commune() == null ? guide.code() : guide.commune() + "/" + guide.code();
    }

    private Reading read(String text) {
        List<String> all = Folded.tokens(syllables, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        List<String> tokens = all.subList(0, Math.min(all.size(), MOST_TOKENS));
        BitSet aboutFacet = new BitSet();
        List<Facet> asked = facets.entrySet().stream()
                .filter(facet -> facet.getValue().mark(tokens, aboutFacet))
                .map(Map.Entry::getKey)
                .toList();
        BitSet isTalk = new BitSet();
        Set<Talk> said = EnumSet.noneOf(Talk.class);
        talk.forEach((kind, phrases) -> {
            if (phrases.mark(tokens, isTalk)) {
                said.add(kind);
            }
        });
        BitSet isFiller = new BitSet();
        fillerWords.mark(tokens, isFiller);
        keepTitleWords(tokens, isFiller);
        fillerPhrases.mark(tokens, isFiller);
        BitSet isContent = new BitSet();
        isContent.set(0, tokens.size());
        isContent.andNot(aboutFacet);
        isContent.andNot(isTalk);
        isContent.andNot(isFiller);
        return new Reading(tokens, aboutFacet, isContent, asked, said);
    }

    /** Without marks "căn cước" has the syllable of "cần"; beside the other half of a title's word it is no filler. */
    private void keepTitleWords(List<String> tokens, BitSet isFiller) {
        for (int i = 1; i < tokens.size(); i++) {
            if (titlePairs.contains(tokens.get(i - 1) + "_" + tokens.get(i))) {
                isFiller.clear(i - 1);
                isFiller.clear(i);
            }
        }
    }

    private @Nullable String address(String text) {
        String said = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ") + " ";
        return addresses.entrySet().stream()
                .filter(address -> address.getValue().stream().anyMatch(phrase -> said.contains(" " + phrase + " ")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private List<Candidate> rank(Reading reading, @Nullable Commune commune) {
        List<GuideIndex.Hit> hits = search(reading, commune);
        Set<String> same = askedSo.getOrDefault(reading.content(), Set.of());
        long alike =
                hits.stream().filter(hit -> same.contains(key(hit.guide()))).count();
        boolean isExact = alike == 1 && reading.content().size() > 1;
        List<Candidate> candidates = new ArrayList<>();
        for (GuideIndex.Hit hit : hits) {
            double confidence = isExact && same.contains(key(hit.guide()))
                    ? SAME_WORDS
                    : evidence(reading, hit, hits).confidence();
            candidates.add(new Candidate(asQuoted(hit.guide(), commune), confidence));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        return candidates;
    }

    private Guide asQuoted(Guide guide, @Nullable Commune commune) {
        return commune == null ? guide : Objects.requireNonNull(knowledge.guide(commune, guide.code()));
    }

    private List<GuideIndex.Hit> search(Reading reading, @Nullable Commune commune) {
        Map<String, Float> terms = new LinkedHashMap<>();
        Map<String, Float> neighbours = new LinkedHashMap<>();
        BitSet aboutFacet = reading.aboutFacet();
        for (int i = 0; i < reading.tokens().size(); i++) {
            terms.merge(reading.tokens().get(i), aboutFacet.get(i) ? FACET_WORDS : 1f, Math::max);
            if (i > 0) {
                boolean both = aboutFacet.get(i - 1) && aboutFacet.get(i);
                neighbours.merge(reading.pair(i), both ? FACET_WORDS : 1f, Math::max);
            }
        }
        return index.search(terms, neighbours, commune == null ? null : commune.id());
    }

    private Evidence evidence(Reading reading, GuideIndex.Hit hit, List<GuideIndex.Hit> hits) {
        GuideWords guide = Objects.requireNonNull(words.get(key(hit.guide())));
        Set<String> asked = reading.terms();
        double weight = weight(asked.stream());
        double best = hits.getFirst().score();
        double likeness = likeness(hit.guide(), asked, weight);
        double rival = hits.stream()
                .filter(other -> !other.equals(hit))
                .filter(other ->
                        !isRarerTwin(hit.guide(), other.guide()) || likeness(other.guide(), asked, weight) > likeness)
                .mapToDouble(GuideIndex.Hit::score)
                .max()
                .orElse(0);
        return new Evidence(
                likeness, Math.min(1, (hit.score() - rival) / best), (int) others.in(reading.tokens()).stream()
                        .filter(phrase -> !guide.says(phrase))
                        .count());
    }

    /** Who says nothing that tells twins apart means the commonest of them, which is the one that declares them. */
    private static boolean isRarerTwin(Guide guide, Guide other) {
        return guide.twins() != null && guide.twins().has(other.code());
    }

    /** How much a question has in common with the nearest phrasing of a guide. */
    private double likeness(Guide guide, Set<String> asked, double weight) {
        return Objects.requireNonNull(words.get(key(guide))).phrasings().stream()
                .mapToDouble(phrasing -> likeness(asked, weight, phrasing))
                .max()
                .orElse(0);
    }

    /** How much two sets of syllables and pairs have in common: 0 for nothing, 1 for all. */
    private double likeness(Set<String> asked, double weight, Set<String> phrasing) {
        double all = weight + Objects.requireNonNull(phrasingWeights.get(phrasing));
        return all == 0 ? 0 : 2 * weight(asked.stream().filter(phrasing::contains)) / all;
    }

    private double weight(Stream<String> terms) {
        double unknown = idf(0, words.size());
        return terms.mapToDouble(term -> idf.getOrDefault(term, unknown)).sum();
    }

    private static Map<String, Double> idf(Collection<GuideWords> guides) {
        Map<String, Integer> guidesWith = new HashMap<>();
        for (GuideWords guide : guides) {
            guide.phrasings().stream()
                    .flatMap(Set::stream)
                    .distinct()
                    .forEach(term -> guidesWith.merge(term, 1, Integer::sum));
        }
        Map<String, Double> idf = new HashMap<>();
        guidesWith.forEach((term, with) -> idf.put(term, idf(with, guides.size())));
        return idf;
    }

    /** Rare terms tell more, and most of all those that no guide knows. */
    private static double idf(int with, int guides) {
        return Math.log(1 + (guides - with + 0.5) / (with + 0.5));
    }
}
