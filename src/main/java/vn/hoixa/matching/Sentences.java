package vn.hoixa.matching;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoixa.knowledge.Folding;

/** Cuts a turn into sentences that may be questions of their own. */
final class Sentences {
    /** More in one turn is a story. */
    private static final int MOST = 4;

    private static final int SHORTEST = 6;

    private final Pattern between;

    /** @param joins what people say before a further question, such as "besides" */
    Sentences(List<String> joins) {
        String words = joins.stream()
                .flatMap(join -> Stream.of(join, Folding.fold(join)))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        between = Pattern.compile(
                "[\\n?;!]+|\\.+(?=\\s)" + (words.isEmpty() ? "" : "|[,\\s]+(?=(?:" + words + ")\\s)"),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    List<String> of(String text) {
        List<String> sentences = between.splitAsStream(text)
                .map(String::strip)
                .filter(sentence -> sentence.length() >= SHORTEST)
                .toList();
        return sentences.size() > MOST ? List.of() : sentences;
    }
}
