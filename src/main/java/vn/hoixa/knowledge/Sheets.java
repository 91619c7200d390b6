package vn.hoixa.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that is said about one matter, the weakest layer first.
 *
 * @param sheets of one code
 * @param record the imported record, or null
 * @param changed facets of which the official fact is not what the guide was compared with
 */
record Sheets(List<Sheet> sheets, @Nullable ImportedRecord record, Set<Facet> changed) {
    Sheets {
        sheets = List.copyOf(sheets);
        changed = Set.copyOf(changed);
    }

    /** The guide that is left when each part is taken from the strongest layer that has it. */
    Guide guide() {
        Sheet strongest = sheets.getLast();
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        Map<Facet, String> withheld = new EnumMap<>(Facet.class);
        Map<Facet, Guide.Review> reviews = new EnumMap<>(Facet.class);
        Kind kind = or(Sheet::kind, Kind.PROCEDURE);
        Guide.Review review = orOwn(reviewOfSummary(), kind);
        for (Facet facet : Facet.values()) {
            Sheet from = origin(facet);
            if (from == null) {
                continue;
            }
            String text = java.util.Objects.requireNonNull(from.facets().get(facet));
            if (isKeptBack(from, facet)) {
                withheld.put(facet, text);
                continue;
            }
            facets.put(facet, text);
            if (from.review() != null && !from.review().equals(review)) {
                reviews.put(facet, from.review());
            }
        }
        boolean isHeld = record != null && record.isHeld() && sheets.size() == 1;
        return new Guide(
                strongest.code(),
                kind,
                sheets.getFirst().commune(),
                or(Sheet::title, ""),
                or(Sheet::field, ""),
                or(Sheet::handler, ""),
                or(Sheet::counter, Counter.COMMUNE),
                sheets.stream().anyMatch(Sheet::aboutDeath),
                lists(Sheet::phrasings),
                lists(Sheet::forms),
                strongest(Sheet::twins),
                or(Sheet::summary, ""),
                facets,
                withheld,
                or(Sheet::source, ""),
                isHeld ? null : review,
                reviews,
                or(Sheet::validFrom, LocalDate.MIN),
                strongest(Sheet::validUntil),
                fingerprint(facets, withheld));
    }

    private boolean isKeptBack(Sheet from, Facet facet) {
        return switch (from.layer()) {
            case RECORD -> record != null && record.isHeld();
            case BANK -> changed.contains(facet);
            case PROVINCE, COMMUNE -> false;
        };
    }

    /** The strongest sheet that tells of the facet, or null. */
    @Nullable
    Sheet origin(Facet facet) {
        return sheets.reversed().stream()
                .filter(sheet -> sheet.facets().containsKey(facet))
                .findFirst()
                .orElse(null);
    }

    /** A review of one overriding line does not vouch for the rest. */
    private Guide.@Nullable Review reviewOfSummary() {
        return sheets.reversed().stream()
                .filter(sheet -> sheet.summary() != null)
                .findFirst()
                .map(Sheet::review)
                .orElseGet(() -> strongest(Sheet::review));
    }

    private static Guide.@Nullable Review orOwn(Guide.@Nullable Review review, Kind kind) {
        return review == null && kind == Kind.COMMUNE
                ? new Guide.Review(Guide.By.COMMUNE, "", LocalDate.EPOCH)
                : review;
    }

    private <T> T or(Function<Sheet, @Nullable T> part, T otherwise) {
        T found = strongest(part);
        return found == null ? otherwise : found;
    }

    private <T> @Nullable T strongest(Function<Sheet, @Nullable T> part) {
        for (Sheet sheet : sheets.reversed()) {
            T found = part.apply(sheet);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private List<String> lists(Function<Sheet, List<String>> part) {
        return sheets.reversed().stream()
                .map(part)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private String fingerprint(Map<Facet, String> facets, Map<Facet, String> withheld) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String all = or(Sheet::title, "")
                    + '\n'
                    + or(Sheet::summary, "")
                    + '\n'
                    + facets
                    + '\n'
                    + withheld
                    + '\n'
                    + strongest(Sheet::validUntil)
                    + '\n'
                    + (record == null ? "" : record.prints());
            return HexFormat.of().formatHex(sha.digest(all.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
