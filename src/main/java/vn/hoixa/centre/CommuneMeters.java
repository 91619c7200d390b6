package vn.hoixa.centre;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.OpenCases;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.report.Period;
import vn.hoixa.report.Summaries;
import vn.hoixa.report.Summary;

/** This month of each commune so far, for Prometheus; read when it asks, at most once a minute. */
@Component
class CommuneMeters {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Summaries summaries;
    private final OpenCases cases;
    private final Communes communes;
    private final InstantSource clock;
    private final MultiGauge messages;
    private final MultiGauge atOnce;
    private final MultiGauge handedOver;
    private final MultiGauge onTime;
    private final MultiGauge late;
    private final MultiGauge open;
    private final MultiGauge overdue;

    private Read lately = new Read(Instant.MIN, Map.of(), Map.of());

    CommuneMeters(
            Summaries summaries, OpenCases cases, Communes communes, InstantSource clock, MeterRegistry registry) {
        this.summaries = summaries;
        this.cases = cases;
        this.communes = communes;
        this.clock = clock;
        messages = gauge(registry, "messages", "Messages of residents this month");
        atOnce = gauge(registry, "answered.at.once", "Turns answered at once this month");
        handedOver = gauge(registry, "handed.over", "Questions handed to officers this month");
        onTime = gauge(registry, "on.time", "Questions first answered this month before any deadline had passed");
        late = gauge(registry, "late", "Questions of which the first deadline passed unanswered this month");
        open = gauge(registry, "cases.open", "Questions that are not ended now");
        overdue = gauge(registry, "cases.overdue", "Questions of which the deadline is over now");
    }

    /** What was read, and when. */
    private record Read(Instant at, Map<String, Summary> figures, Map<String, OpenCases.Count> cases) {}

    /** Communes come and go with what is published. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 1_000)
    void list() {
        rows(messages, commune -> month(commune).messages());
        rows(atOnce, commune -> month(commune).atOnce());
        rows(handedOver, commune -> month(commune).handedOver());
        rows(onTime, commune -> month(commune).onTime());
        rows(late, commune -> month(commune).late());
        rows(open, commune -> now(commune).open());
        rows(overdue, commune -> now(commune).overdue());
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("hoixa.commune." + name)
                .description(description)
                .register(registry);
    }

    private void rows(MultiGauge gauge, ToDoubleFunction<Commune> value) {
        gauge.register(
                communes.all().stream()
                        .map(commune -> Row.of(Tags.of("commune", commune.id()), commune, one -> orUnknown(value, one)))
                        .toList(),
                true);
    }

    private static double orUnknown(ToDoubleFunction<Commune> value, Commune commune) {
        try {
            return value.applyAsDouble(commune);
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }

    private Summary month(Commune commune) {
        return Summaries.of(read().figures(), commune);
    }

    private OpenCases.Count now(Commune commune) {
        return read().cases().getOrDefault(commune.id(), OpenCases.Count.NONE);
    }

    private synchronized Read read() {
        Instant now = clock.instant();
        if (lately.at().isBefore(now.minus(FRESH))) {
            Period month = Period.month(CommuneTime.day(now));
            lately = new Read(now, summaries.of(month), cases.byCommune());
        }
        return lately;
    }
}
