package vn.hoixa.knowledge;

import java.util.Locale;

/** Who takes the papers: residence, identity cards and vehicles belong to the commune's police. */
public enum Counter {
    COMMUNE,
    POLICE;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
