package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one layer says of a matter, part by part, as somebody reads and types it in a form.
 *
 * @param layer where it stands
 * @param parts plain text by {@link #PARTS}; several phrasings stand on lines of their own. What is absent the layer
 *     does not tell
 */
public record Wording(Layer layer, Map<String, String> parts) {
    public static final String PHRASINGS = "phrasings";

    /** What the matter is called, what of it is asked, and how: each the name of a part. */
    public static final List<String> PARTS = Stream.of(
                    Stream.of("title", "field", "handler", "summary"),
                    Stream.of(Facet.values()).map(Facet::key),
                    Stream.of(PHRASINGS, "valid-until"))
            .flatMap(part -> part)
            .toList();

    /** Parts that are one line in a file. */
    private static final Set<String> LINES = Set.of("title", "field", "handler", "valid-until");

    /** Facets whose first line is usually told before the headings, where it is checked for units. */
    private static final Set<String> FIRST_LINES = Set.of("time", "fee", "place");

    private static final Pattern REVIEW = Pattern.compile("(?m)^review: .*$");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Wording {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String part : PARTS) {
            String text = parts.get(part);
            if (text != null && !text.isBlank()) {
                ordered.put(part, text.strip());
            }
        }
        parts = Collections.unmodifiableMap(ordered);
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    static Wording of(Sheet sheet) {
        Map<String, String> parts = new LinkedHashMap<>();
        put(parts, "title", sheet.title());
        put(parts, "field", sheet.field());
        put(parts, "handler", sheet.handler());
        put(parts, "summary", sheet.summary());
        sheet.facets().forEach((facet, text) -> parts.put(facet.key(), text));
        put(parts, PHRASINGS, String.join("\n", sheet.phrasings()));
        put(
                parts,
                "valid-until",
                sheet.validUntil() == null ? null : sheet.validUntil().toString());
        return new Wording(sheet.layer(), parts);
    }

    /** Reads back what {@link #file} wrote. */
    public static Wording read(String file, Language language, LocalDate today) {
        Sheet sheet = new SheetReader(language, today, new Problems()).read(Layer.CONSOLE, null, "", file, Set.of());
        return sheet == null ? new Wording(Layer.CONSOLE, Map.of()) : of(sheet);
    }

    /**
     * A wording as a file of the knowledge base.
     *
     * @param text of the file
     * @param lines which part begins on which line, the first of which is 1
     */
    public record File(String text, Map<Integer, String> lines) {
        /** The part that a problem with the file is about, or null where it is about the whole. */
        public @Nullable String part(Problem problem, Language language) {
            for (Object value : problem.values()) {
                String named = named(String.valueOf(value), language);
                if (named != null && !problem.key().startsWith("phrasing")) {
                    return named;
                }
            }
            Map.Entry<Integer, String> entry = new TreeMap<>(lines).floorEntry(problem.line());
            return entry == null || entry.getValue().isEmpty() ? null : entry.getValue();
        }

        private static @Nullable String named(String value, Language language) {
            if (PARTS.contains(value)) {
                return value;
            }
            return language.facets().entrySet().stream()
                    .filter(facet -> facet.getValue().heading().equals(value))
                    .map(facet -> facet.getKey().key())
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * The wording as a file that a commune's folder could have.
     *
     * @param isAddition whether nothing stands below it
     * @param person who stands behind it, as {@link #signed} takes it
     */
    public File file(Language language, String code, boolean isAddition, String person, LocalDate on) {
        var writer = new Writer();
        writer.line("", "---");
        writer.line("", "code: " + quoted(code));
        if (isAddition) {
            writer.line("", "kind: commune");
        }
        Map<String, String> below = new LinkedHashMap<>();
        parts.forEach((part, text) -> writeHead(writer, part, text, below));
        writer.line("", "review: " + quoted(person + ", " + on));
        writer.line("", "---");
        below.forEach((part, text) -> {
            writer.line("", "");
            if (!part.equals("summary")) {
                writer.line(part, "## " + heading(language, part));
                writer.line(part, "");
            }
            Markup.of(text).lines().forEach(line -> writer.line(part, line));
        });
        return new File(writer.text.toString(), Map.copyOf(writer.lines));
    }

    /** The same file with somebody else behind it. */
    public static String signed(String file, String person, LocalDate on) {
        return REVIEW.matcher(file).replaceFirst(Matcher.quoteReplacement("review: " + quoted(person + ", " + on)));
    }

    private static void writeHead(Writer writer, String part, String text, Map<String, String> below) {
        if (part.equals(PHRASINGS)) {
            writer.line(part, "phrasings:");
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> writer.line(part, "  - " + quoted(line)));
        } else if (LINES.contains(part)) {
            writer.line(part, part + ": " + quoted(text.replaceAll("\\s+", " ")));
        } else {
            String[] first = text.split("\\n\\s*\\n", 2);
            boolean isLine = first[0].indexOf('\n') < 0 && Markup.of(first[0]).equals(first[0]);
            if (isLine && (FIRST_LINES.contains(part) || (part.equals("online") && first[0].startsWith("http")))) {
                writer.line(part, part + ": " + quoted(first[0]));
                if (first.length == 2) {
                    below.put(part, first[1]);
                }
            } else {
                below.put(part, text);
            }
        }
    }

    private static String heading(Language language, String part) {
        return language.of(Facet.valueOf(part.toUpperCase(java.util.Locale.ROOT)))
                .heading();
    }

    /** JSON's quotes are YAML's, too. */
    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    private static void put(Map<String, String> parts, String part, @Nullable String text) {
        if (text != null) {
            parts.put(part, text);
        }
    }

    /** How one wording differs from another, by part: what was there before, and what is there now. */
    public Map<String, List<String>> changes(Wording before) {
        return PARTS.stream()
                .filter(part ->
                        !parts.getOrDefault(part, "").equals(before.parts().getOrDefault(part, "")))
                .collect(Collectors.toMap(
                        part -> part,
                        part -> List.of(before.parts().getOrDefault(part, ""), parts.getOrDefault(part, "")),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Counts lines. */
    private static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private final TreeMap<Integer, String> lines = new TreeMap<>();
        private int line;

        void line(String part, String content) {
            line++;
            if (!part.equals(lines.isEmpty() ? null : lines.lastEntry().getValue())) {
                lines.put(line, part);
            }
            text.append(content).append('\n');
        }
    }
}
