package vn.hoixa.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;

/** Announcements in an emergency: one at a time, for some hours. */
@Component
public class Banners {
    public static final int LONGEST = 500;
    public static final int MOST_HOURS = 72;

    private static final String NAME = "banner";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Settings settings;
    private final Texts texts;
    private final InstantSource clock;

    Banners(Settings settings, Texts texts, InstantSource clock) {
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
    }

    /** The one that residents get now. */
    public Optional<Banner> standing(Commune commune, Instant now) {
        return Optional.ofNullable(settings.of(commune.id()).get(NAME))
                .map(json -> JSON.readValue(json, Banner.class))
                .filter(banner -> banner.stands(now));
    }

    public Setting set(Commune commune) {
        return settings.get(commune.id(), NAME);
    }

    /** What is wrong with it, if anything. */
    public Optional<Fault> fault(String text, int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            return Optional.of(Fault.HOURS);
        }
        return texts.fault(text, LONGEST);
    }

    /**
     * From now on for so many hours.
     *
     * @return false where somebody else changed it since
     * @throws IllegalArgumentException something is wrong with it, see {@link #fault}
     */
    public boolean raise(SignedIn who, Commune commune, String text, int hours, long seen) {
        fault(text, hours).ifPresent(fault -> {
            throw new IllegalArgumentException(fault.key());
        });
        Instant now = clock.instant();
        var banner = new Banner(text.strip(), now, now.plus(Duration.ofHours(hours)));
        return settings.change(who, commune.id(), NAME, JSON.writeValueAsString(banner), seen);
    }

    /**
     * Before its time.
     *
     * @return false where somebody else changed it since
     */
    public boolean end(SignedIn who, Commune commune, long seen) {
        return settings.change(who, commune.id(), NAME, null, seen);
    }
}
