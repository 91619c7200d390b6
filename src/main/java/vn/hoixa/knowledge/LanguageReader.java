package vn.hoixa.knowledge;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Reads {@code language/}: how people write, ask and talk. */
final class LanguageReader {
    private static final List<String> PHRASE_LISTS = List.of(
            "greeting",
            "thanks",
            "person",
            "erasure",
            "erasure-verb",
            "erasure-yes",
            "erasure-no",
            "data",
            "data-else",
            "data-self",
            "data-beside",
            "data-held",
            "data-shown",
            "fraud",
            "dossier",
            "abuse",
            "complaint",
            "correction",
            "continues",
            "joins",
            "asks",
            "first",
            "second",
            "third",
            "last",
            "none",
            "filler",
            "others");

    /** Words, each perhaps with others to choose from, and gaps between them. */
    private static final Pattern PATTERN =
            Pattern.compile("{W}( (\\* )?{W})*".replace("{W}", "[\\p{L}\\d]+(\\|[\\p{L}\\d]+)*"));

    private final SortedMap<String, String> files;
    private final Problems problems;

    LanguageReader(SortedMap<String, String> files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    Language read() {
        YamlSection abbreviations = yaml("language/abbreviations.yaml");
        YamlSection synonyms = yaml("language/synonyms.yaml");
        var language = new Language(
                facets(),
                phrases(),
                addresses(),
                spelling(),
                abbreviations.section("abbreviations").textsByKey(),
                synonyms.section("synonyms").textsByKey(),
                ages(synonyms),
                emergencies(),
                offTopic());
        abbreviations.refuseOthers();
        synonyms.refuseOthers();
        return language;
    }

    private static List<Integer> ages(YamlSection synonyms) {
        List<String> ages = synonyms.texts("ages");
        boolean areNumbers = ages.stream().allMatch(age -> age.matches("\\d{1,3}"));
        synonyms.problemIf(!areNumbers, "ages", "ages-odd");
        return areNumbers ? ages.stream().map(Integer::valueOf).sorted().toList() : List.of();
    }

    private Map<Facet, Language.FacetWords> facets() {
        YamlSection words = yaml("language/facets.yaml");
        Map<Facet, Language.FacetWords> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            YamlSection section = words.section(facet.key());
            facets.put(
                    facet,
                    new Language.FacetWords(
                            section.text("heading"),
                            section.text("label"),
                            section.texts("asked"),
                            patterns(section),
                            section.texts("units")));
            section.refuseOthers();
        }
        words.refuseOthers();
        return facets;
    }

    private static List<String> patterns(YamlSection section) {
        List<String> patterns = section.texts("patterns");
        for (String pattern : patterns) {
            section.problemIf(!PATTERN.matcher(pattern).matches(), "patterns", "pattern-expected", pattern);
        }
        return patterns;
    }

    private Map<String, List<String>> phrases() {
        YamlSection lists = yaml("language/phrases.yaml");
        Map<String, List<String>> phrases = new LinkedHashMap<>();
        for (String name : PHRASE_LISTS) {
            phrases.put(name, lists.texts(name));
        }
        lists.refuseOthers();
        return phrases;
    }

    private Map<String, List<String>> addresses() {
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        for (YamlSection entry : yaml("language/addresses.yaml").sections("addresses")) {
            addresses.put(entry.text("address"), entry.texts("said"));
            entry.refuseOthers();
        }
        return addresses;
    }

    private Language.Spelling spelling() {
        YamlSection section = yaml("language/spelling.yaml");
        YamlSection alike = section.section("alike");
        var spelling = new Language.Spelling(
                section.texts("onsets"),
                section.texts("rimes"),
                alike.listsOfTexts("onsets"),
                alike.listsOfTexts("rimes"));
        alike.refuseOthers();
        section.refuseOthers();
        return spelling;
    }

    private Language.Emergencies emergencies() {
        YamlSection section = yaml("language/emergencies.yaml");
        YamlSection words = section.section("emergencies");
        var emergencies = new Language.Emergencies(words.texts("marked"), words.texts("signs"), words.texts("never"));
        words.refuseOthers();
        section.refuseOthers();
        return emergencies;
    }

    private Language.OffTopic offTopic() {
        YamlSection section = yaml("language/off-topic.yaml");
        var offTopic = new Language.OffTopic(section.texts("idle"), section.texts("matters"));
        section.refuseOthers();
        return offTopic;
    }

    private YamlSection yaml(String name) {
        String text = files.get(name);
        if (text == null) {
            problems.add(name, 1, "file-missing");
        }
        return YamlSection.parse(name, 1, text == null ? "{}" : text, problems);
    }
}
