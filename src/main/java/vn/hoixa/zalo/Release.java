package vn.hoixa.zalo;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Lets events out of quarantine whose signature fits once the secret is corrected. */
@Component
class Release {
    private static final Logger log = LoggerFactory.getLogger(Release.class);

    private final AppSettings app;
    private final Quarantine quarantine;
    private final Webhook webhook;
    private final Missed missed;
    private final InstantSource clock;
    private @Nullable App verifiedWith;

    Release(AppSettings app, Quarantine quarantine, Webhook webhook, Missed missed, InstantSource clock) {
        this.missed = missed;
        this.app = app;
        this.quarantine = quarantine;
        this.webhook = webhook;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    synchronized void verifyAgain() {
        try {
            quarantine.purge();
            App now = app.current();
            if (!now.equals(verifiedWith) && releaseAll(now)) {
                verifiedWith = now;
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The quarantine of events could not be looked through; it is tried again: {}", e.toString());
        }
    }

    /** False where one that fits could not be kept yet. */
    private boolean releaseAll(App with) {
        int released = 0;
        // One at a time in memory, however many a flood left there.
        for (String mac : quarantine.macs()) {
            Quarantine.Held held = quarantine.find(mac).orElse(null);
            if (held != null && fits(held, with)) {
                if (keep(held) == Intake.UNAVAILABLE) {
                    return false;
                }
                quarantine.remove(held);
                released++;
            }
        }
        if (released > 0) {
            // So it was our key; those for which there was no place are read back.
            quarantine.takeDroppedSince().ifPresent(missed::note);
            log.info("{} events that waited for the right OA secret key were taken", released);
        }
        return true;
    }

    private boolean fits(Quarantine.Held held, App with) {
        String timestamp = ZaloEvents.string(event(held).path("timestamp"));
        byte[] body = held.body().getBytes(StandardCharsets.UTF_8);
        return with.verify("mac=" + held.mac(), body, timestamp, clock.instant()) == App.Verdict.GENUINE;
    }

    private Intake keep(Quarantine.Held held) {
        return webhook.keep(event(held), held.body());
    }

    private static tools.jackson.databind.JsonNode event(Quarantine.Held held) {
        return java.util.Objects.requireNonNull(ZaloEvents.parse(held.body()));
    }
}
