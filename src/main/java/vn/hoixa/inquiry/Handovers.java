package vn.hoixa.inquiry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoixa.escalation.AffairBook;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.Handover;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.Level;
import vn.hoixa.escalation.Pending;
import vn.hoixa.feedback.Noticed;
import vn.hoixa.feedback.Tone;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.outbox.Letter;

/** What of a decision goes to a person. */
final class Handovers {
    /** A guess below this sends people to the wrong officer as often as to the right one. */
    private static final double WORTH_A_GUESS = 0.4;

    /** Folder of the bank for complaints and denunciations. */
    private static final String GRIEVANCES = "khieu-nai-to-cao";

    private Handovers() {}

    static Optional<Handover> of(Situation situation, Decision decision) {
        return switch (decision) {
            case Decision.Escalate escalate -> Optional.of(of(situation, escalate));
            case Decision.Alarm ignored ->
                Optional.of(of(situation, Kind.EMERGENCY, Level.URGENT, "EMERGENCY", null, null, null, List.of()));
            case Decision.Draft draft -> Optional.of(of(situation, draft));
            case Decision.Settle settle -> Optional.of(of(situation, settle));
            default -> Optional.empty();
        };
    }

    /** What words of that reason are. */
    static Kind kind(Why why) {
        return switch (why) {
            case COMPLAINT -> Kind.COMPLAINT;
            case DENUNCIATION -> Kind.DENUNCIATION;
            case FEEDBACK -> Kind.FEEDBACK;
            case ASKED, UNSURE, STILL_UNCLEAR, VOICE, PICTURE, VIDEO, FILE, NOT_QUOTABLE, NO_GUIDE, MORE, OFF ->
                Kind.QUESTION;
        };
    }

    static Handover of(Situation situation, Decision.Escalate escalate) {
        Kind kind = kind(escalate.why());
        String reason = escalate.why().name();
        if (kind != Kind.QUESTION) {
            Noticed told = kind == Kind.FEEDBACK ? situation.noticed() : null;
            String theirs = told == null ? null : told.theme().field();
            String field = kind == Kind.FEEDBACK ? theirs : GRIEVANCES;
            Level level = told != null && told.isUrgent() ? Level.URGENT : Level.ORDINARY;
            return of(situation, kind, level, reason, field, null, escalate.joins(), List.of());
        }
        Guide guide = escalate.guide() != null ? escalate.guide() : guess(situation);
        return of(
                situation,
                kind,
                Level.ORDINARY,
                reason,
                guide == null ? null : guide.field(),
                guide == null ? null : guide.code(),
                escalate.joins(),
                List.of());
    }

    private static Handover of(Situation situation, Decision.Draft draft) {
        Guide guide = draft.guide();
        return of(situation, Kind.DRAFT, Level.ORDINARY, "DRAFT", guide.field(), guide.code(), null, draft.letters());
    }

    private static Handover of(Situation situation, Decision.Settle settle) {
        Pending pending = settle.pending();
        boolean isMore = !settle.more().isEmpty();
        String text = isMore ? pending.text() + "\n" + settle.more() : pending.text();
        boolean complains = pending.complains() || (isMore && complains(situation));
        Case joins = settle.affair() == null ? null : settle.affair().about();
        return AffairBook.meant(situation.turn().commune(), pending.saying(text, complains), joins);
    }

    private static Handover of(
            Situation situation,
            Kind kind,
            Level level,
            String reason,
            @Nullable String field,
            @Nullable String guide,
            @Nullable Case joins,
            List<Letter> draft) {
        Turn turn = situation.turn();
        return new Handover(
                turn.commune(), kind, level, reason, field, guide, turn.text(), complains(situation), joins, draft);
    }

    private static boolean complains(Situation situation) {
        return situation.says(Talk.COMPLAINT)
                || Grievance.of(situation) != null
                || (situation.noticed() != null && situation.noticed().tone() != Tone.PRAISE);
    }

    /** Whoever asks for a person after an answer means what was spoken of. */
    private static @Nullable Guide guess(Situation situation) {
        Candidate best = situation.best();
        if (best != null && best.confidence() >= WORTH_A_GUESS) {
            return best.guide();
        }
        return situation.spokenOf();
    }
}
