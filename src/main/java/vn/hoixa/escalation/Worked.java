package vn.hoixa.escalation;

import org.jspecify.annotations.Nullable;

/** What came of an officer's work in the console. */
public sealed interface Worked {
    /** Also where the same form had been sent before. */
    record Done() implements Worked {}

    /** To them there is no such case. */
    record Missing() implements Worked {}

    /**
     * The case was changed since they opened it; nothing was done.
     *
     * @param by who wrote last, null for nobody
     * @param text what went to the resident last, null for nothing
     */
    record Changed(@Nullable String by, @Nullable String text) implements Worked {}

    /** It is a colleague's; nothing was done. */
    record OfAnother(String owner) implements Worked {}

    record Over(State state) implements Worked {}

    record Wordless() implements Worked {}

    record TooLong(int longest) implements Worked {}

    /** There is nobody to pass it on to. */
    record NoColleague() implements Worked {}

    /**
     * No answer reached the resident, so it is not answered.
     *
     * @param why end of a message's key
     */
    record NotArrived(String why) implements Worked {}
}
