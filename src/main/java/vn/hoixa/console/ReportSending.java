package vn.hoixa.console;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.settings.Setting;
import vn.hoixa.settings.Settings;

/** Whether a commune's leaders are sent its reports, and which of them would rather not. */
@Component
class ReportSending {
    private static final String NAME = "report";
    private static final String OFF = "off";

    private final Settings settings;

    ReportSending(Settings settings) {
        this.settings = settings;
    }

    boolean isOff(Commune commune) {
        return OFF.equals(setting(commune, null).value());
    }

    boolean isOff(Commune commune, Officer leader) {
        return OFF.equals(setting(commune, leader).value());
    }

    /** @param leader null for the whole commune */
    Setting setting(Commune commune, @Nullable Officer leader) {
        return settings.get(commune.id(), name(leader));
    }

    /**
     * Switches it.
     *
     * @return false where somebody else did since
     */
    boolean turn(SignedIn who, Commune commune, @Nullable Officer leader, boolean off, long seen) {
        return settings.change(who, commune.id(), name(leader), off ? OFF : null, seen);
    }

    void refresh() {
        settings.refresh();
    }

    private static String name(@Nullable Officer leader) {
        return leader == null ? NAME : NAME + "." + leader.id();
    }
}
