package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A piece of YAML that is read key by key; what is missing, odd or left over becomes a {@link Problem}. */
final class YamlSection {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final String file;
    private final Block block;
    private final JsonNode node;
    private final Problems problems;
    private final Set<String> read = new TreeSet<>();

    private YamlSection(String file, Block block, JsonNode node, Problems problems) {
        this.file = file;
        this.block = block;
        this.node = node;
        this.problems = problems;
    }

    /**
     * Where a section stands.
     *
     * @param start line of the file for what is missing in it
     * @param first line of the file that is the first of its lines
     * @param lines its own alone: its keys are those with the least before them
     */
    private record Block(int start, int first, List<String> lines) {
        int indent() {
            return lines.stream()
                    .filter(line -> !isBare(line))
                    .mapToInt(Block::before)
                    .min()
                    .orElse(0);
        }

        /** Index of the line on which a key of the section itself stands, or -1. */
        int indexOf(String key) {
            int indent = indent();
            return IntStream.range(0, lines.size())
                    .filter(i -> before(lines.get(i)) == indent
                            && lines.get(i).substring(indent).startsWith(key + ":"))
                    .findFirst()
                    .orElse(-1);
        }

        /** What stands below a key, and further to the right. */
        Block below(String key) {
            int at = indexOf(key);
            if (at < 0) {
                return new Block(start, start, List.of());
            }
            int end = at + 1;
            while (end < lines.size() && (isBare(lines.get(end)) || before(lines.get(end)) > indent())) {
                end++;
            }
            return new Block(first + at, first + at + 1, lines.subList(at + 1, end));
        }

        /** Entries of a list; those on one line with their key stand where it does. */
        Block entry(int number) {
            int dash = lines.stream()
                    .filter(Block::isEntry)
                    .mapToInt(line -> line.indexOf('-'))
                    .min()
                    .orElse(0);
            List<Integer> starts = IntStream.range(0, lines.size())
                    .filter(i -> isEntry(lines.get(i)) && lines.get(i).indexOf('-') == dash)
                    .boxed()
                    .toList();
            if (number >= starts.size()) {
                return new Block(start, start, List.of());
            }
            int from = starts.get(number);
            int to = number + 1 < starts.size() ? starts.get(number + 1) : lines.size();
            return new Block(first + from, first + from, lines.subList(from, to));
        }

        /** How many blanks and dashes stand before the text of a line. */
        private static int before(String line) {
            int at = 0;
            while (at < line.length() && " -".indexOf(line.charAt(at)) >= 0) {
                at++;
            }
            return at;
        }

        private static boolean isBare(String line) {
            return before(line) == line.length() || line.charAt(before(line)) == '#';
        }

        private static boolean isEntry(String line) {
            String text = line.stripLeading();
            return text.equals("-") || text.startsWith("- ");
        }
    }

    /** @param firstLine line of the file on which the text starts */
    static YamlSection parse(String file, int firstLine, String text, Problems problems) {
        Block block = new Block(firstLine, firstLine, text.lines().toList());
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
            return new YamlSection(file, block, node, new Problems());
        }
        return new YamlSection(file, block, node, problems);
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
            problems.add(file, line(key), has(key) ? "text-expected" : "key-missing", key);
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

    /** A list of lists. */
    List<List<String>> listsOfTexts(String key) {
        read.add(key);
        List<List<String>> found = new ArrayList<>();
        JsonNode value = node.path(key);
        problemIf(!value.isArray() && !value.isMissingNode(), key, "list-expected", key);
        for (JsonNode entry : value) {
            boolean isTexts = entry.isArray() && entry.valueStream().allMatch(JsonNode::isString);
            problemIf(!isTexts, key, "list-of-texts-expected", key);
            if (isTexts) {
                found.add(entry.valueStream().map(JsonNode::asString).toList());
            }
        }
        return found;
    }

    /** A list for each key, whatever the keys are. */
    Map<String, List<String>> textsByKey() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        keys().forEach(key -> found.put(key, texts(key)));
        return found;
    }

    /** A whole number that must be there; 0, with a problem noted, where it is not. */
    int whole(String key) {
        read.add(key);
        JsonNode value = node.path(key);
        problemIf(!value.isInt(), key, "number-expected", key);
        return value.isInt() ? value.asInt() : 0;
    }

    /** Whether a key says {@code true}; what is missing does not. */
    boolean isSet(String key) {
        read.add(key);
        JsonNode value = node.path(key);
        problemIf(!value.isBoolean() && !value.isMissingNode(), key, "true-expected", key);
        return value.isBoolean() && value.asBoolean();
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
            problems.add(file, line(key), "keys-expected", key);
        }
        return new YamlSection(
                file, block.below(key), value.isObject() ? value : JsonNodeFactory.instance.objectNode(), problems);
    }

    List<YamlSection> sections(String key) {
        read.add(key);
        List<YamlSection> found = new ArrayList<>();
        problemIf(has(key) && !node.path(key).isArray(), key, "list-expected", key);
        Block list = block.below(key);
        int number = 0;
        for (JsonNode entry : node.path(key).isArray() ? node.path(key) : JsonNodeFactory.instance.arrayNode()) {
            Block own = list.entry(number++);
            if (entry.isObject()) {
                found.add(new YamlSection(file, own, entry, problems));
            } else {
                problems.add(file, own.start(), "keys-expected", key);
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
        int at = block.indexOf(key);
        return at < 0 ? block.start() : block.first() + at;
    }
}
