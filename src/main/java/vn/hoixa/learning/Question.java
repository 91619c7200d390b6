package vn.hoixa.learning;

import org.jspecify.annotations.Nullable;

/**
 * What a resident asked of a person, with numbers that name somebody taken out.
 *
 * @param id rises with time, in one commune
 * @param caseNumber of the case that an officer answered, or null
 * @param guide code of the guide it seemed to be about, or null
 * @param answer by an officer, or null
 * @param officer who gave it, or null
 */
public record Question(
        long id,
        @Nullable String caseNumber,
        @Nullable String guide,
        String text,
        @Nullable String answer,
        @Nullable String officer) {}
