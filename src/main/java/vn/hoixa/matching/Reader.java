package vn.hoixa.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Language;
import vn.hoixa.matching.Speller.Spelled;
import vn.hoixa.matching.Speller.Typed;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.privacy.Masking;

/** Takes a text apart: what was meant by what was typed, what is asked, what is only talk. */
final class Reader {
    /** More says nothing more about what is meant. */
    private static final int LONGEST = 2_000;

    private static final int MOST_TOKENS = 140;

    /** Without marks all but these are understood. */
    private static final Set<Talk> FOLDED = EnumSet.complementOf(EnumSet.of(Talk.EMERGENCY, Talk.ABUSE));

    /** They go with a question, and are no reason to take words away from it. */
    private static final Set<Talk> BESIDE = EnumSet.of(Talk.FRAUD, Talk.DOSSIER, Talk.ASKS);

    private final Analyzer syllables;
    private final Speller speller;
    private final List<PhraseList> facets;
    private final Map<Talk, PhraseList> talk = new EnumMap<>(Talk.class);
    private final MarkedWords marked;
    private final PhraseList fillerWords;
    private final PhraseList fillerPhrases;
    private final PhraseList others;
    private final Map<List<String>, PhraseList> synonyms = new LinkedHashMap<>();
    private final List<Integer> ages;
    private final Map<String, List<String>> addresses;
    private final Set<String> titlePairs = new HashSet<>();

    Reader(Knowledge knowledge, Analyzer syllables, Analyzer pairs) {
        this(knowledge, syllables, pairs, speller(knowledge, syllables));
    }

    Reader(Knowledge knowledge, Analyzer syllables, Analyzer pairs, Speller speller) {
        this.syllables = syllables;
        this.speller = speller;
        Language language = knowledge.language();
        facets = language.facets().values().stream()
                .map(said -> new PhraseList(syllables, said.asked()))
                .toList();
        for (Talk kind : FOLDED) {
            talk.put(
                    kind, new PhraseList(syllables, language.phrases(kind.name().toLowerCase(Locale.ROOT))));
        }
        marked = new MarkedWords(language);
        PhraseList filler = new PhraseList(syllables, language.phrases("filler"));
        fillerWords = filler.ofOneSyllable();
        fillerPhrases = filler.ofMore();
        others = new PhraseList(syllables, language.phrases("others"));
        language.synonyms()
                .forEach((word, said) -> synonyms.put(Folded.tokens(syllables, word), new PhraseList(syllables, said)));
        ages = language.ages();
        addresses = language.addresses();
        knowledge.guides().stream()
                .filter(guide -> !guide.phrasings().isEmpty())
                .forEach(guide -> titlePairs.addAll(Folded.tokens(pairs, guide.title())));
    }

    private static Speller speller(Knowledge knowledge, Analyzer syllables) {
        Language language = knowledge.language();
        var orthography = new Orthography(language.spelling());
        var bigrams = new Bigrams();
        Set<String> vocabulary = new HashSet<>();
        for (Guide guide : knowledge.guides()) {
            Stream.of(List.of(guide.title()), guide.phrasings(), guide.forms())
                    .flatMap(List::stream)
                    .forEach(text -> {
                        List<String> tokens = Folded.tokens(syllables, text);
                        bigrams.learn(tokens);
                        vocabulary.addAll(tokens);
                    });
        }
        Stream.of(language.offTopic().idle(), language.offTopic().matters())
                .flatMap(List::stream)
                .forEach(text -> bigrams.learn(Folded.tokens(syllables, text)));
        Map<String, List<List<String>>> abbreviations = new HashMap<>();
        language.abbreviations()
                .forEach((typed, meanings) -> abbreviations.put(
                        typed,
                        meanings.stream()
                                .map(meaning -> Folded.tokens(syllables, meaning))
                                .toList()));
        return new Speller(orthography, bigrams, abbreviations, vocabulary);
    }

    /** What somebody typed, as it was meant. */
    Reading read(String text) {
        String normal = normal(text);
        return read(normal, speller.spell(typed(normal)));
    }

    /** A phrasing of a guide: it is spelled well, and the speller learnt from it. */
    Reading readWritten(String text) {
        String normal = normal(text);
        return read(normal, new Spelled(speller.writtenOut(typed(normal)), List.of(), 0));
    }

    /** Numbers of persons tell no matter, and explanations show what was read. */
    private static String normal(String text) {
        String masked = Masking.mask(Normalizer.normalize(text, Normalizer.Form.NFC));
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) : masked;
    }

    private Reading read(String normal, Spelled spelled) {
        List<String> tokens = withSynonyms(
                spelled.tokens().subList(0, Math.min(spelled.tokens().size(), MOST_TOKENS)));
        BitSet aboutFacet = new BitSet();
        facets.forEach(phrases -> phrases.mark(tokens, aboutFacet));
        BitSet isTalk = new BitSet();
        Set<Talk> said = EnumSet.noneOf(Talk.class);
        talk.forEach((kind, phrases) -> {
            if (phrases.mark(tokens, BESIDE.contains(kind) ? new BitSet() : isTalk)) {
                said.add(kind);
            }
        });
        said.addAll(marked.in(normal, tokens));
        BitSet isFiller = new BitSet();
        fillerWords.mark(tokens, isFiller);
        keepTitleWords(tokens, isFiller);
        fillerPhrases.mark(tokens, isFiller);
        BitSet isContent = new BitSet();
        isContent.set(0, tokens.size());
        isContent.andNot(aboutFacet);
        isContent.andNot(isTalk);
        isContent.andNot(isFiller);
        return new Reading(tokens, spelled.replaced(), spelled.unknown(), aboutFacet, isContent, said);
    }

    private List<String> withSynonyms(List<String> tokens) {
        List<String> all = new ArrayList<>(tokens);
        synonyms.forEach((word, said) -> {
            if (said.isIn(tokens)) {
                all.addAll(word);
            }
        });
        for (int i = 1; i < tokens.size(); i++) {
            if (isAge(tokens, i)) {
                all.add("tuoi" + lastAge(Integer.parseInt(tokens.get(i - 1))));
            }
        }
        return all;
    }

    private static boolean isAge(List<String> tokens, int at) {
        String word = tokens.get(at);
        return (word.equals("tuoi") || word.equals("t")) && tokens.get(at - 1).matches("\\d{1,3}");
    }

    /** The last age at which other rules began. */
    private int lastAge(int years) {
        return ages.stream().filter(age -> age <= years).reduce(0, Math::max);
    }

    /** Phrases in a text that name some procedure. */
    List<List<String>> named(List<String> tokens) {
        return others.in(tokens);
    }

    /** What to call a resident who named themselves, or null. */
    @Nullable
    String address(String text) {
        String said = " "
                + Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}]+", " ")
                + " ";
        return addresses.entrySet().stream()
                .filter(address -> address.getValue().stream().anyMatch(phrase -> said.contains(" " + phrase + " ")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Words as typed beside the same without marks. */
    private List<Typed> typed(String normal) {
        return Folded.words(syllables, normal).stream()
                .limit(MOST_TOKENS)
                .map(word ->
                        new Typed(normal.substring(word.start(), word.end()).toLowerCase(Locale.ROOT), word.folded()))
                .toList();
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
}
