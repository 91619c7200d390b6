package vn.hoixa.outbox;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into what Zalo takes as one message, at the ends of sentences. */
public final class Pages {
    /** Zalo counts characters of composed text; decomposed Vietnamese is longer. */
    public static final int LONGEST = 2_000;

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

    /** The last end of a sentence that fits, else of a word, else of a character. */
    private static int cut(String text) {
        for (BreakIterator ends : List.of(
                BreakIterator.getSentenceInstance(Locale.ROOT),
                BreakIterator.getLineInstance(Locale.ROOT),
                BreakIterator.getCharacterInstance(Locale.ROOT))) {
            ends.setText(text);
            int end = ends.isBoundary(LONGEST) ? LONGEST : ends.preceding(LONGEST);
            if (end > 0) {
                return end;
            }
        }
        return LONGEST;
    }
}
