package vn.hoixa.mail;

/** What became of one mail. */
public sealed interface Mailed {
    /** The server took it. */
    record Sent() implements Mailed {}

    /** The server was not reached or takes nothing now; the same again later. */
    record Later(String cause) implements Mailed {}

    /** No such address, for this server. */
    record Refused(String cause) implements Mailed {}

    /** No mail server is set. */
    record Off() implements Mailed {}
}
