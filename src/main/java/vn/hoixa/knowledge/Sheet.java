package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        put(parts, "kind", kind == null ? null : kind.key());
        put(parts, "title", title);
        put(parts, "field", field);
        put(parts, "handler", handler);
        put(parts, "counter", counter == null ? null : counter.key());
        put(parts, "about", aboutDeath ? "death" : null);
        put(parts, "phrasings", phrasings.isEmpty() ? null : String.join("\n", phrasings));
        put(parts, "forms", forms.isEmpty() ? null : String.join("\n", forms));
        put(parts, "twins", twins == null ? null : lines(twins));
        put(parts, "summary", summary);
        for (Facet facet : Facet.values()) {
            put(parts, language.of(facet).heading(), facets.get(facet));
        }
        put(parts, "source", source);
        put(parts, "valid-from", validFrom == null ? null : validFrom.toString());
        put(parts, "valid-until", validUntil == null ? null : validUntil.toString());
        // Each layer has its own; the stronger does not take the place of the weaker.
        put(parts, "review of the " + layer.key(), review == null ? null : line(review));
        return parts;
    }

    private static String lines(Twins twins) {
        return Stream.concat(
                        Stream.of(twins.question()),
                        twins.choices().stream().map(choice -> choice.code() + " " + choice.text()))
                .collect(Collectors.joining("\n"));
    }

    private static String line(Guide.Review review) {
        return (review.by().name().toLowerCase(Locale.ROOT) + " " + review.who()).strip() + ", " + review.on();
    }

    private static void put(Map<String, String> parts, String name, @Nullable String text) {
        if (text != null) {
            parts.put(name, text);
        }
    }
}
