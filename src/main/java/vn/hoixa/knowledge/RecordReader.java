package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the importer wrote: {@code records/<code>.json} and {@code records/elsewhere.json}. */
final class RecordReader {
    static final String FOLDER = "records/";
    static final String ELSEWHERE = FOLDER + "elsewhere.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Foreign>> FOREIGN = new TypeReference<>() {};

    /** A guide tells of these what the record says under its steps. */
    private static final Set<Facet> TOLD_UNDER_STEPS =
            EnumSet.of(Facet.WHO, Facet.LATE, Facet.POST, Facet.TOGETHER, Facet.ONLINE);

    private RecordReader() {}

    /** A procedure that others decide, by name. */
    record Foreign(String code, String name, String field, String agency, String url) {}

    static @Nullable ImportedRecord record(String file, String text, Problems problems) {
        try {
            return JSON.readValue(text, ImportedRecord.class);
        } catch (JacksonException e) {
            problems.add(file, 1, "record-odd");
            return null;
        }
    }

    static List<Sheet> elsewhere(String text, Problems problems) {
        List<Sheet> sheets = new ArrayList<>();
        try {
            for (Foreign foreign : JSON.readValue(text, FOREIGN)) {
                sheets.add(ElsewhereReader.sheet(
                        Layer.RECORD,
                        ELSEWHERE,
                        foreign.code(),
                        foreign.name(),
                        foreign.agency(),
                        List.of(),
                        "",
                        Map.of(),
                        foreign.url()));
            }
        } catch (JacksonException e) {
            problems.add(ELSEWHERE, 1, "record-odd");
        }
        return sheets;
    }

    static Sheet sheet(String file, ImportedRecord record) {
        LocalDate on = record.updated() == null ? record.imported() : record.updated();
        return new Sheet(
                Layer.RECORD,
                file,
                null,
                record.code(),
                Kind.PROCEDURE,
                record.name(),
                record.field(),
                record.agency(),
                sitsWithThePolice(record) ? Counter.POLICE : null,
                false,
                List.of(),
                List.of(),
                null,
                null,
                byFacet(record.facts()),
                record.url(),
                new Guide.Review(Guide.By.RECORD, record.code(), on),
                LocalDate.MIN,
                null);
    }

    private static boolean sitsWithThePolice(ImportedRecord record) {
        return OfficialText.startsWithAny(record.agency(), List.of(OfficialWords.WORDS.police()));
    }

    /**
     * Facets of which the official fact is another than the one that the guide was compared with.
     *
     * @param compared hashes of the facts at the comparison, by facet; null where they were not kept
     * @param on day of the comparison
     */
    static Set<Facet> changed(ImportedRecord record, @Nullable Map<String, String> compared, @Nullable LocalDate on) {
        Set<Facet> changed = EnumSet.noneOf(Facet.class);
        for (Facet facet : Facet.values()) {
            String key = facet.key();
            String print = record.prints().get(key);
            if (compared != null) {
                if (print != null && !print.equals(compared.get(key))) {
                    changed.add(facet);
                }
            } else {
                LocalDate since = record.changed().get(key);
                if (since != null && (on == null || since.isAfter(on))) {
                    changed.add(facet);
                }
            }
        }
        if (changed.contains(Facet.STEPS)) {
            changed.addAll(TOLD_UNDER_STEPS);
        }
        return changed;
    }

    private static Map<Facet, String> byFacet(Map<String, String> facts) {
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        facts.forEach((key, text) -> facets.put(Facet.valueOf(key.toUpperCase(Locale.ROOT)), text));
        return facets;
    }
}
