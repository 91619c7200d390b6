package vn.hoixa.attachment;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Links;

/**
 * A QR code in a picture that tells us something. Every other is none of our business, and not kept: that of an identity
 * card holds all that is printed on it.
 */
public sealed interface Scan {
    /**
     * One of our own posters.
     *
     * @param guide code of the procedure that it is for; null where it is for a whole field
     */
    record Poster(@Nullable String guide) implements Scan {}

    /** The number on the slip of a dossier. */
    record Dossier(String number) implements Scan {}

    /** Reads what a code says; null where it is nothing of ours. */
    static @Nullable Scan of(String text, Links links) {
        if (links.site() != null && isOnSite(text, links.site())) {
            Matcher guide = Codes.GUIDE.matcher(text);
            return new Poster(guide.find() ? guide.group(1) : null);
        }
        Matcher dossier = Codes.DOSSIER.matcher(text);
        return dossier.find() ? new Dossier(dossier.group()) : null;
    }

    private static boolean isOnSite(String text, URI site) {
        try {
            URI address = URI.create(text);
            return site.getHost().equalsIgnoreCase(address.getHost())
                    && String.valueOf(address.getPath()).startsWith("/thu-tuc");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** How they are written. */
    final class Codes {
        private static final Pattern GUIDE = Pattern.compile("/thu-tuc/([A-Za-z0-9.-]{1,80})(?:\\?|$)");

        /**
         * Body, day and number, as in 000.00.13.H29-260104-0010.
         *
         * <p>Source: circular 01/2018/TT-VPCP on the one-stop mechanism.
         */
        private static final Pattern DOSSIER =
                Pattern.compile("\\b[0-9A-Z]{2,4}(?:\\.[0-9A-Z]{1,4}){0,4}-\\d{6}-\\d{3,6}\\b");

        private Codes() {}
    }
}
