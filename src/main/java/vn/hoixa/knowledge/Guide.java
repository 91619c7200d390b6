package vn.hoixa.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our text about one matter, put together from its layers.
 *
 * @param code national code of the procedure, or a name of our own where there is none
 * @param kind what it is about
 * @param commune id of the commune that alone has it, or null where all have it
 * @param title short everyday name
 * @param field lĩnh vực
 * @param handler post of the officer who treats it; of what is decided elsewhere, who decides
 * @param counter who takes the papers
 * @param aboutDeath whether it is needed because somebody died
 * @param phrasings how residents ask for it
 * @param forms names of the forms to fill in
 * @param twins the procedures it is taken for, where this guide tells them apart
 * @param summary one or two sentences: what it is for, who asks for it; empty where there is no text yet
 * @param facets plain text by facet, as it may be quoted; what the guide does not tell is absent
 * @param withheld texts that are kept back until a person looks, because the official fact changed
 * @param source address of the official page, empty where there is none
 * @param review who or what stands behind the text
 * @param reviews the same for single facets that come from another layer
 * @param validFrom first day on which it may be quoted
 * @param validUntil last day, where it is known
 * @param fingerprint changes with every word that may be read and with the record: a review holds for what was read
 */
public record Guide(
        String code,
        Kind kind,
        @Nullable String commune,
        String title,
        String field,
        String handler,
        Counter counter,
        boolean aboutDeath,
        List<String> phrasings,
        List<String> forms,
        @Nullable Twins twins,
        String summary,
        Map<Facet, String> facets,
        Map<Facet, String> withheld,
        String source,
        @Nullable Review review,
        Map<Facet, Review> reviews,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String fingerprint) {

    public Guide {
        phrasings = List.copyOf(phrasings);
        forms = List.copyOf(forms);
        facets = inOrder(facets);
        withheld = inOrder(withheld);
        reviews = Map.copyOf(reviews);
    }

    private static Map<Facet, String> inOrder(Map<Facet, String> facets) {
        Map<Facet, String> ordered = new EnumMap<>(Facet.class);
        ordered.putAll(facets);
        return Collections.unmodifiableMap(ordered);
    }

    /** Whether there is a text at all; a procedure without one is recognised and handed over. */
    public boolean isWritten() {
        return !summary.isEmpty() || !facets.isEmpty();
    }

    /** Nothing is quoted that nobody reviewed or whose time is over. */
    public boolean isQuotable(LocalDate today) {
        return isWritten()
                && review != null
                && !today.isBefore(validFrom)
                && (validUntil == null || !today.isAfter(validUntil));
    }

    /** Who or what stands behind one facet; only for what {@link #isQuotable}. */
    public Review review(Facet facet) {
        Review own = reviews.get(facet);
        return own != null ? own : java.util.Objects.requireNonNull(review);
    }

    /** The same text with a person behind all of it; what was kept back is so no longer. */
    Guide reviewedBy(Review person) {
        Map<Facet, String> all = new EnumMap<>(Facet.class);
        all.putAll(withheld);
        all.putAll(facets);
        return with(summary, all, Map.of(), person, Map.of(), fingerprint);
    }

    /** The same text that is not to be quoted: somebody found a mistake in it. */
    Guide refused() {
        return with(summary, facets, withheld, null, Map.of(), fingerprint);
    }

    /** The same guide with these texts of one commune. */
    Guide filled(String ownSummary, Map<Facet, String> ownFacets) {
        String print = fingerprint(fingerprint, ownSummary, inOrder(ownFacets));
        return with(ownSummary, ownFacets, withheld, review, reviews, print);
    }

    /** The same guide, which residents ask for in these words, too. */
    Guide askedAlso(List<String> heard) {
        List<String> all = new ArrayList<>(phrasings);
        Set<String> folded = new HashSet<>(phrasings.stream().map(Folding::fold).toList());
        heard.stream().filter(phrasing -> folded.add(Folding.fold(phrasing))).forEach(all::add);
        return all.size() == phrasings.size()
                ? this
                : with(all, summary, facets, withheld, review, reviews, fingerprint);
    }

    /** A short hash of all that is told it. */
    static String fingerprint(@Nullable Object... parts) {
        try {
            byte[] all = java.util.Arrays.toString(parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Guide with(
            String newSummary,
            Map<Facet, String> texts,
            Map<Facet, String> keptBack,
            @Nullable Review behind,
            Map<Facet, Review> behindFacets,
            String print) {
        return with(phrasings, newSummary, texts, keptBack, behind, behindFacets, print);
    }

    private Guide with(
            List<String> asked,
            String newSummary,
            Map<Facet, String> texts,
            Map<Facet, String> keptBack,
            @Nullable Review behind,
            Map<Facet, Review> behindFacets,
            String print) {
        return new Guide(
                code,
                kind,
                commune,
                title,
                field,
                handler,
                counter,
                aboutDeath,
                asked,
                forms,
                twins,
                newSummary,
                texts,
                keptBack,
                source,
                behind,
                behindFacets,
                validFrom,
                validUntil,
                print);
    }

    /**
     * What the text was compared with, or who read it.
     *
     * @param by what kind of voucher
     * @param who code of the record, name and post, host of the page; empty where the kind says it all
     * @param on day of the record's snapshot or of the review
     */
    public record Review(By by, String who, LocalDate on) {}

    /** What can stand behind a text. */
    public enum By {
        /** It was compared with the record of the national portal. */
        RECORD,
        /** A named person read it. */
        PERSON,
        /** It was written from the laws it names. */
        LAW,
        /** It was compared with an official page. */
        PAGE,
        /** It is what the commune says of itself. */
        COMMUNE
    }
}
