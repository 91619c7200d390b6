package vn.hoixa.knowledge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads lists of procedures that others decide, {@code bank/elsewhere/*.yaml}: what it is called, and who decides. */
final class ElsewhereReader {
    private ElsewhereReader() {}

    static List<Sheet> read(String file, YamlSection list) {
        List<Sheet> sheets = new ArrayList<>();
        for (YamlSection entry : list.sections("elsewhere")) {
            String name = entry.text("name");
            String code = entry.optional("code");
            String note = entry.optional("note");
            Map<Facet, String> facets = new EnumMap<>(Facet.class);
            String place = entry.optional("place");
            if (place != null) {
                facets.put(Facet.PLACE, place);
            }
            List<String> phrasings = entry.texts("phrasings");
            entry.problemIf(phrasings.isEmpty(), "name", "phrasings-missing");
            sheets.add(sheet(
                    Layer.BANK,
                    file,
                    code == null ? "elsewhere." + Folding.fold(name).replace(' ', '-') : code,
                    name,
                    entry.text("decides"),
                    phrasings,
                    note == null ? "" : note,
                    facets,
                    entry.optional("source")));
            entry.refuseOthers();
        }
        list.refuseOthers();
        return sheets;
    }

    static Sheet sheet(
            Layer layer,
            String file,
            String code,
            String name,
            String decides,
            List<String> phrasings,
            String note,
            Map<Facet, String> facets,
            @org.jspecify.annotations.Nullable String source) {
        return new Sheet(
                layer,
                file,
                null,
                code,
                Kind.ELSEWHERE,
                name,
                "",
                decides,
                Counter.COMMUNE,
                false,
                phrasings,
                List.of(),
                null,
                note,
                facets,
                source,
                null,
                null,
                null);
    }
}
