package vn.hoixa.meeting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a resident asks at a dialogue, or comes about on a reception day.
 *
 * @param resident id in the database
 * @param field folder of the bank, or null
 * @param isDelicate whether it concerns somebody of the commune
 * @param sameAs id of the one that stands for it, where several ask the same; else null
 * @param isReminded whether the resident was reminded, or needed no reminding
 * @param notice how far the last word about the meeting came, as the outbox calls it; null where none was sent
 * @param answerSent the same for the answer
 */
public record Matter(
        long id,
        long meeting,
        Instant begins,
        long resident,
        String text,
        @Nullable String field,
        boolean isDelicate,
        @Nullable Long sameAs,
        Instant at,
        boolean isReminded,
        @Nullable String notice,
        @Nullable String answer,
        @Nullable String answerSent) {}
