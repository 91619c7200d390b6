package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our reviewed text about one procedure.
 *
 * @param code national code of the procedure
 * @param title short everyday name
 * @param field lĩnh vực
 * @param handler post of the officer who treats it
 * @param counter who takes the papers
 * @param aboutDeath whether it is needed because somebody died
 * @param phrasings how residents ask for it
 * @param forms names of the forms to fill in
 * @param summary one or two sentences: what it is for, who asks for it
 * @param facets plain text by facet, as it may be quoted; what the guide does not tell is absent
 * @param source address of the record
 * @param review who or what stands behind the text
 * @param validFrom first day on which it may be quoted
 * @param validUntil last day, where it is known
 */
public record Guide(
        String code,
        String title,
        String field,
        String handler,
        Counter counter,
        boolean aboutDeath,
        List<String> phrasings,
        List<String> forms,
        String summary,
        Map<Facet, String> facets,
        String source,
        @Nullable Review review,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    public Guide {
        phrasings = List.copyOf(phrasings);
        forms = List.copyOf(forms);
        facets = Map.copyOf(facets);
    }

    /** Nothing is quoted that nobody reviewed or whose time is over. */
    public boolean isQuotable(LocalDate today) {
        return review != null && !today.isBefore(validFrom) && (validUntil == null || !today.isAfter(validUntil));
    }

    /**
     * What the text was compared with, or who read it.
     *
     * @param record code of the national record, or null where a person reviewed it
     * @param person name and post, or null where it was compared with a record
     * @param on day of the record's snapshot or of the review
     */
    public record Review(@Nullable String record, @Nullable String person, LocalDate on) {}
}
