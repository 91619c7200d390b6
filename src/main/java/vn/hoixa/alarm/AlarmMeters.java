package vn.hoixa.alarm;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How many alarms of each kind stand, for Prometheus. */
@Component
class AlarmMeters implements MeterBinder {
    private final ObjectProvider<Alarms> alarms;

    AlarmMeters(ObjectProvider<Alarms> alarms) {
        this.alarms = alarms;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (AlarmKind kind : AlarmKind.values()) {
            Gauge.builder("hoixa.alarms", () -> alarms.getObject().count(kind))
                    .description("What needs a person, by kind")
                    .tag("kind", kind.key())
                    .register(registry);
        }
    }
}
