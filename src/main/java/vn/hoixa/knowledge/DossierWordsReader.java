package vn.hoixa.knowledge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.hoixa.knowledge.DossierWords.Column;
import vn.hoixa.knowledge.DossierWords.State;

/** Reads {@code communes/<name>/dossiers.yaml}, and the words that hold without it. */
final class DossierWordsReader {
    private static final String FILE = "dossiers.yaml";

    /** What holds where a commune says nothing. */
    static final DossierWords USUAL = usual();

    private DossierWordsReader() {}

    /** The commune's words before the usual ones. */
    static DossierWords read(YamlSection file) {
        return own(file).before(USUAL);
    }

    private static DossierWords own(YamlSection file) {
        Map<Column, List<String>> columns = new EnumMap<>(Column.class);
        if (file.has("columns")) {
            YamlSection section = file.section("columns");
            for (Column column : Column.values()) {
                columns.put(column, section.texts(column.key()));
            }
            section.refuseOthers();
        }
        Map<State, List<String>> states = new EnumMap<>(State.class);
        if (file.has("states")) {
            YamlSection section = file.section("states");
            for (State state : State.values()) {
                if (state != State.UNKNOWN) {
                    states.put(state, section.texts(state.key()));
                }
            }
            section.refuseOthers();
        }
        file.refuseOthers();
        return new DossierWords(columns, states);
    }

    private static DossierWords usual() {
        var problems = new Problems();
        DossierWords words = own(YamlSection.parse(FILE, 1, OfficialWords.text(FILE), problems));
        if (!problems.found().isEmpty()) {
            throw new IllegalStateException(FILE + " in the program is broken");
        }
        return words;
    }
}
