package vn.hoixa.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.search.SearchTexts;

/** The part of a text in which the words that were looked for stand, with these marked. */
record Excerpt(List<Part> parts) {
    private static final int BEFORE = 60;
    private static final int LONGEST = 200;

    /** As {@link Folding} parts words. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\d]+");

    record Part(String text, boolean isHit) {}

    /** @param masked a text that may be read in lists */
    static Excerpt of(String masked, String typed) {
        Set<String> wanted = new HashSet<>(SearchTexts.wordsOf(typed));
        List<MatchResult> hits = WORD.matcher(masked)
                .results()
                .filter(word -> wanted.contains(Folding.fold(word.group())))
                .toList();
        int start = hits.isEmpty() ? 0 : wordBefore(masked, hits.getFirst().start() - BEFORE);
        int end = wordAfter(masked, start + LONGEST);
        List<Part> parts = new ArrayList<>();
        int at = start;
        for (MatchResult hit : hits) {
            if (hit.end() <= end) {
                add(parts, (at == start && start > 0 ? "… " : "") + masked.substring(at, hit.start()), false);
                add(parts, hit.group(), true);
                at = hit.end();
            }
        }
        add(parts, masked.substring(at, end) + (end < masked.length() ? " …" : ""), false);
        return new Excerpt(parts);
    }

    private static void add(List<Part> parts, String text, boolean isHit) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, isHit));
        }
    }

    private static int wordBefore(String text, int at) {
        return at <= 0 ? 0 : text.lastIndexOf(' ', at) + 1;
    }

    private static int wordAfter(String text, int at) {
        int blank = at >= text.length() ? -1 : text.indexOf(' ', at);
        return blank < 0 || blank > at + BEFORE ? Math.min(text.length(), at + BEFORE) : blank;
    }
}
