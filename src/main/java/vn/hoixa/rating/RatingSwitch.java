package vn.hoixa.rating;

import org.springframework.stereotype.Component;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.settings.Setting;
import vn.hoixa.settings.Settings;

/** Whether a commune's residents are asked how content they are. */
@Component
public class RatingSwitch {
    private static final String NAME = "ratings";
    private static final String OFF = "off";

    private final Settings settings;

    RatingSwitch(Settings settings) {
        this.settings = settings;
    }

    public boolean isOff(Commune commune) {
        return OFF.equals(settings.of(commune.id()).get(NAME));
    }

    /** Who switched it last, and when. */
    public Setting switched(Commune commune) {
        return settings.get(commune.id(), NAME);
    }

    /**
     * Switches it.
     *
     * @return false where somebody else did since
     */
    public boolean turn(SignedIn who, Commune commune, boolean off, long seen) {
        return settings.change(who, commune.id(), NAME, off ? OFF : null, seen);
    }
}
