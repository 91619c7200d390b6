package vn.hoixa.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says officially of one procedure, whatever the shape of the source.
 *
 * @param updated day on which it was changed last, or null where the source does not tell
 * @param isWhole whether it is the portal's own record, else a row of a list
 * @param isInternal whether only offices ask each other for it
 * @param ended day after which it is no longer done, or null; {@link LocalDate#MIN} where only that is known
 * @param agencies who decides
 * @param spans the times of its cases, each with its unit; a bare number where the source has none
 * @param place where papers are handed in, often empty
 */
record Official(
        String code,
        String name,
        String field,
        String publisher,
        @Nullable LocalDate updated,
        String url,
        boolean isWhole,
        boolean isInternal,
        @Nullable LocalDate ended,
        List<String> agencies,
        List<Document> documents,
        List<String> steps,
        List<Way> ways,
        List<String> spans,
        List<Fee> fees,
        List<String> results,
        List<Law> laws,
        String conditions,
        String place) {

    /** Something among the papers; not everything there is a paper. */
    record Document(String heading, String name, int originals, int copies) {}

    /** A way of handing in, with the time it takes. */
    record Way(String method, String time, String note) {}

    /** @param amount null where there is only a note */
    record Fee(String method, String type, @Nullable BigDecimal amount, String note, boolean isForeign) {}

    record Law(String name, String number) {}

    boolean hasEnded(LocalDate today) {
        return ended != null && ended.isBefore(today);
    }
}
