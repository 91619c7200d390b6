package vn.hoixa.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code themes.yaml} and the sentences beside it. */
final class ThemesReader {
    static final String FILE = "themes.yaml";
    private static final String EXAMPLES = "feedback-examples.yaml";

    private static final String ID = "[a-z][a-z-]{1,39}";

    private final Problems problems;
    private final Set<String> fields;
    private final Map<String, Theme> themes = new LinkedHashMap<>();
    private final Map<String, String> replaced = new HashMap<>();
    private final Map<String, YamlSection> places = new HashMap<>();

    private ThemesReader(Set<String> fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** @param fields folders of the bank */
    static Themes read(SortedMap<String, String> files, Set<String> fields, Problems problems) {
        String text = files.get(FILE);
        return text == null
                ? Themes.NONE
                : new ThemesReader(fields, problems).read(text, examples(files.get(EXAMPLES), problems));
    }

    private static Map<String, List<String>> examples(@Nullable String text, Problems problems) {
        return text == null
                ? Map.of()
                : YamlSection.parse(EXAMPLES, 1, text, problems).textsByKey();
    }

    private Themes read(String text, Map<String, List<String>> examples) {
        YamlSection file = YamlSection.parse(FILE, 1, text, problems);
        int version = file.whole("version");
        Map<String, List<String>> speech =
                file.has("speech") ? file.section("speech").textsByKey() : Map.of();
        for (YamlSection first : file.sections("themes")) {
            String id = id(first);
            if (!isReplaced(first, id)) {
                List<YamlSection> below = first.sections("themes");
                first.problemIf(below.isEmpty(), "id", "theme-without-second-level", id);
                keep(theme(first, id, null));
                below.forEach(second -> readSecond(second, id));
            }
            first.refuseOthers();
        }
        file.refuseOthers();
        replaced.forEach(this::follow);
        return new Themes(version, themes.values(), replaced, speech, examples);
    }

    private void readSecond(YamlSection second, String parent) {
        String id = id(second);
        if (!isReplaced(second, id)) {
            Theme theme = theme(second, id, parent);
            second.problemIf(theme.words().isEmpty() && theme.examples().isEmpty(), "id", "theme-empty", id);
            keep(theme);
        }
        second.refuseOthers();
    }

    private String id(YamlSection section) {
        String id = section.text("id");
        section.problemIf(!id.isEmpty() && !id.matches(ID), "id", "theme-id-odd", id);
        YamlSection other = places.putIfAbsent(id, section);
        if (other != null && !id.isEmpty()) {
            section.problemIf(true, "id", "theme-twice", id, String.valueOf(other.line("id")));
        }
        return id;
    }

    private boolean isReplaced(YamlSection section, String id) {
        String by = section.optional("replaced-by");
        if (by != null) {
            replaced.put(id, by);
        }
        return by != null;
    }

    private Theme theme(YamlSection section, String id, @Nullable String parent) {
        YamlSection names = section.section("name");
        String field = section.optional("field");
        section.problemIf(field != null && !fields.contains(field), "field", "theme-field-gone", String.valueOf(field));
        return new Theme(
                id,
                names.text("vi"),
                names.text("en"),
                parent,
                section.isSet("case"),
                section.isSet("urgent"),
                field,
                parent == null ? List.of() : section.texts("words"),
                parent == null ? List.of() : section.texts("examples"));
    }

    private void keep(Theme theme) {
        themes.putIfAbsent(theme.id(), theme);
    }

    /** Each replacement ends at a theme that is there. */
    private void follow(String id, String by) {
        Set<String> seen = new HashSet<>(Set.of(id));
        List<String> way = new ArrayList<>(List.of(id));
        String now = by;
        while (replaced.containsKey(now) && seen.add(now)) {
            way.add(now);
            now = replaced.getOrDefault(now, now);
        }
        YamlSection place = java.util.Objects.requireNonNull(places.get(id));
        if (seen.contains(now)) {
            way.add(now);
            place.problemIf(true, "replaced-by", "theme-cycle", String.join(" → ", way));
        } else {
            Theme end = themes.get(now);
            place.problemIf(end == null || end.isFirstLevel(), "replaced-by", "theme-replacement-gone", id, now);
        }
    }
}
