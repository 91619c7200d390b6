package vn.hoixa.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.knowledge.Theme;

/**
 * A resident's remark, complaint, suggestion or praise, as it was filed.
 *
 * @param resident number of the row of who said it
 * @param theme of the second level as it is now
 * @param version of the themes under which it was filed
 * @param hamlet that was named, or null
 * @param field folder of the bank that it is about, or null
 * @param number of the case that was opened for it, or null
 * @param why words of the theme, or the rule that decided
 * @param isCorrected whether a person put it there
 * @param quote what was written, masked; null where the reader must not see it, or where it is gone
 */
public record Feedback(
        long id,
        long resident,
        Instant at,
        Theme theme,
        int version,
        Tone tone,
        boolean isUrgent,
        @Nullable String hamlet,
        @Nullable String field,
        @Nullable CaseNumber number,
        String why,
        boolean isCorrected,
        @Nullable String quote) {}
