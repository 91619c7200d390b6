package vn.hoixa.site;

import java.text.Normalizer;
import java.util.Locale;

/** A name as a part of an address: small letters without marks, with hyphens for the rest. */
final class Slug {
    private Slug() {}

    static String of(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replace('\u0111', 'd')
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
