package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A piece of YAML that is read key by key; what is missing, odd or left over becomes a {@link Problem}. */
final class YamlSection {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final String file;
    private final int firstLine;
    private final List<String> lines;
    private final JsonNode node;
    private final Problems problems;
    private final Set<String> read = new TreeSet<>();

    private YamlSection(String file, int firstLine, List<String> lines, JsonNode node, Problems problems) {
        this.file = file;
        this.firstLine = firstLine;
        this.lines = lines;
        this.node = node;
        this.problems = problems;
    }

    /** @param firstLine line of the file on which the text starts */
    static YamlSection parse(String file, int firstLine, String text, Problems problems) {
        List<String> lines = text.lines().toList();
        JsonNode node = JsonNodeFactory.instance.objectNode();
        try {
            JsonNode parsed = YAML.readTree(text);
            if (parsed.isObject()) {
                node = parsed;
            } else {
                problems.add(file, firstLine, "yaml-no-keys");
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(file, firstLine + Math.max(line, 1) - 1, "yaml", reason(e));
            // One broken line must not look like ten missing keys.
            return new YamlSection(file, firstLine, lines, node, new Problems());
        }
        return new YamlSection(file, firstLine, lines, node, problems);
    }

    /** Without the excerpts, whose line numbers are not those of the file. */
    private static String reason(JacksonException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(": "));
    }

    boolean isEmpty() {
        return node.isEmpty();
    }

    Iterable<String> keys() {
        return node.propertyNames();
    }

    boolean has(String key) {
        read.add(key);
        return node.has(key);
    }

    /** The text of a key that must be there; empty, with a problem noted, where it is not. */
    String text(String key) {
        String found = optional(key);
        if (found == null) {
            problems.add(file, has(key) ? line(key) : firstLine, has(key) ? "text-expected" : "key-missing", key);
            return "";
        }
        return found;
    }

    @Nullable
    String optional(String key) {
        read.add(key);
        JsonNode value = node.path(key);
        if (value.isNumber()) {
            // An unquoted 1.000110 would lose its last digit.
            problems.add(file, line(key), "quote-expected", key);
        }
        return value.isString() && !value.asString().isBlank()
                ? value.asString().strip()
                : null;
    }

    List<String> texts(String key) {
        read.add(key);
        List<String> found = new ArrayList<>();
        JsonNode value = node.path(key);
        if (!value.isArray() && !value.isMissingNode()) {
            problems.add(file, line(key), "list-expected", key);
        }
        for (JsonNode entry : value) {
            if (entry.isString() && !entry.asString().isBlank()) {
                found.add(entry.asString().strip());
            } else {
                problems.add(file, line(key), "list-of-texts-expected", key);
            }
        }
        return found;
    }

    @Nullable
    LocalDate date(String key) {
        String found = optional(key);
        return found == null ? null : day(key, found);
    }

    /** A day that stands in the text of a key. */
    @Nullable
    LocalDate day(String key, String found) {
        try {
            return LocalDate.parse(found);
        } catch (DateTimeParseException e) {
            problems.add(file, line(key), "date-expected", key, found);
            return null;
        }
    }

    YamlSection section(String key) {
        read.add(key);
        JsonNode value = node.path(key);
        if (!value.isObject()) {
            problems.add(file, has(key) ? line(key) : firstLine, "keys-expected", key);
        }
        return new YamlSection(
                file, firstLine, lines, value.isObject() ? value : JsonNodeFactory.instance.objectNode(), problems);
    }

    List<YamlSection> sections(String key) {
        read.add(key);
        List<YamlSection> found = new ArrayList<>();
        problemIf(has(key) && !node.path(key).isArray(), key, "list-expected", key);
        int at = line(key) - firstLine;
        for (JsonNode entry : node.path(key).isArray() ? node.path(key) : JsonNodeFactory.instance.arrayNode()) {
            at = nextEntry(at);
            if (entry.isObject()) {
                found.add(new YamlSection(file, firstLine + at, lines.subList(at, lines.size()), entry, problems));
            } else {
                problems.add(file, firstLine + at, "keys-expected", key);
            }
        }
        return found;
    }

    /** Notes every key that nobody asked for. */
    void refuseOthers() {
        for (String key : node.propertyNames()) {
            if (!read.contains(key)) {
                problems.add(file, line(key), "key-unknown", key, String.join(", ", read));
            }
        }
    }

    void problemIf(boolean wrong, String key, String problem, Object... values) {
        if (wrong) {
            problems.add(file, line(key), problem, values);
        }
    }

    int line(String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).replaceFirst("^[\\s-]+", "").startsWith(key + ":")) {
                return firstLine + i;
            }
        }
        return firstLine;
    }

    /** Index of the next line that begins an entry of a list. */
    private int nextEntry(int after) {
        int at = after + 1;
        while (at < lines.size() - 1 && !lines.get(at).stripLeading().startsWith("-")) {
            at++;
        }
        return Math.min(at, lines.size() - 1);
    }
}
