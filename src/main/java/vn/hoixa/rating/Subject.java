package vn.hoixa.rating;

import org.jspecify.annotations.Nullable;

/**
 * What a rating is about.
 *
 * @param turn in which it was answered, or handed over
 * @param about id of the case, or null where HoiXa answered
 * @param officer who answered, or null
 */
public record Subject(
        @Nullable Long turn,
        @Nullable Long about,
        @Nullable Long officer,
        @Nullable String field,
        @Nullable String guide) {}
