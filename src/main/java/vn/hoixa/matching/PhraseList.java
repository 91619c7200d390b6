package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;

/** Finds fixed phrases, whole syllables only. */
final class PhraseList {
    private final Map<String, List<List<String>>> byFirst;

    PhraseList(Analyzer syllables, List<String> phrases) {
        this(phrases.stream()
                .map(phrase -> Folded.tokens(syllables, phrase))
                .filter(tokens -> !tokens.isEmpty())
                .toList());
    }

    private PhraseList(List<List<String>> phrases) {
        byFirst = phrases.stream().distinct().collect(Collectors.groupingBy(List::getFirst));
    }

    PhraseList ofOneSyllable() {
        return new PhraseList(
                phrases().stream().filter(phrase -> phrase.size() == 1).toList());
    }

    PhraseList ofMore() {
        return new PhraseList(
                phrases().stream().filter(phrase -> phrase.size() > 1).toList());
    }

    /** Marks every syllable that belongs to one of the phrases; true if there was any. */
    boolean mark(List<String> tokens, BitSet marked) {
        BitSet found = new BitSet();
        find(tokens, (phrase, at) -> found.set(at, at + phrase.size()));
        marked.or(found);
        return !found.isEmpty();
    }

    boolean isIn(List<String> tokens) {
        return !in(tokens).isEmpty();
    }

    /** The phrases that are said. */
    List<List<String>> in(List<String> tokens) {
        List<List<String>> said = new ArrayList<>();
        find(tokens, (phrase, at) -> {
            if (!said.contains(phrase)) {
                said.add(phrase);
            }
        });
        return said;
    }

    private void find(List<String> tokens, ObjIntConsumer<List<String>> each) {
        for (int at = 0; at < tokens.size(); at++) {
            for (List<String> phrase : byFirst.getOrDefault(tokens.get(at), List.of())) {
                int end = at + phrase.size();
                if (end <= tokens.size() && tokens.subList(at, end).equals(phrase)) {
                    each.accept(phrase, at);
                }
            }
        }
    }

    private List<List<String>> phrases() {
        return byFirst.values().stream().flatMap(List::stream).toList();
    }
}
