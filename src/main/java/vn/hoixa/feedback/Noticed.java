package vn.hoixa.feedback;

import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Theme;

/**
 * Feedback in what a resident wrote.
 *
 * @param theme of the second level
 * @param version of the themes
 * @param isUrgent whether somebody has to act at once
 * @param hamlet that was named, or null
 * @param asks whether something is asked beside
 * @param confidence that it is feedback, between 0 and 1
 * @param why words of the theme that decided, or the rule that did; nothing that the resident wrote
 * @param passesCommune whether it is a complaint of somebody about whom nobody in the commune may hear
 */
public record Noticed(
        Theme theme,
        int version,
        Tone tone,
        boolean isUrgent,
        @Nullable String hamlet,
        boolean asks,
        double confidence,
        String why,
        boolean passesCommune) {

    private static final String PROCEDURES = "procedures";

    /**
     * Whether a word of the theme or of a tone was said, so that it is more than likeness to examples. The words of
     * procedures are those of every question.
     */
    public boolean isGrounded() {
        boolean isSaid = !why.equals(Filing.EXAMPLES) && !PROCEDURES.equals(theme.parent());
        return isSaid || tone == Tone.COMPLAINT || tone == Tone.SUGGESTION;
    }

    /** Whether a person has to act; praise of a new lamp asks for none, and what nobody here may read asks for others. */
    public boolean needsSomeone() {
        return (theme.needsSomeone() && tone != Tone.PRAISE) || passesCommune;
    }

    Noticed passingCommune() {
        return new Noticed(theme, version, tone, isUrgent, hamlet, asks, confidence, why, true);
    }
}
