package vn.hoixa.feedback;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Theme;
import vn.hoixa.knowledge.Themes;
import vn.hoixa.matching.Grouping;
import vn.hoixa.matching.Library;

/** What residents speak of, beyond themes: the same thing by several of them, and the words in which they do. */
@Component
public class Concerns {
    private final Library library;
    private volatile @Nullable Known known;

    Concerns(Library library) {
        this.library = library;
    }

    private record Known(Themes themes, Usage usage) {}

    /** What at least so many residents remark on, the most first; what nobody may be quoted on is not among it. */
    public List<Concern> of(List<Feedback> remarks, int fewest) {
        return of(remarks, fewest, Grouping.byMatter(usage()::weight));
    }

    static List<Concern> of(List<Feedback> remarks, int fewest, Grouping grouping) {
        List<Feedback> quoted =
                remarks.stream().filter(one -> one.quote() != null).toList();
        return grouping.of(quoted, one -> Objects.requireNonNull(one.quote())).stream()
                .flatMap(group -> byHamlet(group.members()).stream())
                .map(Concerns::concern)
                .filter(concern -> concern.residents() >= fewest)
                .sorted(Comparator.comparingLong(Concern::residents).reversed().thenComparing(Concern::quote))
                .toList();
    }

    /** Lamps of two hamlets are two lamps; who names no hamlet means the one that most of the others name. */
    private static Collection<List<Feedback>> byHamlet(List<Feedback> alike) {
        String most = alike.stream()
                .map(Feedback::hamlet)
                .filter(Objects::nonNull)
                .collect(groupingBy(hamlet -> hamlet, TreeMap::new, counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        return alike.stream()
                .collect(
                        groupingBy(one -> Objects.requireNonNullElse(one.hamlet(), most), LinkedHashMap::new, toList()))
                .values();
    }

    private static Concern concern(List<Feedback> alike) {
        Map<Theme, Long> themes = alike.stream().collect(groupingBy(Feedback::theme, LinkedHashMap::new, counting()));
        Feedback typical = alike.getFirst();
        return new Concern(
                themes.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey(),
                alike.stream()
                        .map(Feedback::hamlet)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                alike.stream().mapToLong(Feedback::resident).distinct().count(),
                Objects.requireNonNull(typical.quote()));
    }

    /**
     * How many residents say what, in pairs of syllables that tell something.
     *
     * @param residents by pair, without marks
     * @param written the pair as most write it, with marks where any does
     */
    public record Terms(Map<String, Long> residents, Map<String, String> written) {}

    public Terms terms(List<Feedback> remarks) {
        return terms(remarks, usage());
    }

    static Terms terms(List<Feedback> remarks, Usage usage) {
        Map<String, Set<Long>> residents = new HashMap<>();
        Map<String, String> written = new HashMap<>();
        remarks.forEach(one -> {
            if (one.quote() != null) {
                usage.terms(one.quote()).forEach((term, asWritten) -> {
                    residents.computeIfAbsent(term, any -> new HashSet<>()).add(one.resident());
                    written.merge(term, asWritten, (known, next) -> known.equals(term) ? next : known);
                });
            }
        });
        Map<String, Long> counts = new HashMap<>();
        residents.forEach((term, who) -> counts.put(term, (long) who.size()));
        return new Terms(counts, written);
    }

    private Usage usage() {
        Themes themes = library.current().knowledge().themes();
        Known latest = known;
        if (latest == null || !latest.themes().equals(themes)) {
            latest = new Known(themes, new Usage(themes));
            known = latest;
        }
        return latest.usage();
    }
}
