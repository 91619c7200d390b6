package vn.hoixa.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as its resident may know it.
 *
 * @param spokenAt when it was spoken of last, by either side
 * @param owner who answers, with post and telephone; null where nobody does
 * @param instead who treats it because nobody in the commune may; else null
 * @param reason where it was passed on to, or why it was refused; empty where that is not known
 * @param answer what the officer answered last, or null
 * @param answeredAt when, or null
 * @param question what the officer asked back last, or null
 * @param isAnsweredLast whether nothing was said by either side since the answer
 */
public record Affair(
        Case about,
        Instant spokenAt,
        @Nullable String owner,
        @Nullable String instead,
        String reason,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        @Nullable String question,
        boolean isAnsweredLast) {

    public CaseNumber number() {
        return about.number();
    }

    /** Whether the officer has to answer, for the first time or again. */
    public boolean isWaitedFor() {
        return about.stage() == Stage.HALF || about.stage() == Stage.DEADLINE || about.stage() == Stage.LAPSE;
    }

    public boolean isOpen() {
        return about.state().isOpen();
    }
}
