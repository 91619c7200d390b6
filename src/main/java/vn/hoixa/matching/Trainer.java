package vn.hoixa.matching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.knowledge.LabelledQuestion.Expected;
import vn.hoixa.knowledge.Language;

/** Learns from a version of the knowledge; the same version always makes the same model. */
final class Trainer {
    private static final long SEED = 20_260_718;
    private static final int COPIES = 2;
    private static final int UNLEARNT_EVERY = 4;

    private static final List<Class<?>> LEARNING = List.of(
            Trainer.class,
            Classifier.class,
            FacetModel.class,
            FacetPattern.class,
            Ranker.class,
            Features.class,
            Signals.class,
            Scorer.class,
            Reader.class,
            Folded.class,
            PhraseList.class,
            MarkedWords.class,
            Speller.class,
            Bigrams.class,
            PairCounts.class,
            Orthography.class,
            Lexicon.class,
            GuideWords.class,
            GuideIndex.class,
            Impacts.class);

    private final Knowledge knowledge;
    private final Reader reader;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<String> asked;
    private final List<String> filler;

    Trainer(Knowledge knowledge, Reader reader) {
        this.knowledge = knowledge;
        this.reader = reader;
        Language language = knowledge.language();
        this.asked = language.facets().values().stream()
                .flatMap(facet -> facet.asked().stream())
                .toList();
        this.filler = language.phrases("filler").stream()
                .filter(phrase -> phrase.contains(" "))
                .toList();
    }

    /** Changes with everything that is learnt from, and with the code that learns. */
    String key() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Class<?> part : LEARNING) {
                try (InputStream code = part.getResourceAsStream(part.getSimpleName() + ".class")) {
                    sha.update(Objects.requireNonNull(code).readAllBytes());
                }
            }
            add(sha, knowledge.language().toString());
            add(sha, knowledge.calibration().toString());
            add(sha, knowledge.facetExamples().toString());
            learnt().forEach(guide -> add(
                    sha,
                    guide.code() + guide.kind() + guide.title() + guide.phrasings() + guide.forms() + guide.twins()));
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(MessageDigest sha, String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What all communes have: what a single one adds or changes needs no new model. */
    private Stream<Guide> learnt() {
        return knowledge.guides().stream()
                .filter(guide -> guide.commune() == null && !guide.phrasings().isEmpty());
    }

    Model model(Lexicon lexicon, GuideIndex index) {
        Ranker ranker = ranker(new Scorer(knowledge, reader, lexicon, index, classifier(List.of())));
        return new Model(classifier(knowledge.calibration()), facets(), ranker);
    }

    /** Phrasings as they are, and as somebody else would write them. */
    Classifier classifier(List<LabelledQuestion> questions) {
        List<String> classes = new ArrayList<>(List.of(Scorer.IDLE, Scorer.MATTER));
        List<Classifier.Example> examples = new ArrayList<>();
        learn(examples, 0, knowledge.language().offTopic().idle());
        learn(examples, 1, knowledge.language().offTopic().matters());
        learnt().forEach(guide -> {
            int number = classes.size();
            classes.add(guide.code());
            learn(
                    examples,
                    number,
                    Stream.of(List.of(guide.title()), guide.phrasings(), guide.forms())
                            .flatMap(List::stream)
                            .toList());
        });
        for (LabelledQuestion question : questions) {
            if (question.before().isEmpty() && question.parts().isEmpty()) {
                classesOf(question)
                        .map(classes::indexOf)
                        .filter(number -> number >= 0)
                        .forEach(number -> examples.add(
                                new Classifier.Example(Scorer.features(reader.read(question.question())), number)));
            }
        }
        return Classifier.train(classes, examples, SEED);
    }

    private static Stream<String> classesOf(LabelledQuestion question) {
        if (question.expected() == Expected.CLARIFY) {
            return Stream.of();
        }
        if (question.codes().isEmpty()) {
            return Stream.of(question.expected() == Expected.OTHER ? Scorer.IDLE : Scorer.MATTER);
        }
        return question.codes().stream();
    }

    /** Questions that were labelled with what they ask, titles, which ask nothing, and the usual phrases. */
    private FacetModel facets() {
        List<FacetModel.Example> examples = new ArrayList<>();
        Stream.concat(knowledge.facetExamples().stream(), knowledge.calibration().stream())
                .filter(Trainer::tellsFacets)
                .forEach(question -> examples.add(facetExample(question.question(), question.facets())));
        learnt().forEach(guide -> examples.add(facetExample(guide.title(), List.of())));
        Map<Facet, List<String>> patterns = new EnumMap<>(Facet.class);
        knowledge.language().facets().forEach((facet, words) -> {
            patterns.put(facet, words.patterns());
            words.asked().forEach(phrase -> examples.add(facetExample(phrase, List.of(facet))));
        });
        return FacetModel.train(patterns, examples, SEED);
    }

    private FacetModel.Example facetExample(String text, List<Facet> facets) {
        return new FacetModel.Example(reader.read(text).tokens(), Set.copyOf(facets));
    }

    /** Whoever labelled a question that is not answered did not look for facets. */
    private static boolean tellsFacets(LabelledQuestion question) {
        boolean isLabelled = !question.facets().isEmpty();
        boolean isAnswered = question.expected() == null || question.expected() == Expected.ANSWER;
        return isLabelled || isAnswered;
    }

    private Ranker ranker(Scorer scorer) {
        List<Ranker.Row> rows = new ArrayList<>();
        for (LabelledQuestion question : knowledge.calibration()) {
            if (question.expected() != Expected.SEVERAL && question.before().isEmpty()) {
                Scorer.Shortlist found = scorer.shortlist(reader.read(question.question()), null);
                boolean[] meant = meant(question, found);
                rows.add(new Ranker.Row(found.signals(), meant));
                if (rows.size() % UNLEARNT_EVERY == 0 && !found.guides().isEmpty()) {
                    rows.add(new Ranker.Row(found.signals().unlearnt(right(meant)), meant));
                }
            }
        }
        return Ranker.fit(rows);
    }

    /** The guide that answers, or the one that shares most words with a question that none answers. */
    private static int right(boolean[] meant) {
        for (int guide = 0; guide < meant.length - 1; guide++) {
            if (meant[guide]) {
                return guide;
            }
        }
        return 0;
    }

    /** Which of the guides answer and, last, whether none does. */
    static boolean[] meant(LabelledQuestion question, Scorer.Shortlist found) {
        int count = found.guides().size();
        boolean[] meant = new boolean[count + 1];
        meant[count] = true;
        for (int i = 0; i < count; i++) {
            if (question.codes().contains(found.guides().get(i).code())) {
                meant[i] = true;
                meant[count] = false;
            }
        }
        return meant;
    }

    private void learn(List<Classifier.Example> examples, int number, List<String> texts) {
        for (String text : texts) {
            Reading reading = reader.readWritten(text);
            if (reading.tokens().isEmpty()) {
                continue;
            }
            examples.add(new Classifier.Example(Scorer.features(reading), number));
            for (int copy = 1; copy < COPIES; copy++) {
                examples.add(new Classifier.Example(Scorer.features(varied(text, reading)), number));
            }
        }
    }

    /** The same asked otherwise: with a facet or with filler around it, or with a syllable left out. */
    private Reading varied(String text, Reading reading) {
        int kind = random.nextInt(4);
        return switch (kind) {
            case 0 -> reader.readWritten(text + " " + asked.get(random.nextInt(asked.size())));
            case 1 -> reader.readWritten(filler.get(random.nextInt(filler.size())) + " " + text);
            default -> {
                List<String> tokens = new ArrayList<>(reading.tokens());
                if (tokens.size() > 3) {
                    tokens.remove(random.nextInt(tokens.size()));
                }
                yield reader.readWritten(String.join(" ", tokens));
            }
        };
    }
}
