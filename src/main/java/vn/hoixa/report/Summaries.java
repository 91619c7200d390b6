package vn.hoixa.report;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;

/**
 * The figures of all pages at once, to be seen side by side: equal to what {@link Reckoner} says of each, but for a
 * period that still runs up to a minute old.
 */
@Component
public class Summaries {
    /** After an outage messages are treated late, and count for the day on which they came. */
    private static final Duration SETTLES = Duration.ofDays(2);

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 50;
    private static final int MONTHS_AHEAD = 13;

    private final Days days;
    private final Database database;
    private final Communes communes;
    private final InstantSource clock;
    private final Map<String, Kept<?>> kept = new LinkedHashMap<>();

    Summaries(Database database, Communes communes, InstantSource clock) {
        this.days = new Days(database);
        this.database = database;
        this.communes = communes;
        this.clock = clock;
    }

    /** What was read, and when. */
    private record Kept<T>(Instant at, List<String> oas, T value) {}

    private record Remark(String oa, String theme, long resident, long turn, long at) {}

    /** Whose remark it was. */
    private record Said(String oa, long resident, long turn) {}

    /** By page; those of which nobody wrote may be missing. */
    public Map<String, Summary> of(Period period) {
        return kept("figures " + period.key(), period, oas -> days.sum(oas, period.first(), period.end(), settled()));
    }

    /** What residents of each page remark on more than before; pages without such a theme are missing. */
    public Map<String, List<Rise>> rising(Period period) {
        return kept("rising " + period.key(), period, oas -> rises(oas, period));
    }

    /** What a reader of the figures of a page sees where there are none. */
    public static Summary of(Map<String, Summary> figures, Commune commune) {
        return figures.getOrDefault(commune.oa(), Summary.NONE);
    }

    /** Reads ahead what leaders look at first. */
    @Scheduled(fixedDelay = 60, initialDelay = 2, timeUnit = TimeUnit.MINUTES)
    void readAhead() {
        days.keepAhead(pages(), settled(), MONTHS_AHEAD);
        LocalDate today = CommuneTime.day(clock.instant());
        rising(Period.week(today).before());
        rising(Period.month(today).before());
    }

    /** The first day of which more may come. */
    private LocalDate settled() {
        return CommuneTime.day(clock.instant().minus(SETTLES));
    }

    private List<String> pages() {
        return communes.all().stream().map(Commune::oa).toList();
    }

    private <T> T kept(String key, Period period, Function<List<String>, T> reading) {
        List<String> oas = pages();
        Instant now = clock.instant();
        synchronized (kept) {
            @SuppressWarnings("unchecked")
            Kept<T> known = (Kept<T>) kept.get(key);
            boolean isFinal = known != null && known.at().isAfter(period.until().plus(SETTLES));
            if (known != null
                    && known.oas().equals(oas)
                    && (isFinal || known.at().plus(FRESH).isAfter(now))) {
                return known.value();
            }
            // Whoever asks for the same waits here, and it is read once.
            T value = reading.apply(oas);
            kept.remove(key);
            kept.put(key, new Kept<>(now, oas, value));
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return value;
        }
    }

    private Map<String, List<Rise>> rises(List<String> oas, Period period) {
        if (oas.isEmpty()) {
            return Map.of();
        }
        List<Period> before = period.compared();
        List<Period> all = Stream.concat(Stream.of(period), before.stream()).toList();
        long earliest = all.getLast().from().toEpochMilli();
        Map<Said, List<Remark>> corrections = remarks("corrected", oas, earliest, period).stream()
                .collect(groupingBy(one -> new Said(one.oa(), one.resident(), one.turn())));
        Map<String, Map<String, Long>> now = new HashMap<>();
        Map<String, Map<String, Long>> earlier = new HashMap<>();
        for (Remark remark : remarks("remarked", oas, earliest, period)) {
            Period of = all.stream()
                    .filter(one -> one.from().toEpochMilli() <= remark.at())
                    .findFirst()
                    .orElseThrow();
            String theme = theme(remark, corrections, of);
            if (!theme.isEmpty()) {
                (of.equals(period) ? now : earlier)
                        .computeIfAbsent(remark.oa(), oa -> new HashMap<>())
                        .merge(theme, 1L, Long::sum);
            }
        }
        Map<String, List<Rise>> rises = new HashMap<>();
        now.forEach((oa, themes) -> {
            List<Rise> found = Rising.of(themes, earlier.getOrDefault(oa, Map.of()), before.size());
            if (!found.isEmpty()) {
                rises.put(oa, found);
            }
        });
        return rises;
    }

    /** The one to which a person moved it last, or none where that is empty, as it was known at the end of its week or month. */
    private static String theme(Remark remark, Map<Said, List<Remark>> corrections, Period of) {
        long end = of.until().toEpochMilli();
        return corrections.getOrDefault(new Said(remark.oa(), remark.resident(), remark.turn()), List.of()).stream()
                .filter(correction -> correction.at() < end)
                .reduce((one, next) -> next)
                .map(Remark::theme)
                .orElse(remark.theme());
    }

    private List<Remark> remarks(String what, List<String> oas, long from, Period period) {
        return database.read()
                .sql("SELECT oa, theme, resident, turn, at FROM journal WHERE oa IN (:oas) AND what = :what"
                        + " AND at >= :from AND at < :until ORDER BY at, id")
                .param("oas", oas)
                .param("what", what)
                .param("from", from)
                .param("until", period.until().toEpochMilli())
                .query((row, i) -> new Remark(
                        String.valueOf(row.getString("oa")),
                        String.valueOf(row.getString("theme")),
                        row.getLong("resident"),
                        row.getLong("turn"),
                        row.getLong("at")))
                .list();
    }
}
