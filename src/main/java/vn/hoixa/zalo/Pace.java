package vn.hoixa.zalo;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many a second of each page, and no more. */
final class Pace {
    private final InstantSource clock;
    private final int aSecond;

    /** Only pages that are served come here, so this stays small. */
    private final Map<String, Second> pages = new ConcurrentHashMap<>();

    Pace(InstantSource clock, int aSecond) {
        this.clock = clock;
        this.aSecond = aSecond;
    }

    private record Second(long number, int count) {}

    boolean allows(String page) {
        long now = clock.instant().getEpochSecond();
        Second counted = pages.compute(
                page,
                (name, before) -> before == null || before.number() != now
                        ? new Second(now, 1)
                        : new Second(now, before.count() + 1));
        return counted.count() <= aSecond;
    }
}
