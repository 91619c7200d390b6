package vn.hoixa.knowledge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.SetupException;

/** Reads a knowledge base whole, with everything that is wrong in it. */
public final class Publisher {
    private final Problems problems = new Problems();
    private final Knowledge knowledge;

    private Publisher(SortedMap<String, String> files) {
        Language language = readLanguage(files);
        List<Guide> guides = readGuides(files, language);
        List<Commune> communes = readCommunes(files);
        this.knowledge = new Knowledge(KnowledgeFiles.version(files), guides, language, new Communes(communes));
    }

    private static final Path USUAL = Path.of("knowledge-base");

    /**
     * Reads the folder that was named; without a name the one beside us, else what is packed in the jar.
     *
     * @throws SetupException the named folder is not there
     */
    public static Publisher read(@Nullable Path named) {
        if (named != null && !Files.isDirectory(named)) {
            throw new SetupException(
                    "There is no knowledge base at " + named.toAbsolutePath() + ". Nothing was started.",
                    "Correct HOIXA_KNOWLEDGE (or --knowledge), or leave it out to use the one that is packed.");
        }
        Path folder = named == null ? USUAL : named;
        return read(Files.isDirectory(folder) ? KnowledgeFiles.fromFolder(folder) : KnowledgeFiles.fromJar());
    }

    static Publisher read(SortedMap<String, String> files) {
        SortedMap<String, String> composed = new TreeMap<>(files);
        composed.replaceAll((file, text) -> composed(text));
        return new Publisher(composed);
    }

    public List<Problem> problems() {
        return problems.found();
    }

    /** The knowledge, if nothing is wrong with it. */
    public Knowledge publish() {
        if (problems.found().isEmpty()) {
            return knowledge;
        }
        StringBuilder list = new StringBuilder();
        problems.found().stream()
                .limit(10)
                .forEach(problem -> list.append("\n  ").append(problem.text(Locale.ENGLISH)));
        throw new SetupException(
                "The knowledge base has " + problems.found().size() + " problem(s), so it is not used:" + list,
                "Correct the files; `./hoixa check` lists all problems.");
    }

    /** What could be read, for showing; not for serving. */
    public Knowledge draft() {
        return knowledge;
    }

    /** Editors write Vietnamese in two ways, and some put a byte order mark before it. */
    private static String composed(String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return Normalizer.normalize(bare, Normalizer.Form.NFC);
    }

    private Language readLanguage(SortedMap<String, String> files) {
        YamlSection words = yaml(files, "language/facets.yaml");
        Map<Facet, Language.FacetWords> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            YamlSection section = words.section(facet.key());
            facets.put(
                    facet,
                    new Language.FacetWords(section.text("heading"), section.text("label"), section.texts("asked")));
            section.refuseOthers();
        }
        words.refuseOthers();

        YamlSection lists = yaml(files, "language/phrases.yaml");
        Map<String, List<String>> phrases = new LinkedHashMap<>();
        for (String name : List.of("greeting", "thanks", "person", "erasure", "filler", "others")) {
            phrases.put(name, lists.texts(name));
        }
        lists.refuseOthers();
        return new Language(facets, phrases, readAddresses(files));
    }

    private Map<String, List<String>> readAddresses(SortedMap<String, String> files) {
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        for (YamlSection entry : yaml(files, "language/addresses.yaml").sections("addresses")) {
            addresses.put(entry.text("address"), entry.texts("said"));
            entry.refuseOthers();
        }
        return addresses;
    }

    private List<Guide> readGuides(SortedMap<String, String> files, Language language) {
        var reader = new GuideReader(language, problems);
        Map<String, String> seen = new HashMap<>();
        List<Guide> guides = new ArrayList<>();
        files.forEach((file, text) -> {
            if (file.startsWith("bank/") && file.endsWith(".md")) {
                Guide guide = reader.read(file, text);
                if (guide != null && !guide.code().isEmpty()) {
                    String other = seen.putIfAbsent(guide.code(), file);
                    if (other != null) {
                        problems.add(file, line(text, "code:"), "code-twice", guide.code(), other);
                    } else {
                        guides.add(guide);
                    }
                }
            }
        });
        if (guides.isEmpty()) {
            problems.add("bank", 1, "no-guides");
        }
        return guides;
    }

    private List<Commune> readCommunes(SortedMap<String, String> files) {
        Map<String, String> pages = new HashMap<>();
        List<Commune> communes = new ArrayList<>();
        files.forEach((file, text) -> {
            if (file.startsWith("communes/") && file.endsWith("/profile.yaml")) {
                Commune commune = readCommune(file, YamlSection.parse(file, 1, text, problems));
                String other = pages.putIfAbsent(commune.oa(), file);
                if (other != null) {
                    problems.add(file, line(text, "oa:"), "oa-twice", commune.oa(), other);
                } else {
                    communes.add(commune);
                }
            }
        });
        if (communes.isEmpty()) {
            problems.add("communes", 1, "no-communes");
        }
        return communes;
    }

    private static Commune readCommune(String file, YamlSection profile) {
        String oa = profile.text("oa");
        profile.problemIf(!oa.matches("\\d+"), "oa", "oa-odd", oa);
        Map<Counter, Commune.Reception> counters = new EnumMap<>(Counter.class);
        YamlSection sections = profile.section("counters");
        for (Counter counter : Counter.values()) {
            YamlSection section = sections.section(counter.key());
            counters.put(
                    counter,
                    new Commune.Reception(section.text("name"), section.text("address"), section.text("hours")));
            section.refuseOthers();
        }
        sections.refuseOthers();
        Commune commune = new Commune(
                file.substring("communes/".length(), file.lastIndexOf('/')),
                oa,
                profile.text("name"),
                profile.text("province"),
                profile.text("phone"),
                profile.text("hours"),
                counters);
        profile.refuseOthers();
        return commune;
    }

    private static int line(String text, String start) {
        List<String> lines = text.lines().toList();
        return 1
                + IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).startsWith(start))
                        .findFirst()
                        .orElse(0);
    }

    private YamlSection yaml(SortedMap<String, String> files, String name) {
        @Nullable String text = files.get(name);
        if (text == null) {
            problems.add(name, 1, "file-missing");
        }
        return YamlSection.parse(name, 1, text == null ? "{}" : text, problems);
    }
}
