package vn.hoixa.console;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.console.Threads.Resident;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Sight;

/**
 * Turns and numbers of a resident's cases that the reader must not see, and of what may belong to them; turns in which
 * something was said of the reader.
 */
record Hidden(Set<Long> cases, Set<Long> turns, List<String> numbers) {

    /** @param seen all that the reader may see */
    static Hidden from(JdbcClient read, Resident resident, Sight sight, List<Case> seen) {
        Set<Long> ids = seen.stream().map(Case::id).collect(Collectors.toSet());
        Map<Long, String> hidden = new HashMap<>();
        read.sql("SELECT id, number FROM cases WHERE resident_id = ?")
                .param(resident.row())
                .query((row, i) -> ids.contains(row.getLong("id"))
                        ? ""
                        : hidden.put(row.getLong("id"), new CaseNumber(row.getInt("number")).toString()))
                .list();
        Set<Long> turns = new HashSet<>(
                read.sql("SELECT f.turn FROM feedback f WHERE f.resident_id = ? AND " + sight.hidesExcluded("f"))
                        .param(resident.row())
                        .query(Long.class)
                        .list());
        if (!hidden.isEmpty()) {
            turns.addAll(read.sql("""
                            SELECT number FROM turn WHERE resident_id = :resident
                                AND (case_id IN (:hidden) OR decision = 'whichcase')""")
                    .param("resident", resident.row())
                    .param("hidden", hidden.keySet())
                    .query(Long.class)
                    .list());
        }
        return new Hidden(Set.copyOf(hidden.keySet()), turns, List.copyOf(hidden.values()));
    }

    /** @param turn in which it was treated; what was not yet may belong to any */
    boolean hasWritten(@Nullable Long turn) {
        return turn == null ? !cases.isEmpty() : turns.contains(turn);
    }

    /** @param about case whose words it carries, or null */
    boolean hasSent(String text, long turn, boolean isOfficers, @Nullable Long about) {
        boolean isNamed = numbers.stream().anyMatch(text::contains);
        boolean mayBeOfACase = isOfficers && !cases.isEmpty();
        return isNamed || (about == null ? mayBeOfACase || turns.contains(turn) : cases.contains(about));
    }
}
