package vn.hoixa.console;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Directory;
import vn.hoixa.feedback.Feedback;
import vn.hoixa.feedback.FeedbackBook;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Theme;
import vn.hoixa.matching.Library;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Figures.Count;
import vn.hoixa.report.Frozen;
import vn.hoixa.report.FrozenMonths;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.report.Rise;
import vn.hoixa.report.Spread;

/** All that a report shows, on the page and in its files. */
@Component
class ReportModels {
    private static final int QUOTES = 3;
    private static final int LONGEST_QUOTE = 200;
    private static final int MOST_ROWS = 10;

    /** What is said of fewer could be told of a person. */
    static final int SMALL = 5;

    /** Of an hour's or a day's bar, in the drawing's own units. */
    private static final int HEIGHT = 40;

    private final Reckoner reckoner;
    private final FrozenMonths months;
    private final FeedbackBook feedback;
    private final WhatIsNew news;
    private final Communes communes;
    private final Directory directory;
    private final Library library;
    private final InstantSource clock;

    ReportModels(
            Reckoner reckoner,
            FrozenMonths months,
            FeedbackBook feedback,
            WhatIsNew news,
            Communes communes,
            Directory directory,
            Library library,
            InstantSource clock) {
        this.reckoner = reckoner;
        this.months = months;
        this.feedback = feedback;
        this.news = news;
        this.communes = communes;
        this.directory = directory;
        this.library = library;
        this.clock = clock;
    }

    /**
     * A row of a table.
     *
     * @param key what it is called in the journal
     * @param before how many there were in the period before
     */
    record Row(String key, String name, long n, long before) {
        public long change() {
            return n - before;
        }
    }

    /** Every row of the tables, of which the page shows the first. */
    record Pivots(
            List<Row> themes,
            List<Row> procedures,
            List<Row> lateFields,
            List<Row> lateOfficers,
            List<Row> hamlets,
            List<Row> ratings,
            List<Content> contentGuides,
            List<Content> contentFields,
            List<Content> contentOfficers) {}

    /** One bar of a chart, in its own units. */
    record Bar(String label, long n, double height) {
        public double top() {
            return HEIGHT - height;
        }
    }

    /** A duration as leaders say it: in minutes below two hours, in hours below two days, then in days. */
    record Time(String unit, long n) {
        static @Nullable Time of(@Nullable Duration duration) {
            if (duration == null) {
                return null;
            }
            if (duration.compareTo(Duration.ofHours(2)) < 0) {
                return new Time("minutes", Math.max(1, duration.toMinutes()));
            }
            return duration.compareTo(Duration.ofDays(2)) < 0
                    ? new Time("hours", duration.toHours())
                    : new Time("days", duration.toDays());
        }
    }

    /** Median and p90. */
    record Times(int n, @Nullable Time median, @Nullable Time p90) {
        static Times of(Spread spread) {
            return new Times(spread.n(), Time.of(spread.median()), Time.of(spread.p90()));
        }
    }

    /** The period that is asked for; the last week that is over where none is. */
    Period period(String wanted) {
        return wanted.isEmpty()
                ? Period.week(CommuneTime.day(clock.instant())).before()
                : Period.of(wanted).orElseThrow(Served::gone);
    }

    /** A month that is frozen as it was then. */
    Map<String, Object> of(Commune commune, Period period, Locale locale) {
        return of(commune, period, locale, false);
    }

    /** @param isAnew whether a month that is frozen is counted again, to compare */
    Map<String, Object> of(Commune commune, Period period, Locale locale, boolean isAnew) {
        Map<String, Object> model = new HashMap<>();
        LocalDate today = CommuneTime.day(clock.instant());
        Frozen frozen = months.find(commune.oa(), period).orElse(null);
        FrozenNames names = new FrozenNames(isAnew ? null : frozen, locale);
        Figures now = frozen == null || isAnew ? reckoner.of(commune.oa(), period) : frozen.figures();
        Figures before = (isAnew ? Optional.<Frozen>empty() : months.find(commune.oa(), period.before()))
                .map(Frozen::figures)
                .orElseGet(() -> reckoner.of(commune.oa(), period.before()));
        model.put("frozenOn", frozen == null ? null : CommuneTime.day(frozen.at()));
        model.put("isAnew", isAnew && frozen != null);
        model.put("definitions", names.definitions());
        model.put("commune", commune);
        model.put("period", period);
        model.put("isRunning", today.isBefore(period.end()));
        model.put("week", Period.week(period.first()).key());
        model.put("month", Period.month(period.first()).key());
        model.put("now", now);
        model.put("before", before);
        model.put("firstAnswer", Times.of(now.firstAnswer()));
        model.put("firstAnswerBefore", Times.of(before.firstAnswer()));
        model.put("closing", Times.of(now.closing()));
        model.put("closingBefore", Times.of(before.closing()));
        model.put("days", bars(days(now), day -> "console.report.day." + day));
        model.put("hours", bars(hours(now), String::valueOf));
        model.put(
                "procedures",
                rows(now, before, Figures::procedures, code -> names.guide(code, title(commune, code)), MOST_ROWS));
        model.put(
                "themes",
                rows(
                        now,
                        before,
                        Figures::themes,
                        theme -> names.theme(theme, theme(theme, locale)),
                        Integer.MAX_VALUE));
        List<Feedback> remarks = feedback.all(commune, period.from(), period.until());
        List<Rise> rising = frozen == null || isAnew ? reckoner.rising(commune.oa(), period) : frozen.rising();
        model.put("news", news.of(commune, period, remarks, rising, theme -> names.theme(theme, theme(theme, locale))));
        model.put("quotes", quotes(remarks));
        model.put("hamlets", rows(now, before, Figures::hamlets, hamlet -> hamlet, MOST_ROWS));
        model.put(
                "lateFields", rows(now, before, Figures::lateByField, key -> names.field(key, field(key)), MOST_ROWS));
        model.put(
                "lateOfficers",
                rows(now, before, Figures::lateByOfficer, this::officer, MOST_ROWS).stream()
                        .filter(row -> row.n() >= SMALL)
                        .toList());
        model.put("ratings", rows(now, before, Figures::ratings, rating -> rating, MOST_ROWS));
        model.put(
                "contentGuides",
                shares(now.contentByGuide(), code -> names.guide(code, title(commune, code)), MOST_ROWS));
        model.put("contentFields", shares(now.contentByField(), key -> names.field(key, field(key)), MOST_ROWS));
        model.put("contentOfficers", shares(now.contentByOfficer(), this::officer, MOST_ROWS));
        model.put("rated", now.ratings().stream().mapToLong(Count::n).sum());
        return model;
    }

    /** A month that is frozen has the names that it had then. */
    Pivots pivots(Commune commune, Period period, Figures now, Figures before, Locale locale) {
        var names = new FrozenNames(months.find(commune.oa(), period).orElse(null), locale);
        Function<String, String> guide = code -> names.guide(code, title(commune, code));
        Function<String, String> field = key -> names.field(key, field(key));
        return new Pivots(
                rows(
                        now,
                        before,
                        Figures::themes,
                        theme -> names.theme(theme, theme(theme, locale)),
                        Integer.MAX_VALUE),
                rows(now, before, Figures::procedures, guide, Integer.MAX_VALUE),
                rows(now, before, Figures::lateByField, field, Integer.MAX_VALUE),
                rows(now, before, Figures::lateByOfficer, this::officer, Integer.MAX_VALUE).stream()
                        .filter(row -> row.n() >= SMALL)
                        .toList(),
                rows(now, before, Figures::hamlets, hamlet -> hamlet, Integer.MAX_VALUE),
                rows(now, before, Figures::ratings, rating -> rating, Integer.MAX_VALUE),
                shares(now.contentByGuide(), guide, Integer.MAX_VALUE),
                shares(now.contentByField(), field, Integer.MAX_VALUE),
                shares(now.contentByOfficer(), this::officer, Integer.MAX_VALUE));
    }

    /** Up to three of each theme's that do not say the same word for word, the newest first; what concerns somebody of the commune is not among them. */
    private Map<String, List<String>> quotes(List<Feedback> remarks) {
        Map<String, List<String>> quotes = new LinkedHashMap<>();
        for (Feedback one : remarks) {
            List<String> said = quotes.computeIfAbsent(one.theme().id(), theme -> new ArrayList<>());
            String quote = one.quote() == null ? null : shortened(one.quote());
            if (quote != null && said.size() < QUOTES && !said.contains(quote)) {
                said.add(quote);
            }
        }
        return quotes;
    }

    static String shortened(String quote) {
        return quote.length() <= LONGEST_QUOTE
                ? quote
                : quote.substring(0, quote.offsetByCodePoints(0, quote.codePointCount(0, LONGEST_QUOTE) - 1)) + "…";
    }

    /** Those of this period, the most first. */
    private static List<Row> rows(
            Figures now,
            Figures before,
            Function<Figures, List<Count>> which,
            Function<String, String> name,
            int most) {
        Map<String, Long> earlier = which.apply(before).stream().collect(Collectors.toMap(Count::what, Count::n));
        return which.apply(now).stream()
                .limit(most)
                .map(count -> new Row(
                        count.what(), name.apply(count.what()), count.n(), earlier.getOrDefault(count.what(), 0L)))
                .toList();
    }

    /** How many of those who rated it were content; what fewer rated is left out, as it could be told of a person. */
    record Content(String key, String name, long n, long content, int percent) {}

    private static List<Content> shares(List<Figures.Share> shares, Function<String, String> name, int most) {
        return shares.stream()
                .filter(share -> share.n() >= SMALL)
                .limit(most)
                .map(share -> new Content(
                        share.what(), name.apply(share.what()), share.n(), share.content(), share.percent()))
                .toList();
    }

    private static List<Bar> bars(List<Long> counts, Function<Integer, String> label) {
        long most = counts.stream()
                .max(Comparator.naturalOrder())
                .filter(n -> n > 0)
                .orElse(1L);
        return IntStream.range(0, counts.size())
                .mapToObj(i -> new Bar(label.apply(i), counts.get(i), (double) counts.get(i) * HEIGHT / most))
                .toList();
    }

    private static List<Long> days(Figures figures) {
        return figures.load().stream()
                .map(day -> day.stream().mapToLong(n -> n).sum())
                .toList();
    }

    private static List<Long> hours(Figures figures) {
        return IntStream.range(0, 24)
                .mapToObj(hour ->
                        figures.load().stream().mapToLong(day -> day.get(hour)).sum())
                .toList();
    }

    String title(Commune commune, String code) {
        Guide guide = library.current().knowledge().guide(commune, code);
        return guide == null ? code : guide.title();
    }

    /** With its first level, as a theme alone says little. */
    String theme(String id, Locale locale) {
        Theme theme = library.current().knowledge().themes().theme(id);
        Theme above = theme == null || theme.parent() == null
                ? null
                : library.current().knowledge().themes().theme(theme.parent());
        if (theme == null) {
            return id;
        }
        return above == null ? theme.name(locale) : above.name(locale) + ": " + theme.name(locale);
    }

    String field(String key) {
        return communes.fields().getOrDefault(key, key);
    }

    private String officer(String id) {
        return directory.find(Long.parseLong(id)).map(one -> one.name()).orElse(id);
    }
}
