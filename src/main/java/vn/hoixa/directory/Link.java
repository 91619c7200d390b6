package vn.hoixa.directory;

/** What came of a code that somebody sent to link their Zalo account. */
public sealed interface Link {
    /** The account is the officer's from now on. */
    record Linked(Officer officer) implements Link {}

    /** No such code, or one that was used: nobody is told which. */
    record Wrong() implements Link {}

    /** Right, but too late; a new one is needed. */
    record Expired() implements Link {}

    /** Too many codes that did not work; refused for a while, whatever is sent. */
    record TooOften() implements Link {}
}
