package vn.hoixa.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How many messages wait and how many were given up, for Prometheus. */
@Component
class OutboxMeters implements MeterBinder {
    private final ObjectProvider<Outgoings> outgoings;

    OutboxMeters(ObjectProvider<Outgoings> outgoings) {
        this.outgoings = outgoings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hoixa.outbox.waiting", () -> count("waiting"))
                .description("Messages to residents that are not delivered yet")
                .register(registry);
        Gauge.builder("hoixa.outbox.closed", () -> count("closed"))
                .description("Messages that are kept until their residents write again")
                .register(registry);
        Gauge.builder("hoixa.outbox.failed", () -> count("failed"))
                .description("Messages that were refused or given up")
                .register(registry);
    }

    private double count(String which) {
        try {
            return java.util.Objects.requireNonNull(
                    outgoings.getObject().counts().get(which));
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
