package vn.hoixa.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/** What became of the messages to each page's residents, for its operations page and, once a minute, for metrics. */
@Component
public class Sendings {
    /** What is older and settled is of no concern here; what is open is counted, however old. */
    static final Duration LOOKED_BACK = Duration.ofDays(7);

    private static final int LATEST = 20;
    private static final Logger log = LoggerFactory.getLogger(Sendings.class);

    private final Database database;
    private final InstantSource clock;
    private final MultiGauge messages;
    private final MultiGauge quotas;

    Sendings(Database database, InstantSource clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.messages = MultiGauge.builder("hoixa.outbox.messages")
                .description("Messages of the last 7 days, and all that stand open, by what became of them")
                .register(meters);
        this.quotas = MultiGauge.builder("hoixa.outbox.quota.remain")
                .description("How many messages Zalo last said are left")
                .register(meters);
    }

    /** How many messages of a page stand in a state: sent, waiting, sending, closed, refused, unknown. */
    public record Count(String oa, String state, long messages) {}

    /**
     * What Zalo last said of a contingent of messages.
     *
     * @param type as Zalo calls it
     */
    public record Quota(
            String oa,
            String type,
            @Nullable Long remain,
            @Nullable Long total,
            Instant at) {}

    /**
     * A message that did not reach its resident, or may not have.
     *
     * @param state waiting after a failure, closed, refused, or unknown
     * @param window how long the resident can still be written to
     */
    public record Undelivered(long id, String state, String cause, Instant createdAt, Window window) {}

    /** Of one page, by state. */
    public List<Count> counts(String oa) {
        return counts().stream().filter(count -> count.oa().equals(oa)).toList();
    }

    /** Of one page, by type. */
    public List<Quota> quotas(String oa) {
        return quotas().stream().filter(quota -> quota.oa().equals(oa)).toList();
    }

    /** The latest twenty of a page, newest first. */
    public List<Undelivered> undelivered(String oa) {
        Instant now = clock.instant();
        return database.read()
                .sql("""
                        SELECT o.id, o.state, o.cause, o.created_at,
                            (SELECT MAX(i.received_at) FROM incoming i
                                WHERE i.resident_id = o.resident_id AND i.kind IN (:kinds)) AS interacted_at
                        FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE r.oa = :oa AND o.cause IS NOT NULL AND o.state <> 'sent'
                        ORDER BY o.id DESC LIMIT :latest""")
                .param("kinds", Window.INTERACTIONS)
                .param("oa", oa)
                .param("latest", LATEST)
                .query((row, i) -> new Undelivered(
                        row.getLong("id"),
                        row.getString("state"),
                        row.getString("cause"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Window.at(instant(row, "interacted_at"), now)))
                .list();
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void measure() {
        try {
            messages.register(
                    counts().stream()
                            .<MultiGauge.Row<?>>map(count -> MultiGauge.Row.of(
                                    Tags.of("oa", count.oa(), "state", count.state()), count.messages()))
                            .toList(),
                    true);
            quotas.register(
                    quotas().stream()
                            .filter(quota -> quota.remain() != null)
                            .<MultiGauge.Row<?>>map(quota -> MultiGauge.Row.of(
                                    Tags.of("oa", quota.oa(), "type", quota.type()),
                                    Objects.requireNonNull(quota.remain())))
                            .toList(),
                    true);
        } catch (DataAccessException e) {
            log.warn("Messages could not be counted; it is tried again: {}", e.toString());
        }
    }

    private List<Count> counts() {
        return database.read().sql("""
                        SELECT r.oa, o.state, COUNT(*) AS messages
                        FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE o.created_at >= ? OR o.due_at IS NOT NULL OR o.state = 'closed'
                        GROUP BY r.oa, o.state ORDER BY r.oa, o.state""").param(since()).query(Count.class).list();
    }

    private List<Quota> quotas() {
        return database.read()
                .sql("""
                        SELECT r.oa, o.quota_type, o.quota_remain, o.quota_total, o.settled_at
                        FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE o.id IN (SELECT MAX(l.id) FROM outgoing l JOIN resident s ON s.id = l.resident_id
                            WHERE l.state = 'sent' AND l.quota_type IS NOT NULL AND l.created_at >= ?
                            GROUP BY s.oa, l.quota_type)
                        ORDER BY r.oa, o.quota_type""")
                .param(since())
                .query((row, i) -> new Quota(
                        row.getString("oa"),
                        row.getString("quota_type"),
                        number(row, "quota_remain"),
                        number(row, "quota_total"),
                        Instant.ofEpochMilli(row.getLong("settled_at"))))
                .list();
    }

    private long since() {
        return clock.instant().minus(LOOKED_BACK).toEpochMilli();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
