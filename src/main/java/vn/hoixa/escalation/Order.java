package vn.hoixa.escalation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an officer, or somebody who has a code, wants done: read from one message.
 *
 * @param number of the case, where one is named
 * @param rest what stands after the word; for {@link Verb#WRITE} all but the number
 * @param isParted whether a colon stands between them, so that no sentence is taken for an order
 * @param digit the number that was the whole message, or null
 * @param quoted Zalo's id of the message that it replies to, or null
 * @param said the whole message
 */
public record Order(
        Verb verb,
        @Nullable CaseNumber number,
        String rest,
        boolean isParted,
        @Nullable Integer digit,
        @Nullable String quoted,
        String said) {

    /** What is to be done. */
    public enum Verb {
        /** The account becomes the officer's who has the code. */
        LINK,
        TAKE,
        VIEW,
        PASS,
        PASS_OUTSIDE,
        ASK_BACK,
        SEND,
        DONE,
        DONE_BY_TELEPHONE,
        REFUSE,
        ON_DUTY,
        DISCARD,
        /** To what was shown back; without that, words for the resident. */
        AGREE,
        /** It was they who answered in Zalo's own tools. */
        MINE,
        /** A word to the resident that more will come. */
        HOLD,
        /** Words for the resident. */
        WRITE,
        /** A picture or file; the rest is the key of the event that brought it. */
        FILE
    }

    Order quoting(@Nullable String message) {
        return new Order(verb, number, rest, isParted, digit, message, said);
    }

    Order about(CaseNumber named) {
        return new Order(verb, named, rest, isParted, digit, null, said);
    }

    /** Two messages that were meant as one. */
    Order and(Order more) {
        return new Order(verb, number, rest + "\n" + more.rest, isParted, null, quoted, said + "\n" + more.said);
    }

    /** As it stands in the record. */
    public String rule() {
        return "desk-" + verb.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** No resident says just that. */
    boolean isBareWord() {
        return digit == null && number == null && quoted == null && rest.isEmpty() && !isWords();
    }

    boolean isWords() {
        return verb == Verb.WRITE || verb == Verb.HOLD || verb == Verb.FILE || verb == Verb.AGREE;
    }
}
