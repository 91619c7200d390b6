package vn.hoixa.rating;

import org.jspecify.annotations.Nullable;

/**
 * What a resident answers who was asked how content they are.
 *
 * @param rule the words that decided, without marks
 * @param reason what else was written, empty where that is nothing or only politeness
 */
public record Said(Contentment contentment, String rule, String reason) {

    /** Null where the text is something else; what stands beside a rating may still be a question. */
    public static @Nullable Said of(String text) {
        return Words.read(text);
    }
}
