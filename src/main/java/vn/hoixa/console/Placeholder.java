package vn.hoixa.console;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a canned reply leaves open, written in braces, as in the file of texts. */
enum Placeholder {
    NAME,
    CASE,
    DEADLINE,
    OFFICER,
    POST,
    COMMUNE,
    PHONE,
    HOURS;

    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)}");

    /** The end of a message's key. */
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What stands in braces and is none of those. */
    static List<String> unknown(String text, Map<Placeholder, String> words) {
        return IN_BRACES
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(found -> Stream.of(values()).noneMatch(one -> found.equals("{" + words.get(one) + "}")))
                .toList();
    }

    /** One pass, so that what is filled in is not itself filled. */
    static String fill(String text, Map<Placeholder, String> words, Map<Placeholder, String> values) {
        return IN_BRACES
                .matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(words.entrySet().stream()
                        .filter(word -> found.group(1).equals(word.getValue()))
                        .map(word -> values.getOrDefault(word.getKey(), ""))
                        .findFirst()
                        .orElse(found.group())));
    }
}
