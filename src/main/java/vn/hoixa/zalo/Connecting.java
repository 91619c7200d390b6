package vn.hoixa.zalo;

import vn.hoixa.SetupException;

/** What became of connecting a page. All but {@code Connected} and {@code Unread} changed nothing. */
public sealed interface Connecting {
    /** The tokens are stored and the page was read. */
    record Connected(Connection connection) implements Connecting {}

    /** The tokens are stored, but the page could not be read with them; it is tried again at the next refresh. */
    record Unread(Connection connection, String detail) implements Connecting {}

    /** No such consent was begun here within ten minutes, or it was used already: begin again. */
    record Stale() implements Connecting {}

    /** Zalo gave no tokens. */
    record Refused(TokenFailure cause, String detail) implements Connecting {}

    /** No commune here has that page. */
    record NotServed(String oa) implements Connecting {}

    /** The tokens belong to another page than the one that they were given for. */
    record OtherPage(String oa, String found) implements Connecting {}

    /** What was pasted does not look like two tokens. */
    record NoTokens() implements Connecting {}

    /** The environment sets this page's token and wins; it has to be taken out first. */
    record SetByEnvironment(String oa) implements Connecting {}

    /** The key for secrets is lost or wrong. */
    record Locked(SetupException reason) implements Connecting {}
}
