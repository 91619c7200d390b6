package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one file says about one matter; what it leaves out is taken from the layer below.
 *
 * @param layer where it stands
 * @param file path below {@code knowledge-base}
 * @param commune id of the commune whose file it is, or null
 */
record Sheet(
        Layer layer,
        String file,
        @Nullable String commune,
        String code,
        @Nullable Kind kind,
        @Nullable String title,
        @Nullable String field,
        @Nullable String handler,
        @Nullable Counter counter,
        boolean aboutDeath,
        List<String> phrasings,
        List<String> forms,
        @Nullable Twins twins,
        @Nullable String summary,
        Map<Facet, String> facets,
        @Nullable String source,
        Guide.@Nullable Review review,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    Sheet {
        phrasings = List.copyOf(phrasings);
        forms = List.copyOf(forms);
        facets = Map.copyOf(facets);
    }

    /** Parts by the name under which they are shown, in the order of a guide. */
    Map<String, String> parts(Language language) {
        Map<String, String> parts = new java.util.LinkedHashMap<>();
        put(parts, "title", title);
        put(parts, "field", field);
        put(parts, "handler", handler);
        put(parts, "counter", counter == null ? null : counter.key());
        put(parts, "phrasings", phrasings.isEmpty() ? null : String.join("\n", phrasings));
        put(parts, "forms", forms.isEmpty() ? null : String.join("\n", forms));
        put(parts, "summary", summary);
        new EnumMap<Facet, String>(facets)
                .forEach((facet, text) -> put(parts, language.of(facet).heading(), text));
        put(parts, "source", source);
        put(parts, "valid-from", validFrom == null ? null : validFrom.toString());
        put(parts, "valid-until", validUntil == null ? null : validUntil.toString());
        return parts;
    }

    private static void put(Map<String, String> parts, String name, @Nullable String text) {
        if (text != null) {
            parts.put(name, text);
        }
    }
}
