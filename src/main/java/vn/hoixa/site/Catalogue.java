package vn.hoixa.site;

import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.matching.Edition;
import vn.hoixa.matching.Understanding.Candidate;

/** What the residents of one commune find on its pages, as of one day. */
record Catalogue(Edition edition, Commune commune, LocalDate today) {
    private static final Locale VIETNAMESE = Locale.of("vi");

    /**
     * Procedures of one kind of matter.
     *
     * @param written those with a text that may be quoted
     * @param others those that are only known by name
     */
    record Field(String name, String slug, List<Guide> written, List<Guide> others) {
        public int count() {
            return written.size() + others.size();
        }
    }

    /** By name. */
    List<Field> fields() {
        Map<String, List<Guide>> bySlug = guides().filter(
                        guide -> guide.kind() == Kind.PROCEDURE || guide.kind() == Kind.LAW)
                .sorted(Comparator.comparing(Guide::title, Collator.getInstance(VIETNAMESE)))
                .collect(Collectors.groupingBy(
                        guide -> Slug.of(guide.field()), LinkedHashMap::new, Collectors.toList()));
        return bySlug.entrySet().stream()
                .map(entry -> field(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Field::name, Collator.getInstance(VIETNAMESE)))
                .toList();
    }

    @Nullable
    Field field(String slug) {
        return fields().stream()
                .filter(field -> field.slug().equals(slug))
                .findFirst()
                .orElse(null);
    }

    /** How to get along, or the commune itself; without those that tell nothing. */
    List<Guide> texts(Kind kind) {
        return guides().filter(guide -> guide.kind() == kind && isQuotable(guide))
                .toList();
    }

    @Nullable
    Guide guide(String code) {
        return edition.knowledge().guide(commune, code);
    }

    /** What a question may mean, the likeliest first. */
    List<Candidate> candidates(String question) {
        return edition.matcher().understand(question, commune).candidates();
    }

    public boolean isQuotable(Guide guide) {
        return guide.kind() != Kind.ELSEWHERE && guide.isQuotable(today);
    }

    private Field field(String slug, List<Guide> guides) {
        Map<Boolean, List<Guide>> parts = guides.stream().collect(Collectors.partitioningBy(this::isQuotable));
        return new Field(
                guides.getFirst().field(),
                slug,
                Objects.requireNonNull(parts.get(true)),
                Objects.requireNonNull(parts.get(false)));
    }

    private Stream<Guide> guides() {
        return edition.knowledge().guides().stream()
                .map(Guide::code)
                .distinct()
                .map(this::guide)
                .filter(Objects::nonNull);
    }
}
