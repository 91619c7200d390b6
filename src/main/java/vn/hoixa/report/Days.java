package vn.hoixa.report;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;

/**
 * The figures of many pages day by day, added up from the journal by one query for each kind of thing.
 *
 * <p>What a figure counts happened on one day, and nothing that comes later changes it; so days add up to weeks and
 * months, and a day that is over is kept in table {@code report_day}.
 */
final class Days {
    private static final String ON_DAY = "(at + 25200000) / 86400000";

    private final Database database;

    Days(Database database) {
        this.database = database;
    }

    /** A page's day. */
    private record Key(String oa, long day) {}

    /** A row of the journal about a case. */
    private record Event(String oa, long about, What what, long at) {}

    /**
     * What pages come to, from one day up to another.
     *
     * @param end the day after the last
     * @param settled the first day of which more may come
     */
    Map<String, Summary> sum(Collection<String> oas, LocalDate first, LocalDate end, LocalDate settled) {
        Map<String, Summary> sums = new HashMap<>();
        LocalDate begin = later(first, beginning(settled));
        LocalDate keptEnd = earlier(end, settled);
        if (oas.isEmpty() || !begin.isBefore(end)) {
            return sums;
        }
        if (begin.isBefore(keptEnd)) {
            keep(oas, begin, keptEnd);
            kept(oas, begin, keptEnd).forEach((key, summary) -> sums.merge(key.oa(), summary, Summary::plus));
        }
        LocalDate open = later(begin, settled);
        if (open.isBefore(end)) {
            count(oas, open, end).forEach((key, summary) -> sums.merge(key.oa(), summary, Summary::plus));
        }
        return sums;
    }

    /** Adds up what is not kept yet of the months before, so that nobody has to wait for it. */
    void keepAhead(Collection<String> oas, LocalDate settled, int months) {
        LocalDate begin = later(settled.minusMonths(months).withDayOfMonth(1), beginning(settled));
        for (LocalDate first = begin; !oas.isEmpty() && first.isBefore(settled); first = first.plusMonths(1)) {
            keep(oas, first, earlier(first.plusMonths(1), settled));
        }
    }

    /** The day on which the journal begins; it is written in the order of time. */
    private LocalDate beginning(LocalDate settled) {
        return database.read()
                .sql("SELECT (at + 25200000) / 86400000 FROM journal ORDER BY id LIMIT 1")
                .query(Long.class)
                .optional()
                .map(LocalDate::ofEpochDay)
                .orElse(settled);
    }

    /** Adds up what is not kept yet, from its first day to its last. */
    private void keep(Collection<String> oas, LocalDate first, LocalDate end) {
        Set<Key> known = kept(oas, first, end).keySet();
        List<Long> missing = java.util.stream.LongStream.range(first.toEpochDay(), end.toEpochDay())
                .filter(day -> oas.stream().anyMatch(oa -> !known.contains(new Key(oa, day))))
                .boxed()
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        LocalDate from = LocalDate.ofEpochDay(missing.getFirst());
        LocalDate until = LocalDate.ofEpochDay(missing.getLast() + 1);
        Map<Key, Summary> counted = count(oas, from, until);
        // Others who write wait for one day at most.
        for (long day : missing) {
            database.write(transaction -> {
                oas.stream()
                        .map(oa -> new Key(oa, day))
                        .filter(key -> !known.contains(key))
                        .forEach(key -> insert(transaction, key, counted.getOrDefault(key, Summary.NONE)));
                return true;
            });
        }
    }

    /** Another instance may have been faster. */
    private static void insert(JdbcClient transaction, Key key, Summary of) {
        transaction
                .sql("""
                        INSERT INTO report_day (day, oa, messages, turns, at_once, handed_over, on_time, late, reopened,
                            content, neutral, not_content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (day, oa) DO NOTHING""")
                .params(
                        key.day(),
                        key.oa(),
                        of.messages(),
                        of.turns(),
                        of.atOnce(),
                        of.handedOver(),
                        of.onTime(),
                        of.late(),
                        of.reopened(),
                        of.content(),
                        of.neutral(),
                        of.notContent())
                .update();
    }

    private Map<Key, Summary> kept(Collection<String> oas, LocalDate first, LocalDate end) {
        Map<Key, Summary> kept = new HashMap<>();
        database.read()
                .sql("SELECT * FROM report_day WHERE day >= :first AND day < :end AND oa IN (:oas)")
                .param("first", first.toEpochDay())
                .param("end", end.toEpochDay())
                .param("oas", oas)
                .query(row -> {
                    kept.put(
                            new Key(String.valueOf(row.getString("oa")), row.getLong("day")),
                            new Summary(
                                    row.getLong("messages"),
                                    row.getLong("turns"),
                                    row.getLong("at_once"),
                                    row.getLong("handed_over"),
                                    row.getLong("on_time"),
                                    row.getLong("late"),
                                    row.getLong("reopened"),
                                    row.getLong("content"),
                                    row.getLong("neutral"),
                                    row.getLong("not_content")));
                });
        return kept;
    }

    private Map<Key, Summary> count(Collection<String> oas, LocalDate first, LocalDate end) {
        Map<Key, Tally> tallies = new HashMap<>();
        talk(oas, first, end, tallies);
        affairs(oas, first, end, tallies);
        Map<Key, Summary> counted = new HashMap<>();
        tallies.forEach((key, tally) -> counted.put(key, tally.summary()));
        return counted;
    }

    private void talk(Collection<String> oas, LocalDate first, LocalDate end, Map<Key, Tally> tallies) {
        within(
                        "SELECT oa, " + ON_DAY + " AS day, COUNT(*) AS n FROM journal WHERE oa IN (:oas)"
                                + " AND what = 'asked' AND at >= :from AND at < :until GROUP BY oa, " + ON_DAY,
                        oas,
                        first,
                        end)
                .query(row -> {
                    tally(tallies, row.getString("oa"), row.getLong("day")).messages += row.getLong("n");
                });
        within(
                        "SELECT oa, " + ON_DAY + " AS day, what, outcome, COUNT(*) AS n FROM journal"
                                + " WHERE oa IN (:oas) AND what IN ('decided', 'rated') AND at >= :from AND at < :until"
                                + " GROUP BY oa, " + ON_DAY + ", what, outcome",
                        oas,
                        first,
                        end)
                .query(row -> {
                    tally(tallies, row.getString("oa"), row.getLong("day"))
                            .add(
                                    What.of(String.valueOf(row.getString("what"))),
                                    String.valueOf(row.getString("outcome")),
                                    row.getLong("n"));
                });
    }

    private void affairs(Collection<String> oas, LocalDate first, LocalDate end, Map<Key, Tally> tallies) {
        record Affair(String oa, long about) {}
        within("""
                        SELECT oa, case_id, what, at FROM journal
                        WHERE case_id IN (SELECT case_id FROM journal WHERE oa IN (:oas)
                                AND what IN ('handed_over', 'answered', 'closed', 'reopened', 'overdue')
                                AND at >= :from AND at < :until)
                            AND at < :until AND what IN ('handed_over', 'answered', 'closed', 'reopened', 'overdue')
                        ORDER BY case_id, at, id""", oas, first, end)
                .query((row, i) -> new Event(
                        String.valueOf(row.getString("oa")),
                        row.getLong("case_id"),
                        What.of(String.valueOf(row.getString("what"))),
                        row.getLong("at")))
                .list()
                .stream()
                .collect(groupingBy(event -> new Affair(event.oa(), event.about())))
                .values()
                .forEach(events -> add(events, first, tallies));
    }

    /** One case's events up to the last day, in their order; what was before the first day is only known. */
    private static void add(List<Event> events, LocalDate first, Map<Key, Tally> tallies) {
        boolean isAnswered = false;
        boolean isLate = false;
        for (Event event : events) {
            long day =
                    CommuneTime.day(java.time.Instant.ofEpochMilli(event.at())).toEpochDay();
            Tally tally = day < first.toEpochDay() ? new Tally() : tally(tallies, event.oa(), day);
            switch (event.what()) {
                case HANDED_OVER -> tally.handedOver++;
                case ANSWERED, CLOSED -> {
                    tally.onTime += isAnswered || isLate ? 0 : 1;
                    isAnswered = true;
                }
                case OVERDUE -> {
                    tally.late += isAnswered || isLate ? 0 : 1;
                    isLate |= !isAnswered;
                }
                case REOPENED -> tally.reopened++;
                case ASKED, DECIDED, SENT, RATED, REMARKED, CORRECTED -> {
                    // Not of a case.
                }
            }
        }
    }

    private JdbcClient.StatementSpec within(String query, Collection<String> oas, LocalDate first, LocalDate end) {
        return database.read()
                .sql(query)
                .param("oas", oas)
                .param("from", millis(first))
                .param("until", millis(end));
    }

    private static Tally tally(Map<Key, Tally> tallies, String oa, long day) {
        return tallies.computeIfAbsent(new Key(oa, day), key -> new Tally());
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(CommuneTime.ZONE).toInstant().toEpochMilli();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** Counts while they grow. */
    private static final class Tally {
        private long messages;
        private long turns;
        private long atOnce;
        private long handedOver;
        private long onTime;
        private long late;
        private long reopened;
        private final Map<String, Long> ratings = new HashMap<>();

        void add(What what, String outcome, long n) {
            if (what == What.RATED) {
                ratings.merge(outcome, n, Long::sum);
            } else {
                turns += Reckoner.NOTHING_ASKED.contains(outcome) ? 0 : n;
                atOnce += Reckoner.AT_ONCE.contains(outcome) ? n : 0;
            }
        }

        Summary summary() {
            return new Summary(
                    messages,
                    turns,
                    atOnce,
                    handedOver,
                    onTime,
                    late,
                    reopened,
                    ratings.getOrDefault("content", 0L),
                    ratings.getOrDefault("neutral", 0L),
                    ratings.getOrDefault("not_content", 0L));
        }
    }
}
