package vn.hoixa.outbox;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts a text into what Zalo takes as one message, at the ends of sentences. */
public final class Pages {
    /** Zalo counts characters of composed text; decomposed Vietnamese is longer. */
    public static final int LONGEST = 2_000;

    /** "2." before an item of a list and "TP." before a name end no sentence. */
    private static final Pattern NO_END = Pattern.compile("(^|\\s)(\\d+|\\p{Lu}{1,2})[.)]\\s*$");

    private Pages() {}

    /** Pieces in NFC, none longer than {@link #LONGEST}, none empty. */
    public static List<String> of(String text) {
        String rest = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        List<String> pages = new ArrayList<>();
        while (rest.length() > LONGEST) {
            int cut = cut(rest);
            pages.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            pages.add(rest);
        }
        return pages;
    }

    /** The last end of a line or sentence that fits, else of a word, else of a character. */
    private static int cut(String text) {
        int sentence = Math.max(text.lastIndexOf('\n', LONGEST), sentenceEnd(text));
        if (sentence > 0) {
            return sentence;
        }
        for (BreakIterator ends :
                List.of(BreakIterator.getLineInstance(Locale.ROOT), BreakIterator.getCharacterInstance(Locale.ROOT))) {
            int end = last(ends, text);
            if (end > 0) {
                return end;
            }
        }
        return Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
    }

    private static int sentenceEnd(String text) {
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        int end = last(ends, text);
        while (end > 0 && NO_END.matcher(text).region(0, end).find()) {
            end = ends.previous();
        }
        return end;
    }

    private static int last(BreakIterator ends, String text) {
        ends.setText(text);
        return ends.isBoundary(LONGEST) ? LONGEST : ends.preceding(LONGEST);
    }
}
