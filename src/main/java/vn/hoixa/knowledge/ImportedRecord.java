package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An official record as the importer keeps it, in {@code records/<code>.json} below the data folder.
 *
 * @param code national code
 * @param name official name
 * @param field lĩnh vực
 * @param agency who decides, as the record has it
 * @param publisher who published it
 * @param updated day on which it was changed last, or null where the source does not tell
 * @param url its page on the national portal
 * @param imported day of the import
 * @param isWhole whether it was read from the portal's own record, else from a shorter list
 * @param facts by key of the facet, as they may be quoted; what is ambiguous or too long is absent
 * @param prints by key of the facet, a short hash of the official fact
 * @param changed by key of the facet, the day on which an import found another fact than before
 * @param held what keeps it from being quoted: bodies and papers that no longer exist, repealed law
 */
record ImportedRecord(
        String code,
        String name,
        String field,
        String agency,
        String publisher,
        @Nullable LocalDate updated,
        String url,
        LocalDate imported,
        boolean isWhole,
        Map<String, String> facts,
        Map<String, String> prints,
        Map<String, LocalDate> changed,
        List<String> held) {

    boolean isHeld() {
        return !held.isEmpty();
    }
}
