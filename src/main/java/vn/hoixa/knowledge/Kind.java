package vn.hoixa.knowledge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a guide is about. */
public enum Kind {
    /** A procedure of the commune, with a record on the national portal. */
    PROCEDURE,
    /** A matter of the commune that is written from the law, because its record does not serve. */
    LAW,
    /** How to get along: the national portal, VNeID, old papers after a merger. */
    HELP,
    /** The commune itself: address, hours, who is who; its text is filled from the commune's profile. */
    COMMUNE,
    /** A procedure that somebody else decides. */
    ELSEWHERE;

    /** As it is written in data files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Kind of(String key) {
        for (Kind kind : values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        return null;
    }
}
