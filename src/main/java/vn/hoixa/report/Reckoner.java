package vn.hoixa.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import vn.hoixa.journal.What;
import vn.hoixa.report.Figures.Count;
import vn.hoixa.report.Figures.Share;
import vn.hoixa.storage.Database;

/** Computes a period's figures from table {@code journal}. */
@Component
public class Reckoner {
    static final Set<String> AT_ONCE = Set.of("answer", "several", "elsewhere", "track", "meet");

    /** Turns in which nothing is asked that could be answered at once, or an officer writes. */
    static final Set<String> NOTHING_ASKED =
            Set.of("smalltalk", "acknowledge", "rated", "judged", "settle", "told", "desk");

    private static final Set<String> ASKED_BACK = Set.of("clarify", "repeat", "whichcase");
    private static final int A_PIECE = 1_000;
    private static final int HOURS = 24;
    private static final int DAYS = 7;

    private static final String RANGE = " FROM journal WHERE oa = :oa AND what = :what AND at >= :from AND at < :until";

    /** What was moved to no theme, as somebody may be denounced in it, stands in no file. */
    private static final String NOT_TAKEN_BACK =
            " AND (what NOT IN ('remarked', 'corrected') OR (resident, turn) NOT IN"
                    + " (SELECT resident, turn FROM journal WHERE oa = :oa AND what = 'corrected' AND theme = ''))";

    /** Of the week, from Monday's midnight; the epoch began on a Thursday. */
    private static final String HOUR = "((at + 25200000) / 3600000 + 72) % 168";

    private final Database database;

    Reckoner(Database database) {
        this.database = database;
    }

    public Figures of(String oa, Period period) {
        JdbcClient read = database.read();
        Function<What, Function<String, StatementSpec>> in = what -> query -> read.sql(query)
                .param("oa", oa)
                .param("what", what.column())
                .param("from", period.from().toEpochMilli())
                .param("until", period.until().toEpochMilli());
        Map<Integer, Long> hours = hours(in.apply(What.ASKED));
        Map<String, Long> outcomes = counts(in.apply(What.DECIDED), "outcome");
        Affairs affairs = affairs(read, oa, period);
        List<Remark> remarks =
                Remarks.of(read, oa, period.from(), period.until()).filed(period);
        return new Figures(
                period,
                hours.values().stream().mapToLong(n -> n).sum(),
                in.apply(What.ASKED)
                        .apply("SELECT COUNT(DISTINCT resident)" + RANGE)
                        .query(Long.class)
                        .single(),
                sum(outcomes, outcome -> !NOTHING_ASKED.contains(outcome)),
                sum(outcomes, AT_ONCE::contains),
                sum(outcomes, ASKED_BACK::contains),
                affairs.of(Step.HANDED_OVER).size(),
                Spread.of(affairs.firstAnswers),
                Spread.of(affairs.closings),
                affairs.of(Step.ON_TIME).size(),
                affairs.of(Step.ON_TIME).size() + affairs.of(Step.LATE).size(),
                affairs.of(Step.REOPENED).size(),
                ranked(affairs.of(Step.LATE).stream()
                        .map(Event::officer)
                        .filter(Objects::nonNull)
                        .map(String::valueOf)),
                ranked(affairs.of(Step.LATE).stream().map(Event::field)),
                ranked(counts(in.apply(What.RATED), "outcome")),
                content(in.apply(What.RATED), "guide"),
                content(in.apply(What.RATED), "field"),
                content(in.apply(What.RATED), "officer_id"),
                ranked(remarks.stream().map(Remark::theme)),
                ranked(counts(in.apply(What.DECIDED), "guide")),
                ranked(remarks.stream().map(Remark::hamlet)),
                IntStream.range(0, DAYS)
                        .mapToObj(day -> IntStream.range(0, HOURS)
                                .mapToObj(hour -> hours.getOrDefault(day * HOURS + hour, 0L))
                                .toList())
                        .toList());
    }

    /** Themes on which residents remark more than in the weeks or months before, the least likely first. */
    public List<Rise> rising(String oa, Period period) {
        List<Period> before = period.compared();
        Remarks remarks = Remarks.of(database.read(), oa, before.getLast().from(), period.until());
        return Rising.of(themes(remarks, List.of(period)), themes(remarks, before), before.size());
    }

    private static Map<String, Long> themes(Remarks remarks, List<Period> periods) {
        return periods.stream()
                .flatMap(period -> remarks.filed(period).stream())
                .collect(groupingBy(Remark::theme, counting()));
    }

    /** What happens to a case that a figure counts. */
    public enum Step {
        HANDED_OVER,
        FIRST_ANSWERED,
        /** Of the first answered. */
        ON_TIME,
        LATE,
        CLOSED,
        REOPENED
    }

    /**
     * A case behind a figure.
     *
     * @param about its id
     * @param officer whose matter it was then
     */
    public record Stepped(long about, @Nullable Long officer, String field) {}

    /** The cases behind a figure, as {@link Figures} counts them. */
    public List<Stepped> cases(String oa, Period period, Step step) {
        return affairs(database.read(), oa, period).of(step).stream()
                .map(event -> new Stepped(event.about(), event.officer(), event.field()))
                .toList();
    }

    /**
     * Which rows stand behind a figure.
     *
     * @param outcomes one of these, or any where there is none
     * @param guide code, or empty for all
     * @param field folder, or empty for all
     * @param day of the week, Monday is 0, or null for all
     * @param hour of the day, or null for all
     */
    public record Behind(
            What what,
            Set<String> outcomes,
            String guide,
            String field,
            @Nullable Integer day,
            @Nullable Integer hour) {
        public static Behind messages(@Nullable Integer day, @Nullable Integer hour) {
            return new Behind(What.ASKED, Set.of(), "", "", day, hour);
        }

        public static Behind atOnce() {
            return new Behind(What.DECIDED, AT_ONCE, "", "", null, null);
        }

        public static Behind procedure(String guide) {
            return new Behind(What.DECIDED, Set.of(), guide, "", null, null);
        }

        public static Behind ratings(Set<String> ratings, String guide, String field) {
            return new Behind(What.RATED, ratings, guide, field, null, null);
        }
    }

    /**
     * A row behind a figure.
     *
     * @param resident number of the resident's row, which may be gone
     */
    public record Row(
            Instant at,
            long resident,
            String outcome,
            @Nullable String guide) {}

    /** The rows behind a figure, the newest first. */
    public List<Row> rows(String oa, Period period, Behind behind, int most, int skip) {
        String some = behind.outcomes().isEmpty() ? "" : " AND outcome IN (:outcomes)";
        StatementSpec rows = database.read()
                .sql("SELECT at, resident, outcome, guide" + RANGE + some
                        + " AND (:guide = '' OR guide = :guide) AND (:field = '' OR field = :field)"
                        + " AND (:day < 0 OR (" + HOUR + ") / 24 = :day) AND (:hour < 0 OR (" + HOUR + ") % 24 = :hour)"
                        + " ORDER BY at DESC, id DESC LIMIT :most OFFSET :skip")
                .param("oa", oa)
                .param("what", behind.what().column())
                .param("from", period.from().toEpochMilli())
                .param("until", period.until().toEpochMilli())
                .param("guide", behind.guide())
                .param("field", behind.field())
                .param("day", Objects.requireNonNullElse(behind.day(), -1))
                .param("hour", Objects.requireNonNullElse(behind.hour(), -1))
                .param("most", most)
                .param("skip", skip);
        return (some.isEmpty() ? rows : rows.param("outcomes", behind.outcomes()))
                .query((row, i) -> new Row(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getLong("resident"),
                        String.valueOf(row.getString("outcome")),
                        row.getString("guide")))
                .list();
    }

    /**
     * What happened, as the files have it.
     *
     * @param about id of the case
     */
    public record Line(
            Instant at,
            What what,
            @Nullable Long about,
            String field,
            String guide,
            String theme,
            String hamlet,
            String outcome,
            String reason,
            String version) {}

    /** All of a period, one kind after the other, read in pieces so that no reader holds the database for long. */
    public void lines(String oa, Period period, Consumer<Line> taker) {
        for (What what : What.values()) {
            long at = period.from().toEpochMilli();
            long id = 0;
            List<Numbered> piece;
            do {
                piece = piece(oa, period, what, at, id);
                piece.forEach(one -> taker.accept(one.line()));
                if (!piece.isEmpty()) {
                    at = piece.getLast().line().at().toEpochMilli();
                    id = piece.getLast().id();
                }
            } while (piece.size() == A_PIECE);
        }
    }

    /** How many {@link #lines} there are. */
    public long rows(String oa, Period period) {
        return database.read()
                .sql("SELECT COUNT(*) FROM journal WHERE oa = :oa AND what IN (:kinds) AND at >= :from AND at < :until"
                        + NOT_TAKEN_BACK)
                .param("oa", oa)
                .param("kinds", Stream.of(What.values()).map(What::column).toList())
                .param("from", period.from().toEpochMilli())
                .param("until", period.until().toEpochMilli())
                .query(Long.class)
                .single();
    }

    private record Numbered(long id, Line line) {}

    private List<Numbered> piece(String oa, Period period, What what, long at, long id) {
        return database.read()
                .sql("SELECT *" + RANGE + NOT_TAKEN_BACK + " AND (at > :from OR id > :id) ORDER BY at, id LIMIT :most")
                .param("oa", oa)
                .param("what", what.column())
                .param("from", at)
                .param("until", period.until().toEpochMilli())
                .param("id", id)
                .param("most", A_PIECE)
                .query((row, i) -> new Numbered(
                        row.getLong("id"),
                        new Line(
                                Instant.ofEpochMilli(row.getLong("at")),
                                what,
                                row.getObject("case_id") == null ? null : row.getLong("case_id"),
                                text(row, "field"),
                                text(row, "guide"),
                                text(row, "theme"),
                                text(row, "hamlet"),
                                text(row, "outcome"),
                                text(row, "reason"),
                                text(row, "version"))))
                .list();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** Messages by hour of the week. */
    private static Map<Integer, Long> hours(Function<String, StatementSpec> asked) {
        Map<Integer, Long> hours = new HashMap<>();
        asked.apply("SELECT " + HOUR + " AS hour, COUNT(*) AS n" + RANGE + " GROUP BY " + HOUR)
                .query(row -> {
                    hours.put(row.getInt("hour"), row.getLong("n"));
                });
        return hours;
    }

    /** Rows without a value are not counted. */
    private static Map<String, Long> counts(Function<String, StatementSpec> rows, String column) {
        Map<String, Long> counts = new HashMap<>();
        rows.apply("SELECT " + column + " AS value, COUNT(*) AS n" + RANGE + " AND " + column + " IS NOT NULL GROUP BY "
                        + column)
                .query(row -> {
                    counts.put(String.valueOf(row.getString("value")), row.getLong("n"));
                });
        return counts;
    }

    /** Rows without a value are not counted. */
    private static List<Share> content(Function<String, StatementSpec> rated, String column) {
        return rated
                .apply("SELECT " + column + " AS value, COUNT(*) AS n,"
                        + " SUM(CASE WHEN outcome = 'content' THEN 1 ELSE 0 END) AS content" + RANGE + " AND " + column
                        + " IS NOT NULL GROUP BY " + column)
                .query((row, i) ->
                        new Share(String.valueOf(row.getString("value")), row.getLong("n"), row.getLong("content")))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(Share::n).reversed().thenComparing(Share::what))
                .toList();
    }

    private static long sum(Map<String, Long> counts, java.util.function.Predicate<String> which) {
        return counts.entrySet().stream()
                .filter(one -> which.test(one.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static List<Count> ranked(Stream<@Nullable String> values) {
        return ranked(values.filter(Objects::nonNull).collect(groupingBy(value -> value, counting())));
    }

    private static List<Count> ranked(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(one -> new Count(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(Count::n).reversed().thenComparing(Count::what))
                .toList();
    }

    /** A case's event. */
    private record Event(
            long about, What what, long at, @Nullable Long officer, String field) {
        static Event of(ResultSet row, int i) throws SQLException {
            return new Event(
                    row.getLong("case_id"),
                    What.of(String.valueOf(row.getString("what"))),
                    row.getLong("at"),
                    row.getObject("officer_id") == null ? null : row.getLong("officer_id"),
                    Objects.requireNonNullElse(row.getString("field"), ""));
        }
    }

    /** What the period's cases come to. */
    private static final class Affairs {
        private final long from;
        private final List<Duration> firstAnswers = new ArrayList<>();
        private final List<Duration> closings = new ArrayList<>();
        private final Map<Step, List<Event>> steps = new EnumMap<>(Step.class);

        Affairs(Period period) {
            from = period.from().toEpochMilli();
        }

        List<Event> of(Step step) {
            return steps.getOrDefault(step, List.of());
        }

        private void add(Step step, Event event) {
            if (event.at() >= from) {
                steps.computeIfAbsent(step, none -> new ArrayList<>()).add(event);
            }
        }

        /** One case's events up to the period's end, in their order. */
        void add(List<Event> events) {
            long began = events.getFirst().at();
            boolean isAnswered = false;
            boolean isLate = false;
            for (Event event : events) {
                boolean isWithin = event.at() >= from;
                switch (event.what()) {
                    case HANDED_OVER -> add(Step.HANDED_OVER, event);
                    case ANSWERED, CLOSED -> {
                        if (!isAnswered) {
                            add(Step.FIRST_ANSWERED, event);
                            if (!isLate) {
                                add(Step.ON_TIME, event);
                            }
                            if (isWithin) {
                                firstAnswers.add(Duration.ofMillis(
                                        event.at() - events.getFirst().at()));
                            }
                        }
                        if (event.what() == What.CLOSED) {
                            add(Step.CLOSED, event);
                            if (isWithin) {
                                closings.add(Duration.ofMillis(event.at() - began));
                            }
                        }
                        isAnswered = true;
                    }
                    case OVERDUE -> {
                        if (!isAnswered && !isLate) {
                            add(Step.LATE, event);
                        }
                        isLate |= !isAnswered;
                    }
                    case REOPENED -> {
                        began = event.at();
                        add(Step.REOPENED, event);
                    }
                    case ASKED, DECIDED, SENT, RATED, REMARKED, CORRECTED -> {
                        // Not of a case.
                    }
                }
            }
        }
    }

    /** CROSS JOIN, so that SQLite goes from the period's cases to their events, not through all that ever happened. */
    private static Affairs affairs(JdbcClient read, String oa, Period period) {
        Affairs affairs = new Affairs(period);
        read
                .sql("""
                        SELECT j.case_id, j.what, j.at, j.officer_id, j.field
                        FROM (SELECT DISTINCT case_id FROM journal WHERE oa = :oa
                                AND what IN ('handed_over', 'answered', 'closed', 'reopened', 'overdue')
                                AND at >= :from AND at < :until) o
                            CROSS JOIN journal j
                        WHERE j.case_id = o.case_id AND j.oa = :oa AND j.at < :until
                            AND j.what IN ('handed_over', 'answered', 'closed', 'reopened', 'overdue')
                        ORDER BY j.case_id, j.at, j.id""")
                .param("oa", oa)
                .param("from", period.from().toEpochMilli())
                .param("until", period.until().toEpochMilli())
                .query(Event::of)
                .list()
                .stream()
                .collect(groupingBy(Event::about))
                .values()
                .forEach(affairs::add);
        return affairs;
    }

    /** A remark, or where a person put it later. */
    private record Remark(
            long at,
            @Nullable Long resident,
            @Nullable Long turn,
            String theme,
            @Nullable String hamlet) {
        Remark under(String other) {
            return new Remark(at, resident, turn, other, hamlet);
        }

        Turn whose() {
            return new Turn(resident, turn);
        }
    }

    private record Turn(@Nullable Long resident, @Nullable Long number) {}

    /** The remarks of a span of time, and what was corrected in it, each in their order. */
    private record Remarks(List<Remark> all, List<Remark> corrections) {
        static Remarks of(JdbcClient read, String oa, Instant from, Instant until) {
            Function<What, List<Remark>> rows =
                    what -> read.sql("SELECT at, resident, turn, theme, hamlet" + RANGE + " ORDER BY at, id")
                            .param("oa", oa)
                            .param("what", what.column())
                            .param("from", from.toEpochMilli())
                            .param("until", until.toEpochMilli())
                            .query(Remark.class)
                            .list();
            return new Remarks(rows.apply(What.REMARKED), rows.apply(What.CORRECTED));
        }

        /**
         * Those of a period, each under the theme to which a person moved it last until its end, if one did; without
         * those that were moved to none.
         */
        List<Remark> filed(Period period) {
            long from = period.from().toEpochMilli();
            long until = period.until().toEpochMilli();
            Map<Turn, String> moved = new HashMap<>();
            corrections.stream().filter(one -> one.at() < until).forEach(one -> moved.put(one.whose(), one.theme()));
            return all.stream()
                    .filter(one -> one.at() >= from && one.at() < until)
                    .map(one -> one.under(moved.getOrDefault(one.whose(), one.theme())))
                    .filter(one -> !one.theme().isEmpty())
                    .toList();
        }
    }
}
