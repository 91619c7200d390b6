package vn.hoixa.learning;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody would have the guides learn.
 *
 * @param code of the guide, or null where the editor chooses
 * @param question masked, in the resident's words
 * @param answer the officer's, masked; empty for a phrasing
 * @param by id of the account that proposed it
 * @param byName as others read it
 */
public record Proposal(
        long id, Kind kind, @Nullable String code, String question, String answer, long by, String byName) {

    /** What is to be learnt. */
    public enum Kind {
        /** Another way to ask for what a guide tells. */
        PHRASING,
        /** A question with its answer, as a matter of the commune. */
        ANSWER;

        /** As it stands in forms and in the table. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
