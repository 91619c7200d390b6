package vn.hoixa.settings;

import org.springframework.stereotype.Component;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;

/** Whether the bot answers a commune's residents; while it does not, officers do. */
@Component
public class Bot {
    private static final String NAME = "bot";
    private static final String OFF = "off";

    private final Settings settings;

    Bot(Settings settings) {
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
