package vn.hoixa.editing;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.ConsoleFiles;
import vn.hoixa.knowledge.GuideReviews;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Language;
import vn.hoixa.knowledge.Layer;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.Publications;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.knowledge.Wording;
import vn.hoixa.matching.Library;

/** What stands below the words of a commune's editors, and what is wrong with theirs. */
@Component
public class Wordings {
    private final Library library;
    private final Publications publications;
    private final GuideReviews reviews;
    private final InstantSource clock;
    private volatile @Nullable Publisher last;

    Wordings(Library library, Publications publications, GuideReviews reviews, InstantSource clock) {
        this.library = library;
        this.publications = publications;
        this.reviews = reviews;
        this.clock = clock;
    }

    /** One part as a layer has it. */
    public record Part(Layer layer, String text) {}

    /** Each part of a matter as residents of the commune would get it without the editors' words; empty for nothing. */
    public Map<String, Part> below(Commune commune, String code) {
        Map<String, Part> parts = new LinkedHashMap<>();
        inService().wordings(commune.id(), code).stream()
                .filter(wording -> wording.layer() != Layer.CONSOLE)
                .forEach(wording ->
                        wording.parts().forEach((part, text) -> parts.put(part, new Part(wording.layer(), text))));
        return parts;
    }

    /** What the editors' words in service are. */
    public Wording own(Commune commune, String code) {
        return inService().wordings(commune.id(), code).stream()
                .filter(wording -> wording.layer() == Layer.CONSOLE)
                .findFirst()
                .orElse(new Wording(Layer.CONSOLE, Map.of()));
    }

    /** All that editors of the commune say in service, by code, as files. */
    public SortedMap<String, String> own(Commune commune) {
        SortedMap<String, String> own = new TreeMap<>();
        files().forEach((path, text) -> {
            String code = ConsoleFiles.code(commune.id(), path);
            if (code != null) {
                own.put(code, text);
            }
        });
        return own;
    }

    /** What a text of an editor says. */
    public Wording read(GuideText text) {
        return text.isEmpty() ? new Wording(Layer.CONSOLE, Map.of()) : Wording.read(text.text(), language(), today());
    }

    /**
     * A wording beside all else that is in service.
     *
     * @param path where its file would stand
     * @param file as it would be published
     * @param problems that it brings, by part; under the empty name those of the whole
     * @param knowledge what residents would be answered from
     */
    public record Checked(String path, Wording.File file, Map<String, List<Problem>> problems, Knowledge knowledge) {
        /** Whether nothing keeps it from being published. */
        public boolean isSound() {
            return problems.values().stream().flatMap(List::stream).noneMatch(Problem::isError);
        }
    }

    /**
     * Reads a wording as if it were in service.
     *
     * @param person who would stand behind it
     */
    public Checked check(Commune commune, String code, Wording wording, String person) {
        boolean isAddition = below(commune, code).isEmpty();
        Wording.File file = wording.file(language(), code, isAddition, person, today());
        String path = ConsoleFiles.path(commune.id(), code);
        SortedMap<String, String> files = new TreeMap<>(files());
        if (wording.isEmpty()) {
            files.remove(path);
        } else {
            files.put(path, file.text());
        }
        Publisher read = Publisher.read(files, today());
        Set<Problem> known = new HashSet<>(inService().problems());
        Map<String, List<Problem>> problems = new LinkedHashMap<>();
        for (Problem problem : read.problems()) {
            if (problem.file().equals(path) || (problem.isError() && !known.contains(problem))) {
                String part = problem.file().equals(path) ? file.part(problem, language()) : null;
                problems.computeIfAbsent(part == null ? "" : part, none -> new java.util.ArrayList<>())
                        .add(problem);
            }
        }
        return new Checked(path, file, problems, read.draft(reviews));
    }

    Language language() {
        return library.current().knowledge().language();
    }

    LocalDate today() {
        return CommuneTime.day(clock.instant());
    }

    private SortedMap<String, String> files() {
        return publications.files(library.current().knowledge().version()).orElseThrow();
    }

    /** Read once for each version. */
    private Publisher inService() {
        Publisher read = last;
        if (read == null || !read.version().equals(library.current().knowledge().version())) {
            read = Publisher.read(files(), today());
            last = read;
        }
        return read;
    }
}
