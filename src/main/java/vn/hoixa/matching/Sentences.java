package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.hoixa.knowledge.Folding;

/** Cuts a turn into what may be questions of their own. */
final class Sentences {
    /** More in one turn is a story. */
    private static final int MOST = 4;

    private static final int LAST_OF_ASCII = 127;

    private final Pattern marked;
    private final Pattern folded;

    /** @param joins what people say before a further question, such as "besides" */
    Sentences(List<String> joins) {
        marked = between(joins);
        folded = between(joins.stream().map(Folding::fold).toList());
    }

    private static Pattern between(List<String> joins) {
        String words = joins.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                "[\\n?;!,+/]+|\\.+(?=\\s)" + (words.isEmpty() ? "" : "|(?<=\\s)(?=(?:" + words + ")\\s)"),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * People tell first and ask then: a question goes from the end of the one before to where something is asked.
     *
     * @param asks whether something is asked in a clause
     * @return the questions in their order, with all that stands around them; empty where there are not two
     */
    List<String> of(String text, Predicate<String> asks) {
        List<String> questions = new ArrayList<>();
        int start = 0;
        int from = 0;
        // Among marks "con" is a child; without them it may as well go on to something else.
        boolean hasMarks = text.codePoints().anyMatch(letter -> letter > LAST_OF_ASCII && Character.isLetter(letter));
        Matcher boundary = (hasMarks ? marked : folded).matcher(text);
        while (from < text.length()) {
            int to = boundary.find() ? boundary.end() : text.length();
            if (asks.test(text.substring(from, to))) {
                questions.add(text.substring(start, to));
                start = to;
            }
            from = to;
        }
        if (start < text.length() && !questions.isEmpty()) {
            questions.add(questions.removeLast() + text.substring(start));
        }
        return questions.size() < 2 || questions.size() > MOST ? List.of() : questions;
    }
}
