package vn.hoixa.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a hand-over, as the resident is told.
 *
 * @param id of the case in the database
 * @param isNew whether the case was opened just now
 * @param owner who will answer, with post and telephone; null where nobody could be reached
 * @param deadline until when
 * @param instead whom the resident has to turn to, because nobody in the commune may treat it; else null
 */
public record Handed(
        long id,
        CaseNumber number,
        boolean isNew,
        @Nullable String owner,
        Instant deadline,
        @Nullable String instead) {}
