package vn.hoixa.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Leave;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Unit;
import vn.hoixa.escalation.Reach;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;

/** Officers as the pages show them. */
@Component
class OfficerLines {
    private final Directory directory;
    private final Reach reach;
    private final InstantSource clock;

    OfficerLines(Directory directory, Reach reach, InstantSource clock) {
        this.directory = directory;
        this.reach = reach;
        this.clock = clock;
    }

    /**
     * One officer.
     *
     * @param away what they are away for now, or null
     */
    record Line(Officer officer, Reach.How how, @Nullable Leave away) {
        /** Nobody is missed who is on leave. */
        public boolean isMissed() {
            return !how.reaches() && away == null;
        }
    }

    List<Line> of(Commune commune) {
        Instant now = clock.instant();
        return directory.of(commune.id()).stream()
                .map(officer -> new Line(officer, reach.of(commune, officer), away(officer, now)))
                .toList();
    }

    Map<Unit, List<Line>> byUnit(Commune commune) {
        return of(commune).stream()
                .collect(Collectors.groupingBy(line -> line.officer().unit(), TreeMap::new, Collectors.toList()));
    }

    /** By what keeps them from being told. */
    Map<Reach.How, List<Line>> missed(Commune commune) {
        return of(commune).stream()
                .filter(Line::isMissed)
                .collect(Collectors.groupingBy(Line::how, TreeMap::new, Collectors.toList()));
    }

    private @Nullable Leave away(Officer officer, Instant now) {
        if (!directory.isAway(officer, now)) {
            return null;
        }
        LocalDate today = CommuneTime.day(now);
        return directory.leaves(officer.id()).stream()
                .filter(leave -> !leave.first().isAfter(today) && !leave.last().isBefore(today))
                .max(Comparator.comparing(Leave::last))
                .orElse(null);
    }
}
