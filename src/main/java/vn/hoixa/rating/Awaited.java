package vn.hoixa.rating;

import org.jspecify.annotations.Nullable;

/**
 * What a resident was asked and did not answer yet.
 *
 * @param isOpen whether they were asked how content they are
 * @param whyAfter number of the turn after which a word of why is expected, or null
 */
public record Awaited(
        Subject subject, boolean isOpen, @Nullable Long whyAfter) {}
