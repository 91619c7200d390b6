package vn.hoixa.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.console.ReportModels.Content;
import vn.hoixa.console.ReportModels.Pivots;
import vn.hoixa.console.ReportModels.Row;
import vn.hoixa.console.ReportModels.Time;
import vn.hoixa.console.WhatIsNew.News;
import vn.hoixa.console.WhatIsNew.Risen;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Table;

/** A report's tables as its files have them. */
@Component
class ReportTables {
    private static final int DAYS = 7;
    private static final int HOURS = 24;
    private static final String UNKNOWN = "–";

    private final MessageSource messages;

    ReportTables(MessageSource messages) {
        this.messages = messages;
    }

    /** The figures, a duration in whole minutes, so that it can be reckoned with. */
    Table counted(Figures now, Figures before, Locale locale) {
        return figures(now, before, locale, "console.export.minutes", time -> time.toMinutes());
    }

    /** The figures, a duration as it is said. */
    Table said(Figures now, Figures before, Locale locale) {
        return figures(now, before, locale, "console.export.said", time -> {
            Time said = Objects.requireNonNull(Time.of(time));
            return say("console.report.time." + said.unit(), locale, said.n());
        });
    }

    private Table figures(
            Figures now, Figures before, Locale locale, String time, Function<Duration, Object> duration) {
        Function<String, String> named = key -> say("console.report." + key, locale);
        Function<String, String> timed = key -> say(time, locale, named.apply(key));
        Function<String, String> slowest = key -> say("console.export.p90", locale, timed.apply(key));
        return new Table(
                named.apply("title"),
                heads(locale, "console.export.figure", "console.export.now", "console.export.before"),
                List.of(
                        figure(named.apply("messages"), now, before, Figures::messages),
                        figure(named.apply("residents"), now, before, Figures::residents),
                        figure(named.apply("turns"), now, before, Figures::turns),
                        figure(named.apply("at-once"), now, before, Figures::atOnce),
                        figure(say("console.export.at-once.percent", locale), now, before, Figures::atOncePercent),
                        figure(say("console.export.asked-back", locale), now, before, Figures::askedBack),
                        figure(named.apply("handed-over"), now, before, Figures::handedOver),
                        figure(
                                timed.apply("first-answer"),
                                now,
                                before,
                                each -> said(each.firstAnswer().median(), duration)),
                        figure(
                                slowest.apply("first-answer"),
                                now,
                                before,
                                each -> said(each.firstAnswer().p90(), duration)),
                        figure(
                                timed.apply("closing"),
                                now,
                                before,
                                each -> said(each.closing().median(), duration)),
                        figure(
                                slowest.apply("closing"),
                                now,
                                before,
                                each -> said(each.closing().p90(), duration)),
                        figure(say("console.export.on-time", locale), now, before, Figures::onTime),
                        figure(say("console.export.due", locale), now, before, Figures::due),
                        figure(say("console.export.on-time.percent", locale), now, before, Figures::onTimePercent),
                        figure(named.apply("late"), now, before, each -> each.due() - each.onTime()),
                        figure(named.apply("reopened"), now, before, Figures::reopened)));
    }

    private static List<Object> figure(
            String name, Figures now, Figures before, Function<Figures, @Nullable Object> which) {
        return List.of(name, known(which.apply(now)), known(which.apply(before)));
    }

    private static Object known(@Nullable Object value) {
        return value == null ? UNKNOWN : value;
    }

    private static @Nullable Object said(@Nullable Duration time, Function<Duration, Object> duration) {
        return time == null ? null : duration.apply(time);
    }

    /**
     * One of the tables of {@link ReportModels}, with the period before.
     *
     * @param name key of its name below {@code console.report}
     * @param what likewise of what its first column has
     * @param count likewise of what is counted
     */
    Table compared(String name, String what, String count, List<Row> rows, Locale locale) {
        return new Table(
                say("console.report." + name, locale),
                heads(locale, "console.report." + what, "console.report." + count, "console.export.before"),
                rows.stream()
                        .map(row -> List.<Object>of(named(row, locale), row.n(), row.before()))
                        .toList());
    }

    /** Themes and terms of which more is said than before. */
    Table rising(News news, Locale locale) {
        return new Table(
                say("console.report.rising", locale),
                heads(
                        locale,
                        "console.export.content.of",
                        "console.export.content.what",
                        "console.export.now",
                        "console.export.usual"),
                Stream.concat(
                                rising("console.report.theme", news.themes(), locale),
                                rising("console.export.term", news.terms(), locale))
                        .toList());
    }

    private Stream<List<Object>> rising(String of, List<Risen> rows, Locale locale) {
        return rows.stream().map(row -> List.of(say(of, locale), row.name(), row.now(), row.usual()));
    }

    /** Without the period before, which may have been fewer than may be told of an officer. */
    Table lateOfficers(List<Row> rows, Locale locale) {
        return new Table(
                say("console.export.late.officers", locale),
                heads(locale, "console.report.officer", "console.report.cases"),
                rows.stream().map(row -> List.<Object>of(row.name(), row.n())).toList());
    }

    Table ratings(List<Row> rows, Locale locale) {
        return new Table(
                say("console.export.ratings", locale),
                heads(locale, "console.export.rating", "console.export.people", "console.export.before"),
                rows.stream()
                        .map(row -> List.<Object>of(
                                say("console.report.rating." + row.name(), locale), row.n(), row.before()))
                        .toList());
    }

    /** How many were content, by what they rated. */
    Table content(Pivots pivots, Locale locale) {
        return new Table(
                say("console.export.content", locale),
                heads(
                        locale,
                        "console.export.content.of",
                        "console.export.content.what",
                        "console.report.content.n",
                        "console.report.rating.content",
                        "console.export.content.percent"),
                Stream.of(
                                content("console.report.procedure", pivots.contentGuides(), locale),
                                content("console.report.field", pivots.contentFields(), locale),
                                content("console.report.officer", pivots.contentOfficers(), locale))
                        .flatMap(rows -> rows)
                        .toList());
    }

    private Stream<List<Object>> content(String of, List<Content> rows, Locale locale) {
        return rows.stream().map(row -> List.of(say(of, locale), row.name(), row.n(), row.content(), row.percent()));
    }

    /** Messages by hour and day. */
    Table load(Figures now, Locale locale) {
        return new Table(
                say("console.report.load", locale),
                Stream.concat(
                                Stream.of(say("console.export.hour", locale)),
                                IntStream.range(0, DAYS).mapToObj(day -> say("console.report.day." + day, locale)))
                        .toList(),
                IntStream.range(0, HOURS)
                        .mapToObj(hour -> Stream.<Object>concat(
                                        Stream.of(hour), now.load().stream().map(day -> day.get(hour)))
                                .toList())
                        .toList());
    }

    private String named(Row row, Locale locale) {
        return row.name().isEmpty() ? say("console.report.none", locale) : row.name();
    }

    private List<String> heads(Locale locale, String... keys) {
        return Stream.of(keys).map(key -> say(key, locale)).toList();
    }

    private String say(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
