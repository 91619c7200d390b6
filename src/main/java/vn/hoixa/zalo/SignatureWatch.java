package vn.hoixa.zalo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;

/**
 * Notices when nothing that comes for a page is signed with our key any more.
 *
 * <p>Anybody can post forged events, so a few among genuine ones mean nothing. One that is signed with the app's own
 * secret can only be Zalo's.
 */
@Component
class SignatureWatch {
    /** Zalo delivers a refused event again after 15 minutes, so a real page reaches this soon. */
    static final int FEW = 3;

    static final Duration A_WHILE = Duration.ofMinutes(10);

    private final Alarms alarms;
    private final InstantSource clock;

    /** By page, and only those that are served: forged events cannot make it grow. */
    private final Map<String, Bad> sinceGenuine = new ConcurrentHashMap<>();

    SignatureWatch(Alarms alarms, InstantSource clock) {
        this.alarms = alarms;
        this.clock = clock;
    }

    private record Bad(Instant first, int times) {}

    void genuine(String page) {
        sinceGenuine.remove(page);
        alarms.clear(AlarmKind.SIGNATURES, page);
    }

    void bad(String page, App.Verdict verdict) {
        Instant now = clock.instant();
        Bad bad =
                sinceGenuine.merge(page, new Bad(now, 1), (before, one) -> new Bad(before.first(), before.times() + 1));
        boolean isAll = bad.times() >= FEW && !now.isBefore(bad.first().plus(A_WHILE));
        if (verdict == App.Verdict.SWAPPED || isAll) {
            alarms.raise(AlarmKind.SIGNATURES, page, verdict.name().toLowerCase(Locale.ROOT));
        }
    }
}
