package vn.hoixa.escalation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;
import vn.hoixa.storage.Database;

/** Who answers: by field; the substitute of who is away or has too much; a leader where nobody is there. */
@Component
class Assignment {
    /** What belongs to no field is for those who tell residents about the commune. */
    private static final String FRONT_DESK = "ve-xa";

    /** So many open cases more than the other one are too many. */
    private static final int MANY = 10;

    private final Directory directory;
    private final Database database;

    Assignment(Directory directory, Database database) {
        this.directory = directory;
        this.database = database;
    }

    /** Empty where nobody can be reached who may treat it. */
    Optional<Officer> choose(String commune, @Nullable String field, Exclusion exclusion, Instant now) {
        String of = field == null ? FRONT_DESK : field;
        List<Officer> candidates = directory.candidates(commune, of, exclusion, now);
        Set<Long> theirs =
                directory.forField(commune, of).stream().map(Officer::id).collect(Collectors.toSet());
        Map<Long, Integer> load = load(commune);
        // The substitute helps whoever drowns, and stands in for whoever did not say today that they are there while
        // the
        // substitute did; outside of the field the directory's order says who comes first.
        return candidates.stream()
                .filter(officer -> theirs.contains(officer.id()))
                .min(Comparator.comparing((Officer officer) -> load.getOrDefault(officer.id(), 0) / MANY)
                        .thenComparing(Officer::onDuty, Comparator.reverseOrder()))
                .or(() -> candidates.stream().findFirst());
    }

    /** Who is on duty now, else as {@link #choose}: in an emergency the field counts less than being there. */
    Optional<Officer> chooseAtOnce(String commune, Exclusion exclusion, Instant now) {
        return directory.of(commune).stream()
                .filter(Officer::onDuty)
                .filter(officer -> directory.isReachable(officer) && !exclusion.covers(officer))
                .findFirst()
                .or(() -> choose(commune, null, exclusion, now));
    }

    /** The leader who is told next: the first at the first lapse, then the next one. */
    Optional<Officer> leader(String commune, Exclusion exclusion, int lapses, Instant now) {
        List<Officer> leaders = directory.leaders(commune).stream()
                .filter(leader -> !exclusion.covers(leader))
                .filter(leader -> directory.isReachable(leader) && !directory.isAway(leader, now))
                .toList();
        return leaders.isEmpty()
                ? Optional.empty()
                : Optional.of(leaders.get(Math.min(Math.max(lapses - 1, 0), leaders.size() - 1)));
    }

    private Map<Long, Integer> load(String commune) {
        return database
                .read()
                .sql("""
                        SELECT owner_id, COUNT(*) FROM cases
                        WHERE commune = ? AND state IN ('new', 'taken') AND owner_id IS NOT NULL GROUP BY owner_id""")
                .param(commune)
                .query((row, i) -> Map.entry(row.getLong(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
