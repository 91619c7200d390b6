package vn.hoixa.knowledge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.hoixa.SetupException;

/** Reads a knowledge base whole, layer by layer, with everything that is wrong in it. */
public final class Publisher {
    private static final Path USUAL = Path.of("knowledge-base");
    private static final String MOST_ASKED = "bank/most-asked.yaml";
    private static final Pattern FIELD_FOLDER = Pattern.compile("bank/([^/]+)/.+\\.md");
    private static final String PRINTS = "bank/prints.yaml";
    private static final TypeReference<Map<String, Map<String, String>>> PRINTS_OF_CODES = new TypeReference<>() {};

    private final Problems problems = new Problems();
    private final SortedMap<String, String> files;
    private final LocalDate today;
    private final Language language;
    private final Map<String, Commune> communes = new LinkedHashMap<>();
    private final Map<String, DossierWords> dossierWords = new HashMap<>();
    /** By code, the weakest layer first. */
    private final Map<String, List<Sheet>> shared = new LinkedHashMap<>();
    /** By commune and code: only what the commune itself says. */
    private final Map<String, Map<String, List<Sheet>>> ofCommunes = new TreeMap<>();

    private final Map<String, ImportedRecord> records = new HashMap<>();
    private final Map<String, Map<String, String>> prints;
    private final List<LabelledQuestion> golden;
    private final List<LabelledQuestion> calibration;
    private final List<LabelledQuestion> facetExamples;
    private final List<String> mostAsked;
    private final Offices offices;
    private final Themes themes;

    private Publisher(SortedMap<String, String> files, LocalDate today) {
        this.files = files;
        this.today = today;
        this.language = new LanguageReader(files, problems).read();
        this.prints = readPrints();
        readCommunes();
        readSheets();
        readRecords();
        readConsole();
        this.golden = readQuestions("golden");
        this.calibration = readQuestions("calibration");
        this.facetExamples = readQuestions("language");
        this.mostAsked = readMostAsked();
        this.offices = readOffices();
        this.themes = ThemesReader.read(files, new HashSet<>(fields().values()), problems);
        Checks.check(allSheets(), communes.values(), files, problems);
    }

    /**
     * Reads the folder that was named; without a name the one beside us, else what is packed in the jar.
     *
     * @param data folder that may have imported records in it, or null
     * @param today day for which texts must be valid
     * @throws SetupException the named folder is not there
     */
    public static Publisher read(@Nullable Path named, @Nullable Path data, LocalDate today) {
        return read(files(named, data), today);
    }

    /** The text files that {@link #read} reads, by path. */
    public static SortedMap<String, String> files(@Nullable Path named, @Nullable Path data) {
        if (named != null && !Files.isDirectory(named)) {
            throw new SetupException(
                    "There is no knowledge base at " + named.toAbsolutePath() + ". Nothing was started.",
                    "Correct HOIXA_KNOWLEDGE (or --knowledge), or leave it out to use the one that is packed.");
        }
        Path folder = named == null ? USUAL : named;
        SortedMap<String, String> files =
                Files.isDirectory(folder) ? KnowledgeFiles.fromFolder(folder) : KnowledgeFiles.fromJar();
        if (data != null && Files.isDirectory(data.resolve(RecordReader.FOLDER))) {
            files.putAll(KnowledgeFiles.records(data));
        }
        return files;
    }

    /** Changes when a file does, without reading any; the packed knowledge never does. */
    public static long stamp(@Nullable Path named, Path data) {
        long stamp = KnowledgeFiles.stamp(data.resolve(RecordReader.FOLDER));
        Path folder = named == null ? USUAL : named;
        return 31 * stamp + KnowledgeFiles.stamp(folder);
    }

    /** Reads files that were loaded, or published, before. */
    public static Publisher read(SortedMap<String, String> files, LocalDate today) {
        return new Publisher(composed(files), today);
    }

    /** What {@link #version} would be, without reading the files. */
    public static String version(SortedMap<String, String> files) {
        return KnowledgeFiles.version(composed(files));
    }

    private static SortedMap<String, String> composed(SortedMap<String, String> files) {
        SortedMap<String, String> composed = new TreeMap<>(files);
        composed.replaceAll((file, text) -> composed(text));
        return composed;
    }

    /** Changes with the files. */
    public String version() {
        return KnowledgeFiles.version(files);
    }

    public List<Problem> problems() {
        return problems.found();
    }

    public Themes themes() {
        return themes;
    }

    /** Whether nothing keeps it from being published. */
    public boolean isSound() {
        return problems.found().stream().noneMatch(Problem::isError);
    }

    /**
     * The knowledge, if nothing is wrong with it.
     *
     * @throws SetupException something is; it names the first problems
     */
    public Knowledge publish() {
        return publish(Knowledge.Reviews.NONE);
    }

    /** The same with what the communes' people reviewed. */
    public Knowledge publish(Knowledge.Reviews reviews) {
        if (isSound()) {
            return knowledge(reviews);
        }
        List<Problem> errors =
                problems.found().stream().filter(Problem::isError).toList();
        StringBuilder list = new StringBuilder();
        errors.stream().limit(10).forEach(problem -> list.append("\n  ").append(problem.text(Locale.ENGLISH)));
        throw new SetupException(
                "The knowledge base has " + errors.size() + " problem(s), so it is not used:" + list,
                "Correct the files; `./hoixa check` lists all problems.");
    }

    /** What could be read, for showing; not for serving. */
    public Knowledge draft() {
        return draft(Knowledge.Reviews.NONE);
    }

    /** The same with what the communes' people reviewed. */
    public Knowledge draft(Knowledge.Reviews reviews) {
        return knowledge(reviews);
    }

    /**
     * Where each part of a guide comes from, as a commune's residents get it.
     *
     * @param part name of the part
     * @param layer where it stands
     * @param file path below the knowledge base
     * @param text of the part
     */
    public record Part(String part, Layer layer, String file, String text) {}

    /** The parts of a guide; empty where there is no such code. */
    public List<Part> parts(@Nullable String commune, String code) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Sheet sheet : layers(commune, code)) {
            sheet.parts(language)
                    .forEach((name, text) -> parts.put(name, new Part(name, sheet.layer(), sheet.file(), text)));
        }
        return List.copyOf(parts.values());
    }

    /** What each layer that a commune's residents are answered from says of a matter, the weakest first. */
    public List<Wording> wordings(@Nullable String commune, String code) {
        return layers(commune, code).stream().map(Wording::of).toList();
    }

    /** All codes that the shared layers know, in order, and those of a commune. */
    public Set<String> codes(@Nullable String commune) {
        Set<String> codes = new LinkedHashSet<>(shared.keySet());
        if (commune != null) {
            codes.addAll(ofCommunes.getOrDefault(commune, Map.of()).keySet());
        }
        return codes;
    }

    /** Codes of the guides of the bank that were compared with their own official record, in order. */
    List<String> comparedWithRecords() {
        return shared.values().stream()
                .flatMap(List::stream)
                .filter(sheet -> sheet.layer() == Layer.BANK && isOwnRecord(sheet.review(), sheet.code()))
                .map(Sheet::code)
                .sorted()
                .toList();
    }

    private static boolean isOwnRecord(Guide.@Nullable Review review, String code) {
        return review != null && review.by() == Guide.By.RECORD && review.who().equals(code);
    }

    private Knowledge knowledge(Knowledge.Reviews reviews) {
        List<Guide> guides = new ArrayList<>();
        shared.forEach((code, sheets) -> guides.add(guide(code, sheets).askedAlso(heard(code))));
        Map<String, List<Guide>> own = new TreeMap<>();
        ofCommunes.forEach((commune, codes) -> own.put(
                commune,
                codes.keySet().stream()
                        .map(code -> guide(code, layers(commune, code)))
                        .toList()));
        return new Knowledge(
                version(),
                language,
                communes.values(),
                guides,
                own,
                dossierWords,
                golden,
                calibration,
                facetExamples,
                mostAsked,
                offices,
                themes,
                reviews);
    }

    /** How residents ask for a shared guide, as editors of all communes heard it: one index and one model serve all. */
    private List<String> heard(String code) {
        return ofCommunes.values().stream()
                .flatMap(codes -> codes.getOrDefault(code, List.of()).stream())
                .flatMap(sheet -> sheet.phrasings().stream())
                .toList();
    }

    private Guide guide(String code, List<Sheet> sheets) {
        ImportedRecord record = records.get(code);
        Sheet bank = sheets.stream()
                .filter(sheet -> sheet.layer() == Layer.BANK)
                .findFirst()
                .orElse(null);
        Guide.Review compared = bank == null ? null : bank.review();
        return new Sheets(
                        sheets,
                        record,
                        record == null || compared == null
                                ? Set.of()
                                : RecordReader.changed(record, prints.get(code), compared.on()))
                .guide();
    }

    private List<Sheet> layers(@Nullable String commune, String code) {
        List<Sheet> sheets = new ArrayList<>(shared.getOrDefault(code, List.of()));
        if (commune != null) {
            sheets.addAll(ofCommunes.getOrDefault(commune, Map.of()).getOrDefault(code, List.of()));
        }
        return sheets;
    }

    private Collection<Sheet> allSheets() {
        List<Sheet> all = new ArrayList<>();
        shared.values().forEach(all::addAll);
        ofCommunes.values().forEach(codes -> codes.values().forEach(all::addAll));
        return all;
    }

    /** Editors write Vietnamese in two ways, and some put a byte order mark before it. */
    private static String composed(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return composed.startsWith("\uFEFF") ? composed.substring(1) : composed;
    }

    private void readCommunes() {
        Map<String, String> pages = new HashMap<>();
        matching("communes/[^/]+/profile\\.yaml").forEach((file, text) -> {
            Commune commune = CommuneReader.read(file, YamlSection.parse(file, 1, text, problems));
            String other = pages.putIfAbsent(commune.oa(), file);
            if (other != null) {
                problems.add(file, line(text, "oa:"), "oa-twice", commune.oa(), other);
            } else {
                communes.put(commune.id(), commune);
            }
        });
        if (communes.isEmpty()) {
            problems.add("communes", 1, "no-communes");
        }
        matching("communes/[^/]+/dossiers\\.yaml")
                .forEach((file, text) -> dossierWords.put(
                        file.substring("communes/".length(), file.lastIndexOf('/')),
                        DossierWordsReader.read(YamlSection.parse(file, 1, text, problems))));
    }

    private void readSheets() {
        var reader = new SheetReader(language, today, problems);
        Map<String, String> known = new HashMap<>();
        matching("bank/.+\\.md").forEach((file, text) -> {
            Sheet sheet = reader.read(Layer.BANK, null, file, text, Set.of());
            if (sheet != null && !sheet.code().isEmpty()) {
                String other = known.putIfAbsent(sheet.code(), file);
                if (other != null) {
                    problems.add(file, line(text, "code:"), "code-twice", sheet.code(), other);
                } else {
                    add(shared, sheet);
                }
            }
        });
        if (known.isEmpty()) {
            problems.add("bank", 1, "no-guides");
        }
        matching("bank/elsewhere/.+\\.yaml")
                .forEach((file, text) -> ElsewhereReader.read(file, YamlSection.parse(file, 1, text, problems))
                        .forEach(sheet -> {
                            String other = known.putIfAbsent(sheet.code(), file);
                            if (other != null) {
                                problems.add(file, line(text, sheet.title()), "code-twice", sheet.code(), other);
                            } else {
                                add(shared, sheet);
                            }
                        }));
        Map<String, String> ofProvince = new HashMap<>();
        matching("province/.+\\.md").forEach((file, text) -> {
            Sheet sheet = reader.read(Layer.PROVINCE, null, file, text, known.keySet());
            if (sheet != null) {
                known.putIfAbsent(sheet.code(), file);
                addOnce(shared, sheet, ofProvince, text);
            }
        });
        Map<String, Map<String, String>> ofCommune = new HashMap<>();
        matching("communes/[^/]+/guides/.+\\.md").forEach((file, text) -> {
            String commune = file.substring("communes/".length(), file.indexOf("/guides/"));
            Map<String, List<Sheet>> own = ofCommunes.computeIfAbsent(commune, name -> new LinkedHashMap<>());
            Sheet sheet = reader.read(Layer.COMMUNE, commune, file, text, known.keySet());
            if (sheet != null) {
                addOnce(own, sheet, ofCommune.computeIfAbsent(commune, name -> new HashMap<>()), text);
            }
        });
    }

    /** Above a commune's files; at most one of a matter, since the code names it. */
    private void readConsole() {
        var reader = new SheetReader(language, today, problems);
        matching(ConsoleFiles.PATH).forEach((file, text) -> {
            String commune = ConsoleFiles.commune(file);
            Map<String, List<Sheet>> own = ofCommunes.computeIfAbsent(commune, name -> new LinkedHashMap<>());
            Set<String> below = new HashSet<>(shared.keySet());
            below.addAll(own.keySet());
            Sheet sheet = reader.read(Layer.CONSOLE, commune, file, text, below);
            if (sheet != null && !sheet.code().isEmpty()) {
                add(own, sheet);
            }
        });
    }

    /** Records are the lowest layer: a guide that stands above one keeps its own words. */
    private void readRecords() {
        matching(RecordReader.FOLDER + "[0-9].+\\.json").forEach((file, text) -> {
            ImportedRecord record = RecordReader.record(file, text, problems);
            if (record != null) {
                records.put(record.code(), record);
                shared.computeIfAbsent(record.code(), code -> new ArrayList<>())
                        .addFirst(RecordReader.sheet(file, record));
            }
        });
        String elsewhere = files.get(RecordReader.ELSEWHERE);
        if (elsewhere != null) {
            RecordReader.elsewhere(elsewhere, problems)
                    .forEach(sheet -> shared.computeIfAbsent(sheet.code(), code -> new ArrayList<>(List.of(sheet))));
        }
    }

    /** Two files of one layer about one matter: nobody could tell which of them is quoted. */
    private void addOnce(Map<String, List<Sheet>> sheets, Sheet sheet, Map<String, String> layer, String text) {
        String other = layer.putIfAbsent(sheet.code(), sheet.file());
        if (other != null && !sheet.code().isEmpty()) {
            problems.add(sheet.file(), line(text, "code:"), "code-twice", sheet.code(), other);
        } else {
            add(sheets, sheet);
        }
    }

    private static void add(Map<String, List<Sheet>> sheets, Sheet sheet) {
        sheets.computeIfAbsent(sheet.code(), code -> new ArrayList<>()).add(sheet);
    }

    private List<LabelledQuestion> readQuestions(String folder) {
        List<LabelledQuestion> all = new ArrayList<>();
        matching(folder + "/.+\\.jsonl").forEach((file, text) -> {
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    readQuestion(file, i + 1, lines.get(i)).ifPresent(all::add);
                }
            }
        });
        return all;
    }

    private Optional<LabelledQuestion> readQuestion(String file, int number, String line) {
        try {
            LabelledQuestion question = LabelledQuestion.read(line, file);
            question.allCodes()
                    .filter(code -> !shared.containsKey(code))
                    .forEach(code -> problems.add(file, number, "code-gone", code));
            return Optional.of(question);
        } catch (IllegalArgumentException e) {
            problems.add(file, number, "question-odd", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private List<String> readMostAsked() {
        String text = files.get(MOST_ASKED);
        if (text == null) {
            return List.of();
        }
        YamlSection list = YamlSection.parse(MOST_ASKED, 1, text, problems);
        List<String> codes = list.texts("codes");
        list.refuseOthers();
        codes.stream()
                .filter(code -> !shared.containsKey(code))
                .forEach(code -> problems.add(MOST_ASKED, line(text, code), "code-gone", code));
        return codes;
    }

    private Offices readOffices() {
        var calendar = CalendarReader.read(files.get(CalendarReader.FILE), today, problems);
        Map<String, String> fields = fields();
        Map<String, OfficeDays> days = new HashMap<>();
        Map<String, Roster> rosters = new HashMap<>();
        Map<String, Map<String, Autonomy>> autonomy = new HashMap<>();
        for (String commune : communes.keySet()) {
            String own = "communes/" + commune + "/" + CalendarReader.FILE;
            String text = files.get(own);
            days.put(commune, text == null ? calendar.usual() : calendar.ofCommune(own, text));
            String profile = "communes/" + commune + "/profile.yaml";
            autonomy.put(
                    commune,
                    AutonomyReader.read(
                            YamlSection.parse(
                                    profile, 1, java.util.Objects.requireNonNull(files.get(profile)), problems),
                            fields.values()));
            String officers = "communes/" + commune + "/officers.yaml";
            text = files.get(officers);
            if (text == null) {
                problems.warn(officers, 1, "officers-missing");
            } else {
                rosters.put(commune, RosterReader.read(officers, text, new HashSet<>(fields.values()), problems));
            }
        }
        return new Offices(
                calendar.usual(),
                days,
                rosters,
                fields,
                autonomy,
                phrases("grievances.yaml"),
                phrases("cases.yaml"),
                phrases("meetings.yaml"));
    }

    private Phrases phrases(String file) {
        return Phrases.read(file, files.get(file), problems);
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        for (Sheet sheet : allSheets()) {
            Matcher folder = FIELD_FOLDER.matcher(sheet.file());
            String name = sheet.field();
            if (folder.matches() && name != null) {
                fields.putIfAbsent(name, folder.group(1));
            }
        }
        return fields;
    }

    private Map<String, Map<String, String>> readPrints() {
        String text = files.get(PRINTS);
        if (text == null) {
            return Map.of();
        }
        try {
            return YAMLMapper.builder().build().readValue(text, PRINTS_OF_CODES);
        } catch (JacksonException e) {
            problems.add(PRINTS, 1, "record-odd");
            return Map.of();
        }
    }

    private SortedMap<String, String> matching(String path) {
        SortedMap<String, String> found = new TreeMap<>(files);
        found.keySet().removeIf(file -> !file.matches(path));
        return found;
    }

    private static int line(String text, @Nullable String start) {
        List<String> lines = text.lines().toList();
        return 1
                + IntStream.range(0, lines.size())
                        .filter(i -> start != null && lines.get(i).contains(start))
                        .findFirst()
                        .orElse(0);
    }
}
