package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Knowledge;

/** Gathers the guides that may be meant, with what speaks for each. */
final class Scorer {
    /** Classes of what no guide answers. */
    static final String IDLE = "*idle";

    static final String MATTER = "*matter";

    private static final int BY_CLASS = 8;
    private static final double LEAST_LOG = -10;
    private static final float FACET_WORDS = 0.2f;
    private static final float REPLACED = 0.4f;
    private static final int MOST_REPLACED = 20;

    private final Reader reader;
    private final Lexicon lexicon;
    private final GuideIndex index;
    private final Classifier classifier;
    private final Map<String, Integer> classes = new HashMap<>();
    private final Map<Integer, Guide> guides = new HashMap<>();
    private final int idle;
    private final int matter;

    Scorer(Knowledge knowledge, Reader reader, Lexicon lexicon, GuideIndex index, Classifier classifier) {
        this.reader = reader;
        this.lexicon = lexicon;
        this.index = index;
        this.classifier = classifier;
        for (int number = 0; number < classifier.classes().size(); number++) {
            String code = classifier.classes().get(number);
            classes.put(code, number);
            Guide guide = knowledge.guide(code);
            if (guide != null) {
                guides.put(number, guide);
            }
        }
        this.idle = Objects.requireNonNull(classes.get(IDLE));
        this.matter = Objects.requireNonNull(classes.get(MATTER));
    }

    /**
     * The guides that may be meant.
     *
     * @param guides as all communes have them
     * @param idle how likely it is idle talk if no guide is meant, as far as its words tell
     */
    record Shortlist(List<Guide> guides, Signals signals, double idle) {}

    Shortlist shortlist(Reading reading, @Nullable Commune commune) {
        float[] probabilities = classifier.probabilities(features(reading));
        List<GuideIndex.Hit> hits = search(reading, commune);
        Map<String, Float> bm25 = new HashMap<>();
        List<Guide> guides = new ArrayList<>();
        for (GuideIndex.Hit hit : hits) {
            guides.add(hit.guide());
            bm25.put(Lexicon.key(hit.guide()), hit.score());
        }
        // Who shares no word with any guide means none, whatever the classifier makes of the rest.
        for (int number : Highest.of(probabilities, hits.isEmpty() ? 0 : BY_CLASS)) {
            Guide guide = this.guides.get(number);
            if (guide != null && !guides.contains(guide)) {
                guides.add(guide);
            }
        }
        return signals(reading, guides, bm25, probabilities);
    }

    /** What only says which facet is asked, or is only polite, says little about the guide. */
    static Features features(Reading reading) {
        List<String> tokens = reading.tokens();
        float[] weights = new float[tokens.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = reading.isContent().get(i) ? 1f : reading.aboutFacet().get(i) ? 0.3f : 0.4f;
        }
        return Features.of(tokens, weights);
    }

    private Shortlist signals(Reading reading, List<Guide> guides, Map<String, Float> bm25, float[] probabilities) {
        Lexicon.Asked asked = lexicon.asked(reading.terms());
        List<List<String>> named = reader.named(reading.tokens());
        Set<String> same = reading.content().size() > 1 ? lexicon.askedSo(reading.content()) : Set.of();
        float bestScore = bm25.values().stream().max(Float::compare).orElse(1f);
        double bestClass = guides.stream()
                .mapToDouble(guide -> logOf(guide, probabilities))
                .max()
                .orElse(LEAST_LOG);
        double[][] signals = new double[guides.size()][];
        double bestLikeness = 0;
        double bestCoverage = 0;
        for (int i = 0; i < signals.length; i++) {
            Guide guide = guides.get(i);
            boolean isLearnt = guide.commune() == null && classes.containsKey(guide.code());
            double log = logOf(guide, probabilities);
            double score = bm25.getOrDefault(Lexicon.key(guide), 0f);
            Lexicon.Likeness likeness = lexicon.likeness(guide, asked);
            bestLikeness = Math.max(bestLikeness, likeness.nearest());
            bestCoverage = Math.max(bestCoverage, likeness.coverage());
            long others = named.stream()
                    .filter(phrase -> !lexicon.of(guide).says(phrase))
                    .count();
            double learnt = isLearnt ? 1 : 0;
            signals[i] = new double[] {
                learnt * (log - LEAST_LOG) / 10,
                learnt * (log - bestClass) / 10,
                learnt * score / bestScore,
                learnt * score / (asked.weight() * 4 + 1),
                learnt * likeness.nearest(),
                likeness.title(),
                likeness.coverage(),
                same.contains(Lexicon.key(guide)) ? 1.0 / same.size() : 0,
                Math.min(2, others),
                guide.kind() == Kind.ELSEWHERE ? 1 : 0,
                1 - learnt,
                (1 - learnt) * likeness.nearest(),
                (1 - learnt) * score / bestScore
            };
        }
        double[] none = {
            1,
            (Math.max(LEAST_LOG, Math.log(probabilities[idle])) - LEAST_LOG) / 10,
            (Math.max(LEAST_LOG, Math.log(probabilities[matter])) - LEAST_LOG) / 10,
            bestLikeness,
            bestCoverage,
            reading.tokens().isEmpty()
                    ? 1
                    : (double) reading.unknown() / reading.tokens().size(),
            reading.content().isEmpty() ? 1 : 0,
            Math.min(3, Math.log1p(reading.tokens().size())),
            (bestClass - LEAST_LOG) / 10
        };
        // Beside each other: what is neither talk nor a matter is a question, whatever little is left for these two.
        double talk = probabilities[idle] / (probabilities[idle] + probabilities[matter] + Float.MIN_NORMAL);
        return new Shortlist(guides, new Signals(signals, none), talk);
    }

    private double logOf(Guide guide, float[] probabilities) {
        Integer number = guide.commune() == null ? classes.get(guide.code()) : null;
        return number == null ? LEAST_LOG : Math.max(LEAST_LOG, Math.log(probabilities[number]));
    }

    private List<GuideIndex.Hit> search(Reading reading, @Nullable Commune commune) {
        Map<String, Float> terms = new LinkedHashMap<>();
        Map<String, Float> neighbours = new LinkedHashMap<>();
        for (int i = 0; i < reading.tokens().size(); i++) {
            terms.merge(reading.tokens().get(i), reading.aboutFacet().get(i) ? FACET_WORDS : 1f, Math::max);
            if (i > 0) {
                boolean both =
                        reading.aboutFacet().get(i - 1) && reading.aboutFacet().get(i);
                neighbours.merge(reading.pair(i), both ? FACET_WORDS : 1f, Math::max);
            }
        }
        reading.replaced().stream().limit(MOST_REPLACED).forEach(word -> terms.putIfAbsent(word, REPLACED));
        return index.search(terms, neighbours, commune == null ? null : commune.id());
    }
}
