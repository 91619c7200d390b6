package vn.hoixa.account;

/**
 * A role in a commune.
 *
 * @param commune name of its folder, or {@link #EVERYWHERE}
 */
public record Membership(String commune, Role role) {
    /** In all communes, and for what belongs to none. */
    public static final String EVERYWHERE = "";

    boolean holdsIn(String other) {
        return commune.equals(EVERYWHERE) || commune.equals(other);
    }
}
