package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
            Guide.Review own = orOwn(from.review(), kind);
            if (isKeptBack(from, facet) || !isVouchedFor(review, own, kind)) {
                withheld.put(facet, text);
                continue;
            }
            facets.put(facet, text);
            if (own != null && !own.equals(review)) {
                reviews.put(facet, own);
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
                phrasings(),
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
            case PROVINCE, COMMUNE, CONSOLE -> false;
        };
    }

    /** Nobody stands behind a line without a review only because another layer has one. */
    private static boolean isVouchedFor(Guide.@Nullable Review review, Guide.@Nullable Review own, Kind kind) {
        return review == null || own != null || kind == Kind.ELSEWHERE;
    }

    /** The strongest sheet that tells of the facet, or null. */
    @Nullable
    Sheet origin(Facet facet) {
        return sheets.reversed().stream()
                .filter(sheet -> sheet.facets().containsKey(facet))
                .findFirst()
                .orElse(null);
    }

    /** A review of one overriding line does not vouch for the rest; without a summary the weakest layer does. */
    private Guide.@Nullable Review reviewOfSummary() {
        for (Sheet sheet : sheets.reversed()) {
            if (sheet.summary() != null) {
                return sheet.review();
            }
        }
        return sheets.stream()
                .map(Sheet::review)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
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

    /** What editors heard does not take the place of how it was asked before. */
    private List<String> phrasings() {
        List<String> before = lists(sheet -> sheet.layer() == Layer.CONSOLE ? List.of() : sheet.phrasings());
        List<String> heard = lists(sheet -> sheet.layer() == Layer.CONSOLE ? sheet.phrasings() : List.of());
        return Stream.concat(before.stream(), heard.stream()).distinct().toList();
    }

    private String fingerprint(Map<Facet, String> facets, Map<Facet, String> withheld) {
        return Guide.fingerprint(
                or(Sheet::title, ""),
                or(Sheet::summary, ""),
                facets,
                withheld,
                strongest(Sheet::validUntil),
                record == null ? "" : record.prints());
    }
}
