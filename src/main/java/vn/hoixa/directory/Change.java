package vn.hoixa.directory;

/** What came of a change to the directory. */
public enum Change {
    DONE,
    /** Another officer of the commune has the key. */
    KEY_TAKEN,
    /** A commune keeps one leader at least, to be told when others are silent. */
    LAST_LEADER,
    /** Somebody else changed the officer since the form was opened. */
    CHANGED_MEANWHILE,
    /** There is no such officer any more. */
    GONE
}
