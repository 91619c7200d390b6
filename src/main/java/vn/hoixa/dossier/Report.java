package vn.hoixa.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of an import.
 *
 * @param at when
 * @param read rows below the header that hold anything
 * @param kept dossiers that can be looked up now
 * @param counts how often something was noticed
 * @param notes the first of each kind, in the order of the rows
 * @param unknownStates words of the list whose meaning nobody told; the first few
 */
public record Report(
        Instant at, int read, int kept, Map<Kind, Integer> counts, List<Note> notes, List<String> unknownStates) {

    /** What is noticed about a row. */
    public enum Kind {
        /** Skipped: it holds something, but no code. */
        NO_CODE,
        /** Skipped: what stands in the place of a code is none. */
        ODD_CODE,
        /** Kept without the day, which could not be read. */
        ODD_DUE,
        /** The code was there before: of both rows the one that was received last counts. */
        DUPLICATE,
        /** And another day is promised in it. */
        OTHER_DUE;

        /** As messages call it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Something noticed.
     *
     * @param row as the spreadsheet counts it, from 1
     */
    public record Note(int row, Kind kind) {}

    public int skipped() {
        return count(Kind.NO_CODE) + count(Kind.ODD_CODE);
    }

    /** The first rows of which it was noticed. */
    public String rows(Kind kind) {
        return notes.stream()
                .filter(note -> note.kind() == kind)
                .map(note -> String.valueOf(note.row()))
                .collect(Collectors.joining(", "));
    }

    public int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }
}
