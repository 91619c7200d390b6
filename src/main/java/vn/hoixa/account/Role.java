package vn.hoixa.account;

/** What a member may do; each page says to whom it {@link Opens}. */
public enum Role {
    /** Answers residents. */
    OFFICER,
    /** Sees what an officer sees, and decides how the bot works in the commune. */
    LEADER,
    /** Keeps the guides. */
    EDITOR,
    /** Keeps the directory, the settings and the accounts; reads no conversation. */
    ADMINISTRATOR;

    /** The end of a message's key. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
