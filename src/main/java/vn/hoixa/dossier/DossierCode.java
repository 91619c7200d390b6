package vn.hoixa.dossier;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code on a slip, as in 000.00.12.H36-251122-0001: office, day and number.
 *
 * <p>Source: circular 01/2018/TT-VPCP on the one-stop mechanism.
 *
 * @param shown as residents read it
 */
public record DossierCode(String shown) {
    private static final String GAP = "\\s*[.,\\-_/\\s]\\s*";

    /** Digits, an O for a zero among them, or a letter or more before digits: no word of a sentence looks so. */
    private static final String PART = "(?:[0-9O]{1,4}|[A-Z]{1,3}\\d[0-9O]{0,3})";

    /** The first part has more than one sign, else the "o" of "o 000.00" would be one. */
    private static final Pattern CODE = Pattern.compile("(?<![\\p{L}\\d])(?=[0-9A-Z]{2})(" + PART + "(?:" + GAP + PART
            + "){0,4})" + GAP + "([0-9O]{6})" + GAP + "([0-9O]{3,6})(?![\\p{L}\\d])");

    /** What software of another kind gives out: at least some digits, and nothing that is no code. */
    private static final Pattern OTHER = Pattern.compile("(?=(?:.*\\d){3})[0-9A-Z][0-9A-Z.\\-_/]{3,59}");

    private static final Pattern DASHES = Pattern.compile("\\p{Pd}");

    /** Every code in what a resident wrote, as often as it is there once. */
    public static List<DossierCode> in(String text) {
        return CODE.matcher(plain(text))
                .results()
                .map(DossierCode::written)
                .distinct()
                .toList();
    }

    /** The code that a cell of a list, or a picture, holds; null where it holds none. */
    public static @Nullable DossierCode of(String cell) {
        List<DossierCode> codes = in(cell);
        if (codes.size() == 1) {
            return codes.getFirst();
        }
        // Some export a code as ="…", so that no spreadsheet takes it for a number.
        String bare = plain(cell).replaceAll("^[='\"\\s]+|[\"'\\s]+$", "");
        return OTHER.matcher(bare).matches() ? new DossierCode(bare) : null;
    }

    /** The same for everybody who means the same code: without dots and dashes, and with every O a zero. */
    String key() {
        return shown.replaceAll("[^0-9A-Z]", "").replace('O', '0');
    }

    private static DossierCode written(MatchResult found) {
        String office = found.group(1).replaceAll(GAP, ".");
        return new DossierCode((office + "-" + found.group(2) + "-" + found.group(3)).replace('O', '0'));
    }

    /** Full-width signs, long dashes and small letters are what keyboards make of it. */
    private static String plain(String text) {
        return DASHES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT))
                .replaceAll("-");
    }
}
