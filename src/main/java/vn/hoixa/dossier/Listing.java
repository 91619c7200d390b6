package vn.hoixa.dossier;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.dossier.ImportOutcome.Cause;
import vn.hoixa.dossier.Report.Kind;
import vn.hoixa.dossier.Report.Note;
import vn.hoixa.knowledge.DossierWords;
import vn.hoixa.knowledge.DossierWords.Column;
import vn.hoixa.knowledge.DossierWords.State;

/** Makes dossiers of rows: finds the header, reads the few columns that are ours, and notes what is odd. */
final class Listing implements Row.Taker {
    /** A title, a blank line, the office's name: the header stands below. */
    private static final int HEADER_WITHIN = 30;

    private static final int MOST_ROWS = 200_000;
    private static final int MOST_NOTES = 20;
    private static final int LONGEST_STATE = 60;
    private static final int LONGEST_TITLE = 200;

    private final DossierWords words;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> unknownStates = new LinkedHashSet<>();

    private @Nullable Map<Column, Integer> columns;
    private @Nullable Row likest;
    private int above;
    private int read;

    Listing(DossierWords words) {
        this.words = words;
    }

    /** A dossier as the list has it. */
    record Entry(
            DossierCode code,
            State state,
            String words,
            String title,
            @Nullable LocalDate due,
            @Nullable LocalDate received) {}

    @Override
    public void take(Row row) throws Unreadable {
        if (row.isBlank()) {
            return;
        }
        if (columns == null) {
            lookForHeader(row);
        } else if (++read > MOST_ROWS) {
            throw new Unreadable(Cause.TOO_MANY_ROWS);
        } else {
            keep(row, columns);
        }
    }

    /** What was read, once all rows were taken. */
    Collection<Entry> entries() throws Unreadable {
        if (columns == null) {
            throw likest == null ? new Unreadable(Cause.EMPTY) : renamed(likest);
        } else if (entries.isEmpty()) {
            throw new Unreadable(read == 0 ? Cause.EMPTY : Cause.NO_CODES);
        }
        return Collections.unmodifiableCollection(entries.values());
    }

    Report report(java.time.Instant at) {
        return new Report(at, read, entries.size(), counts, notes, List.copyOf(unknownStates));
    }

    private void lookForHeader(Row row) throws Unreadable {
        Map<Column, Integer> found = found(row);
        if (Arrays.stream(Column.values()).filter(Column::isNeeded).allMatch(found::containsKey)) {
            columns = found;
            return;
        }
        if (likest == null || LIKENESS.compare(likeness(row), likeness(likest)) > 0) {
            likest = row;
        }
        if (++above >= HEADER_WITHIN) {
            throw renamed(likest);
        }
    }

    /** A header has most columns that we know, and of two alike most cells. */
    private record Likeness(int known, long filled) {}

    private static final Comparator<Likeness> LIKENESS =
            Comparator.comparingInt(Likeness::known).thenComparingLong(Likeness::filled);

    private Likeness likeness(Row row) {
        return new Likeness(
                found(row).size(),
                row.cells().stream().filter(cell -> !cell.isBlank()).count());
    }

    private Map<Column, Integer> found(Row row) {
        Map<Column, Integer> found = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            int index = words.find(column, row.cells());
            if (index >= 0) {
                found.put(column, index);
            }
        }
        return found;
    }

    private Unreadable renamed(Row header) {
        Map<Column, Integer> found = found(header);
        return new Unreadable(new ImportOutcome.Renamed(
                Arrays.stream(Column.values())
                        .filter(column -> column.isNeeded() && !found.containsKey(column))
                        .toList(),
                header.cells().stream()
                        .map(String::strip)
                        .filter(cell -> !cell.isEmpty())
                        .map(cell -> cut(cell, LONGEST_STATE))
                        .limit(MOST_NOTES)
                        .toList()));
    }

    private void keep(Row row, Map<Column, Integer> at) {
        String cell = cell(row, at, Column.CODE);
        DossierCode code = cell.isEmpty() ? null : DossierCode.of(cell);
        if (code == null) {
            note(row, cell.isEmpty() ? Kind.NO_CODE : Kind.ODD_CODE);
            return;
        }
        Entry entry = entry(code, row, at);
        Entry before = entries.get(code.key());
        if (before != null) {
            note(row, Kind.DUPLICATE);
            if (!Objects.equals(before.due(), entry.due())) {
                note(row, Kind.OTHER_DUE);
            }
        }
        if (before == null || !isOlder(entry, before)) {
            entries.put(code.key(), entry);
        }
    }

    /** Without a day of receipt, what stands below is the newer. */
    private static boolean isOlder(Entry entry, Entry other) {
        return entry.received() != null
                && other.received() != null
                && entry.received().isBefore(other.received());
    }

    private Entry entry(DossierCode code, Row row, Map<Column, Integer> at) {
        String stated = cell(row, at, Column.STATE);
        State state = words.state(stated);
        String own = own(cut(name(stated), LONGEST_STATE));
        if (state == State.UNKNOWN && !own.isEmpty() && unknownStates.size() < MOST_NOTES) {
            unknownStates.add(own);
        }
        String promised = cell(row, at, Column.DUE);
        LocalDate due = Days.read(promised, row.since1904());
        if (due == null && !promised.isEmpty()) {
            note(row, Kind.ODD_DUE);
        }
        LocalDate received = Days.read(cell(row, at, Column.RECEIVED), row.since1904());
        String title = own(cut(text(cell(row, at, Column.PROCEDURE)), LONGEST_TITLE));
        return new Entry(code, state, own, title, due, received);
    }

    /** What follows a colon, a bracket or a dash may be who does it, or for whom. */
    private static String name(String state) {
        return text(state.split("[:(\\[;,\\n\\r]| [-–—] ", 2)[0]);
    }

    /** One line, composed, and nothing before it that a spreadsheet would take for a formula. */
    private static String text(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .replaceFirst("^[=+\\-@ ]+", "")
                .strip();
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    /** Thousands of rows say the same few words. */
    private String own(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    private static String cell(Row row, Map<Column, Integer> at, Column column) {
        return row.cell(at.getOrDefault(column, -1));
    }

    private void note(Row row, Kind kind) {
        if (counts.merge(kind, 1, Integer::sum) <= MOST_NOTES) {
            notes.add(new Note(row.number(), kind));
        }
    }
}
