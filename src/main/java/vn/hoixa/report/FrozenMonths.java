package vn.hoixa.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;

/** Table {@code report_month}: months that are over, each written once. */
@Component
public class FrozenMonths {
    /** One more with each change of what a figure counts. */
    public static final int COUNTING = 1;

    /** What happened shortly before midnight is in the journal by then. */
    private static final Duration SETTLED = Duration.ofHours(1);

    /** A month that was frozen before there was a figure has none of it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(
                    List.class, lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private final Database database;

    FrozenMonths(Database database) {
        this.database = database;
    }

    /** Empty for a week, and for a month that is not frozen. */
    public Optional<Frozen> find(String oa, Period period) {
        return period.kind() == Period.Kind.WEEK
                ? Optional.empty()
                : database.read()
                        .sql("SELECT content FROM report_month WHERE oa = ? AND month = ?")
                        .params(oa, period.key())
                        .query(String.class)
                        .optional()
                        .map(content -> JSON.readValue(content, Frozen.class));
    }

    /** Keeps a month; one that was kept before, perhaps by another instance, stays as it is. */
    public boolean keep(String oa, Frozen month) {
        return database.write(transaction -> transaction
                        .sql("""
                                INSERT INTO report_month (oa, month, frozen_at, counting, content)
                                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(
                                oa,
                                month.figures().period().key(),
                                month.at().toEpochMilli(),
                                month.counting(),
                                JSON.writeValueAsString(month))
                        .update())
                == 1;
    }

    /** Months since something first happened at the page that are over and not kept, the earliest first. */
    public List<Period> missing(String oa, Instant now) {
        Instant first = began(oa).orElse(now);
        Set<String> kept = database.read()
                .sql("SELECT month FROM report_month WHERE oa = ?")
                .param(oa)
                .query(String.class)
                .set();
        LocalDate today = CommuneTime.day(now.minus(SETTLED));
        return Stream.iterate(Period.month(CommuneTime.day(first)), Period::after)
                .takeWhile(month -> !month.end().isAfter(today))
                .filter(month -> !kept.contains(month.key()))
                .toList();
    }

    /** When something first happened at the page. */
    public Optional<Instant> began(String oa) {
        return Stream.of(What.values())
                .map(what -> first(oa, what))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private Optional<Instant> first(String oa, What what) {
        return database.read()
                .sql("SELECT at FROM journal WHERE oa = ? AND what = ? ORDER BY at LIMIT 1")
                .params(oa, what.column())
                .query(Long.class)
                .optional()
                .map(at -> Instant.ofEpochMilli(Objects.requireNonNull(at)));
    }
}
