package vn.hoixa.directory;

/** What an officer is to the cases of others. */
public enum Role {
    OFFICER,
    /** Chair, vice chair or secretary: is told when others are silent. */
    LEADER
}
