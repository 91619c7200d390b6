package vn.hoixa.knowledge;

import java.text.Normalizer;
import java.util.Locale;

/** Texts without marks and capitals, for finding those that a resident would type alike. */
final class Folding {
    private Folding() {}

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace('\u0111', 'd')
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\d]+", " ")
                .strip();
    }
}
