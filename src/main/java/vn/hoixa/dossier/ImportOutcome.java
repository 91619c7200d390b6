package vn.hoixa.dossier;

import java.util.List;
import java.util.Locale;
import vn.hoixa.knowledge.DossierWords.Column;

/** What an import comes to. */
public sealed interface ImportOutcome {
    /** The new list is the one that counts. */
    record Taken(Report report) implements ImportOutcome {}

    /** Nothing was changed: more than half of the dossiers would be gone, so somebody has to say that it is meant. */
    record HeldBack(int before, int now) implements ImportOutcome {}

    /** Nothing was changed: a column that is needed is not in the file under any name that we know. */
    record Renamed(List<Column> missing, List<String> headers) implements ImportOutcome {
        public Renamed {
            missing = List.copyOf(missing);
            headers = List.copyOf(headers);
        }
    }

    /** Nothing was changed: the file is of no use. */
    record Refused(Cause cause) implements ImportOutcome {}

    /** Why a file is of no use. */
    enum Cause {
        EMPTY,
        /** Rows, but no code in any. */
        NO_CODES,
        /** The file itself. */
        TOO_LARGE,
        /** What is packed in it. */
        BLOWN_UP,
        TOO_MANY_ROWS,
        /** The Excel of before 2007. */
        OLD_EXCEL,
        /** HTML that only calls itself a spreadsheet. */
        WEB_PAGE,
        DAMAGED,
        /** Another list of that commune is just being taken. */
        BUSY;

        /** As messages call it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
