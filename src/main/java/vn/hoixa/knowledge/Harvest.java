package vn.hoixa.knowledge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.SetupException;

/** All entries of some files: of each procedure the newest, and what could not be used. */
final class Harvest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What Java reads in the place of bytes that are no UTF-8. */
    private static final String UNREADABLE = "\uFFFD";

    private final SortedMap<String, Official> officials = new TreeMap<>();
    private final SortedMap<String, OfficialReader.Elsewhere> elsewhere = new TreeMap<>();
    private final List<Importer.Refusal> refusals = new ArrayList<>();
    private final Map<String, String> firstSeen = new HashMap<>();
    private int files;
    private int entries;
    private int superseded;

    /**
     * Reads files, and of folders the files {@code *.json} and {@code *.jsonl}.
     *
     * @throws SetupException one of them is not there or cannot be read
     */
    static Harvest of(List<Path> sources) {
        var harvest = new Harvest();
        Set<Path> files = new LinkedHashSet<>();
        sources.forEach(source -> files.addAll(files(source)));
        files.forEach(harvest::read);
        return harvest;
    }

    SortedMap<String, Official> officials() {
        return officials;
    }

    SortedMap<String, OfficialReader.Elsewhere> elsewhere() {
        return elsewhere;
    }

    List<Importer.Refusal> refusals() {
        return refusals;
    }

    int files() {
        return files;
    }

    int entries() {
        return entries;
    }

    /** Entries that another one, of the same procedure but of the other shape, makes superfluous. */
    int superseded() {
        return superseded;
    }

    private static List<Path> files(Path source) {
        if (!Files.exists(source)) {
            throw new SetupException(
                    "There is no " + source.toAbsolutePath() + ". Nothing was imported.",
                    "Name files (*.json, *.jsonl) with official records, or a folder with such files.");
        }
        try (Stream<Path> below = Files.walk(source)) {
            return below.filter(Files::isRegularFile)
                    .filter(file -> file.equals(source) || file.toString().matches(".*\\.jsonl?"))
                    .map(file -> file.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(source, e);
        }
    }

    private static SetupException unreadable(Path source, Exception e) {
        return new SetupException(
                source.toAbsolutePath() + " cannot be read: " + e.getMessage(),
                "Correct its permissions, or leave it out.",
                e);
    }

    private void read(Path file) {
        files++;
        String name = String.valueOf(file.getFileName());
        // Not Files.newBufferedReader: one wrong byte must not cost the whole file.
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            if (!name.endsWith(".jsonl")) {
                var text = new StringWriter();
                reader.transferTo(text);
                add(name, text.toString());
                return;
            }
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    add(name + ":" + number, line);
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void add(String where, String text) {
        entries++;
        if (text.contains(UNREADABLE)) {
            refuse(where, "not-utf8", "");
            return;
        }
        JsonNode entry;
        try {
            entry = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (JacksonException e) {
            refuse(where, "not-json", "");
            return;
        }
        switch (OfficialReader.read(entry)) {
            case OfficialReader.Of taken -> add(where, taken.official());
            case OfficialReader.Elsewhere other -> add(where, other);
            case OfficialReader.Refused refused -> refuse(where, refused.reason(), refused.value());
        }
    }

    private void add(String where, Official official) {
        String code = official.code();
        Official other = officials.get(code);
        if (other == null) {
            officials.put(code, official);
            elsewhereIsWrong(code);
            firstSeen.put(code, where);
        } else if (other.isWhole() != official.isWhole()) {
            superseded++;
            officials.put(code, better(other, official));
        } else {
            refuse(where, "duplicate", code + ", " + firstSeen.get(code));
            officials.put(code, isNewer(official.updated(), other.updated()) ? official : other);
        }
    }

    private void add(String where, OfficialReader.Elsewhere other) {
        String code = other.foreign().code();
        String first = firstSeen.putIfAbsent(code, where);
        if (first == null) {
            elsewhere.put(code, other);
        } else {
            refuse(where, "duplicate", code + ", " + first);
        }
    }

    /** Two sources contradict each other: better a guide too much than a resident sent away. */
    private void elsewhereIsWrong(String code) {
        if (elsewhere.remove(code) != null) {
            refuse(String.valueOf(firstSeen.get(code)), "duplicate", code);
        }
    }

    private static Official better(Official one, Official other) {
        Official whole = one.isWhole() ? one : other;
        Official row = one.isWhole() ? other : one;
        return isNewer(row.updated(), whole.updated()) ? row : whole;
    }

    /** What does not tell its day is never newer. */
    static boolean isNewer(@Nullable LocalDate one, @Nullable LocalDate than) {
        return one != null && than != null && one.isAfter(than);
    }

    private void refuse(String where, String reason, String value) {
        refusals.add(new Importer.Refusal(where, reason, value));
    }
}
