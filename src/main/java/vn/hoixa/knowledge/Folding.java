package vn.hoixa.knowledge;

import java.text.Normalizer;
import java.util.Locale;

/** Texts without marks and capitals, for finding those that a resident would type alike. */
public final class Folding {
    private Folding() {}

    /** Lower case, no marks, words with one blank between them. */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace('\u0111', 'd')
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\d]+", " ")
                .strip();
    }
}
