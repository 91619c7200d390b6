package vn.hoixa.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.console.Entry.From;
import vn.hoixa.escalation.Case;

/** What happened to cases, and what officers noted for each other, as it stands in a conversation. */
final class CaseEvents {
    /** What stands between what was said; all of it stands in the case's history. */
    private static final Set<String> TOLD = Set.of(
            "opened", "taken", "passed on", "lapsed", "refused", "answered", "reopened", "handed back", "closed");

    private CaseEvents() {}

    /** All of it, the oldest first. */
    static List<Entry> history(JdbcClient read, Case about) {
        return events(read, List.of(about)).stream().map(Event::entry).toList();
    }

    /** What belongs between what was said until then. */
    static List<Entry> told(JdbcClient read, List<Case> cases, Instant before) {
        if (cases.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>(events(read, cases).stream()
                .filter(event ->
                        TOLD.contains(event.what()) && event.entry().at().isBefore(before))
                .map(Event::entry)
                .toList());
        entries.addAll(read.sql("""
                        SELECT x.created_at, x.text, o.name FROM case_text x LEFT JOIN officer o ON o.id = x.officer_id
                        WHERE x.case_id IN (:cases) AND x.kind = 'note' AND x.created_at < :before ORDER BY x.id""")
                .param("cases", cases.stream().map(Case::id).toList())
                .param("before", before.toEpochMilli())
                .query((row, i) -> new Entry(
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        From.NOTE,
                        row.getString("name"),
                        String.valueOf(row.getString("text")),
                        "",
                        "",
                        List.of(),
                        null))
                .list());
        return entries;
    }

    /** @param what as the history has it */
    private record Event(String what, Entry entry) {}

    private static List<Event> events(JdbcClient read, List<Case> cases) {
        Map<Long, String> numbers = cases.stream()
                .collect(Collectors.toMap(Case::id, one -> one.number().toString()));
        return read.sql("""
                        SELECT h.case_id, h.at, h.what AS said, o.name FROM case_history h
                        LEFT JOIN officer o ON o.id = h.officer_id WHERE h.case_id IN (:cases) ORDER BY h.id""")
                .param("cases", numbers.keySet())
                .query((row, i) -> {
                    String what = String.valueOf(row.getString("said"));
                    Entry entry = new Entry(
                            Instant.ofEpochMilli(row.getLong("at")),
                            From.EVENT,
                            row.getString("name"),
                            "",
                            what.replace(' ', '-'),
                            String.valueOf(numbers.get(row.getLong("case_id"))),
                            List.of(),
                            null);
                    return new Event(what, entry);
                })
                .list();
    }
}
