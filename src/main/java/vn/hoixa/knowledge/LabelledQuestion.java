package vn.hoixa.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A question with what a good officer makes of it: for judging and for calibrating.
 *
 * @param question as it was typed; several messages of one turn with a line each
 * @param codes guides that answer it; for a question that must be asked back those between which; empty for none
 * @param expected what should be done
 * @param facets what of the procedure is asked; empty where nothing special is, or nobody said
 * @param parts of several questions in one turn each by itself; else empty
 * @param before what the resident wrote earlier
 * @param set who wrote it, or how
 */
public record LabelledQuestion(
        String question,
        List<String> codes,
        @Nullable Expected expected,
        List<Facet> facets,
        List<Part> parts,
        List<String> before,
        String set) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public LabelledQuestion {
        codes = List.copyOf(codes);
        facets = List.copyOf(facets);
        parts = List.copyOf(parts);
        before = List.copyOf(before);
    }

    /** What should be done about a question. */
    public enum Expected {
        ANSWER,
        CLARIFY,
        /** Others decide it: say where to go. */
        ELSEWHERE,
        /** A public matter that no guide answers. */
        ESCALATE,
        /** Idle talk. */
        OTHER,
        /** Several questions, each with an answer. */
        SEVERAL
    }

    /** One of several questions. */
    public record Part(List<String> codes, List<Facet> facets) {}

    /**
     * Reads a line of JSON: {@code {"question", "codes", "behavior", "facet", "parts", "before", "set"}}, of which only
     * the first is needed. The behaviours {@code apologize} and {@code no_procedure} mean {@code escalate}.
     *
     * @param file whose name is the set where the line has none
     * @throws IllegalArgumentException says what is odd about it
     */
    public static LabelledQuestion read(String line, String file) {
        try {
            JsonNode row = JSON.readTree(line);
            String question = row.path("question").asString("");
            if (question.isBlank()) {
                throw new IllegalArgumentException("no \"question\"");
            }
            String name = file.substring(file.lastIndexOf('/') + 1).replace(".jsonl", "");
            return new LabelledQuestion(
                    question,
                    texts(row.path("codes")),
                    expected(row.path("behavior").asString("")),
                    facets(row.path("facet")),
                    row.path("parts").valueStream().map(LabelledQuestion::part).toList(),
                    texts(row.path("before")),
                    row.path("set").asString(name));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** Every code that stands in it. */
    public Stream<String> allCodes() {
        return Stream.concat(codes.stream(), parts.stream().flatMap(part -> part.codes().stream()));
    }

    private static Part part(JsonNode node) {
        return new Part(texts(node.path("codes")), facets(node.path("facet")));
    }

    private static @Nullable Expected expected(String behavior) {
        return switch (behavior) {
            case "" -> null;
            case "apologize", "no_procedure" -> Expected.ESCALATE;
            default -> {
                try {
                    yield Expected.valueOf(behavior.toUpperCase(java.util.Locale.ROOT));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("no behavior \"" + behavior + "\"", e);
                }
            }
        };
    }

    private static List<Facet> facets(JsonNode node) {
        List<Facet> facets = new ArrayList<>();
        for (String key : texts(node)) {
            try {
                facets.add(Facet.valueOf(key.toUpperCase(java.util.Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("no facet \"" + key + "\"", e);
            }
        }
        return facets;
    }

    /** A list of texts, or one text alone. */
    private static List<String> texts(JsonNode node) {
        if (node.isString()) {
            return List.of(node.asString());
        }
        return node.valueStream().map(JsonNode::asString).toList();
    }
}
