package vn.hoixa.zalo;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.storage.Database;

/** What passes between Zalo and a page, counted; the metrics of the same name ({@link Sight}) count the same. */
public final class Traffic {
    private final Sightings sightings;
    private final Quarantine quarantine;
    private final Endpoints endpoints;
    private final Database database;

    Traffic(Sightings sightings, Quarantine quarantine, Endpoints endpoints, Database database, MeterRegistry meters) {
        this.sightings = sightings;
        this.quarantine = quarantine;
        this.endpoints = endpoints;
        this.database = database;
        Gauge.builder("hoixa.webhooks.quarantined", quarantine, Quarantine::size)
                .description("Events with a bad signature that wait for the right key")
                .register(meters);
    }

    /**
     * How often something was seen.
     *
     * @param name of an event, a cause, or an error's number, as Zalo and the metrics call it
     * @param today since midnight in the commune
     * @param week in 7 days, today among them
     */
    public record Count(String name, long today, long week, Instant last) {}

    /**
     * By which of Zalo's two endpoints a page's messages go.
     *
     * @param version v2 or v3
     * @param learntAt when Zalo's own answer told so; null where the kind of page does
     */
    public record Way(String version, @Nullable Instant learntAt) {}

    /** Genuine events of the page, by Zalo's name of them. */
    public List<Count> arrivals(String oa) {
        return counts(Sight.EVENT, oa).toList();
    }

    /** Events with a bad signature, of all pages together: they have one key. */
    public List<Count> badSignatures() {
        return counts(Sight.BAD_SIGNATURE, Sightings.APP).toList();
    }

    /** Errors of Zalo's at sending for the page, by number. */
    public List<Count> sendErrors(String oa) {
        return errors(Sight.SEND, oa);
    }

    /** Errors of Zalo's at reading for the page, by number. */
    public List<Count> readErrors(String oa) {
        return errors(Sight.READ, oa);
    }

    public long quarantined() {
        return quarantine.size();
    }

    public Way way(String oa) {
        Instant learnt = database.read()
                .sql("SELECT learnt_at FROM endpoint WHERE oa = ?")
                .param(oa)
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .optional()
                .orElse(null);
        return new Way(endpoints.of(oa) == Endpoint.V2 ? "v2" : "v3", learnt);
    }

    private List<Count> errors(Sight sight, String oa) {
        return counts(sight, oa)
                .filter(count -> !count.name().equals(Sightings.WELL))
                .toList();
    }

    private Stream<Count> counts(Sight sight, String oa) {
        return sightings.counts(sight, oa).stream()
                .map(count -> new Count(count.detail(), count.today(), count.week(), count.last()));
    }
}
