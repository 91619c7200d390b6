package vn.hoixa.alarm;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** What stands, in the health's details. It is up all the same: what needs a person is not mended by a restart. */
@Component("alarmsHealthIndicator")
class AlarmHealth implements HealthIndicator {
    private final Alarms alarms;
    private final AlarmTexts texts;
    private final InstantSource clock;

    AlarmHealth(Alarms alarms, AlarmTexts texts, InstantSource clock) {
        this.alarms = alarms;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        Health.Builder health = Health.up();
        alarms.standing()
                .forEach(alarm -> health.withDetail(alarm.kind().key() + " " + alarm.subject(), say(alarm, now)));
        return health.build();
    }

    private String say(Alarm alarm, Instant now) {
        Long days = alarm.daysLeft(now);
        return texts.what(alarm, Locale.ENGLISH)
                + " (" + alarm.detail() + ", since " + alarm.since() + ", last seen " + alarm.seenAt() + ", "
                + alarm.times() + " times). "
                + (days == null ? "" : texts.text("alarm.days", Locale.ENGLISH, days) + " ")
                + texts.safe(alarm, Locale.ENGLISH) + " " + texts.remedy(alarm, Locale.ENGLISH);
    }
}
