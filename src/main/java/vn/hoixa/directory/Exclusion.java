package vn.hoixa.directory;

import java.util.Set;

/**
 * Who must not handle a matter, nor see it, because it concerns them.
 *
 * @param isWholeCommune whether nobody in the commune may
 * @param officers by id, as they are now
 * @param units of which nobody may, whoever joins them later
 * @param instead whom the resident is told to turn to
 */
public record Exclusion(boolean isWholeCommune, Set<Long> officers, Set<Unit> units, Instead instead) {
    public static final Exclusion NOBODY = new Exclusion(false, Set.of(), Set.of(), Instead.NONE);

    public Exclusion {
        officers = Set.copyOf(officers);
        units = Set.copyOf(units);
    }

    /** The matter concerns a leader. */
    public static Exclusion wholeCommune() {
        return new Exclusion(true, Set.of(), Set.of(Unit.values()), Instead.PROVINCE);
    }

    /** Who a resident is told to turn to outside the commune. */
    public enum Instead {
        NONE(""),
        PROVINCE("directory.instead.province"),
        PROVINCIAL_POLICE("directory.instead.provincial-police");

        private final String messageKey;

        Instead(String messageKey) {
            this.messageKey = messageKey;
        }

        /** Of the name, which has a gap for the province's; empty for {@link #NONE}. */
        public String messageKey() {
            return messageKey;
        }
    }

    public boolean covers(Officer officer) {
        return isWholeCommune || officers.contains(officer.id()) || units.contains(officer.unit());
    }
}
