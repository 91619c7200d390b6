package vn.hoixa.centre;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import vn.hoixa.escalation.OpenCases;
import vn.hoixa.report.Figures.Count;
import vn.hoixa.report.Period;
import vn.hoixa.report.Spread;
import vn.hoixa.report.Summary;

/** What the operations centre is sent, name by name as docs/centre.md says; a name once given keeps its meaning. */
final class ShownReport {
    /** Rises when a name goes or changes its meaning; names may be added at any time. */
    static final int VERSION = 1;

    /** What is said of fewer could be told of a person. */
    static final long SMALL = 5;

    private ShownReport() {}

    /** What all answers say of their period. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonPropertyOrder({"kind", "key", "first", "last", "isOver"})
    record Shown(String kind, String key, LocalDate first, LocalDate last, boolean isOver) {
        static Shown of(Period period, Instant now) {
            return new Shown(
                    period.kind() == Period.Kind.WEEK ? "week" : "month",
                    period.key(),
                    period.first(),
                    period.end().minusDays(1),
                    !now.isBefore(period.until()));
        }
    }

    /** All communes that a token may read. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonPropertyOrder({"version", "madeAt", "period", "communes", "definitions"})
    record All(int version, Instant madeAt, Shown period, List<Line> communes, Map<String, String> definitions) {}

    /** One commune. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonPropertyOrder({"version", "madeAt", "period", "commune", "details", "definitions"})
    record One(
            int version,
            Instant madeAt,
            Shown period,
            Line commune,
            Details details,
            Map<String, String> definitions) {}

    /** The figures of a commune that stand in every list. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonPropertyOrder({
        "id",
        "name",
        "province",
        "messages",
        "turns",
        "answeredAtOnce",
        "answeredAtOncePercent",
        "handedOver",
        "due",
        "onTime",
        "late",
        "onTimePercent",
        "reopened",
        "satisfaction",
        "openNow",
        "overdueNow",
        "report"
    })
    record Line(
            String id,
            String name,
            String province,
            long messages,
            long turns,
            long answeredAtOnce,
            @Nullable Integer answeredAtOncePercent,
            long handedOver,
            long due,
            long onTime,
            long late,
            @Nullable Integer onTimePercent,
            long reopened,
            Satisfaction satisfaction,
            long openNow,
            long overdueNow,
            String report) {
        static Line of(vn.hoixa.knowledge.Commune commune, Period period, Summary figures, OpenCases.Count now) {
            return new Line(
                    commune.id(),
                    commune.name(),
                    commune.province(),
                    figures.messages(),
                    figures.turns(),
                    figures.atOnce(),
                    figures.atOncePercent(),
                    figures.handedOver(),
                    figures.due(),
                    figures.onTime(),
                    figures.late(),
                    figures.onTimePercent(),
                    figures.reopened(),
                    Satisfaction.of(figures),
                    now.open(),
                    now.overdue(),
                    "/api/reports/" + commune.id() + "?period=" + period.key());
        }
    }

    /** How many said how content they are; which way, where there are enough of them. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonPropertyOrder({"n", "content", "neutral", "notContent"})
    record Satisfaction(
            long n,
            @Nullable Long content,
            @Nullable Long neutral,
            @Nullable Long notContent) {
        static Satisfaction of(Summary figures) {
            return figures.rated() < SMALL
                    ? new Satisfaction(figures.rated(), null, null, null)
                    : new Satisfaction(figures.rated(), figures.content(), figures.neutral(), figures.notContent());
        }
    }

    /** What only the report of one commune tells. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonPropertyOrder({
        "residents",
        "askedBack",
        "firstAnswer",
        "closing",
        "lateByField",
        "themes",
        "rising",
        "procedures",
        "messagesByHour"
    })
    record Details(
            long residents,
            long askedBack,
            Time firstAnswer,
            Time closing,
            List<Named> lateByField,
            List<Named> themes,
            List<Named> rising,
            List<Named> procedures,
            List<List<Long>> messagesByHour) {}

    /** How many of what. */
    @JsonPropertyOrder({"id", "name", "n"})
    record Named(String id, String name, long n) {
        static List<Named> of(List<Count> counts, java.util.function.UnaryOperator<String> name) {
            return counts.stream()
                    .filter(count -> count.n() >= SMALL)
                    .map(count -> new Named(count.what(), name.apply(count.what()), count.n()))
                    .toList();
        }
    }

    /** In seconds; of fewer than five cases only how many there were. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonPropertyOrder({"n", "medianSeconds", "p90Seconds"})
    record Time(
            int n, @Nullable Long medianSeconds, @Nullable Long p90Seconds) {
        static Time of(Spread spread) {
            return spread.n() < SMALL
                    ? new Time(spread.n(), null, null)
                    : new Time(spread.n(), seconds(spread.median()), seconds(spread.p90()));
        }

        private static @Nullable Long seconds(@Nullable Duration duration) {
            return duration == null ? null : Long.valueOf(duration.toSeconds());
        }
    }
}
