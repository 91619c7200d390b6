package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;

/** Finds fixed phrases, whole syllables only, the longest first. */
final class PhraseList {
    private final List<List<String>> phrases;

    PhraseList(Analyzer syllables, List<String> phrases) {
        this.phrases = phrases.stream()
                .map(phrase -> Folded.tokens(syllables, phrase))
                .filter(tokens -> !tokens.isEmpty())
                .sorted(Comparator.comparingInt((List<String> tokens) -> tokens.size())
                        .reversed())
                .toList();
    }

    private PhraseList(List<List<String>> phrases) {
        this.phrases = phrases;
    }

    PhraseList ofOneSyllable() {
        return new PhraseList(
                phrases.stream().filter(phrase -> phrase.size() == 1).toList());
    }

    PhraseList ofMore() {
        return new PhraseList(
                phrases.stream().filter(phrase -> phrase.size() > 1).toList());
    }

    /** Marks every syllable that belongs to one of the phrases; true if there was any. */
    boolean mark(List<String> tokens, BitSet marked) {
        boolean found = false;
        for (List<String> phrase : phrases) {
            for (int at : occurrences(tokens, phrase)) {
                marked.set(at, at + phrase.size());
                found = true;
            }
        }
        return found;
    }

    boolean isIn(List<String> tokens) {
        return phrases.stream().anyMatch(phrase -> Collections.indexOfSubList(tokens, phrase) >= 0);
    }

    /** The phrases that are said. */
    List<List<String>> in(List<String> tokens) {
        return phrases.stream()
                .filter(phrase -> !occurrences(tokens, phrase).isEmpty())
                .toList();
    }

    private static List<Integer> occurrences(List<String> tokens, List<String> phrase) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + phrase.size() <= tokens.size(); at++) {
            if (tokens.subList(at, at + phrase.size()).equals(phrase)) {
                found.add(at);
            }
        }
        return found;
    }
}
