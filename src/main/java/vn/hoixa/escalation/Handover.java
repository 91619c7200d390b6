package vn.hoixa.escalation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.outbox.Letter;

/**
 * What is to be handed to a person.
 *
 * @param reason why
 * @param field of the procedure it seems to be about, or null
 * @param guide code of that procedure, or null
 * @param text what the resident wrote
 * @param complains whether that complains, so that it may concern an officer
 * @param joins the resident's case that it belongs to, or null for one of its own
 * @param draft the letters that an officer has to send, in order; else empty
 */
public record Handover(
        Commune commune,
        Kind kind,
        Level level,
        String reason,
        @Nullable String field,
        @Nullable String guide,
        String text,
        boolean complains,
        @Nullable Case joins,
        List<Letter> draft) {
    public Handover {
        draft = List.copyOf(draft);
    }

    /** A question of its own. */
    public Handover(
            Commune commune,
            Kind kind,
            Level level,
            String reason,
            @Nullable String field,
            @Nullable String guide,
            String text,
            boolean complains) {
        this(commune, kind, level, reason, field, guide, text, complains, null, List.of());
    }
}
