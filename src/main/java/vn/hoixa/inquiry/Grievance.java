package vn.hoixa.inquiry;

import org.jspecify.annotations.Nullable;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Phrases;

/** Complaints, denunciations and suggestions: the law treats each in its own way, and none as a question. */
final class Grievance {
    private Grievance() {}

    /** Whoever only asks how it is done is answered from the guides. */
    static @Nullable Decision opinion(Situation situation) {
        return asks(situation) ? null : of(situation);
    }

    /** Which of the three it is, though it may ask something beside; null where it is none. */
    static @Nullable Decision of(Situation situation) {
        Reason reason = Reason.of("grievance");
        if (says(situation, "denunciation")) {
            return new Escalate(reason, Why.DENUNCIATION);
        } else if (says(situation, "complaint")) {
            return new Escalate(reason, Why.COMPLAINT);
        } else if (says(situation, "regulation")) {
            return new SmallTalk(reason, Line.REGULATION);
        }
        return says(situation, "feedback") ? new Escalate(reason, Why.FEEDBACK) : null;
    }

    /** The law protects who denounces: whatever else they write, their words are shown to nobody. */
    static boolean isDenunciation(Situation situation) {
        return says(situation, "denunciation");
    }

    private static boolean says(Situation situation, String kind) {
        return phrases(situation).says(kind, situation.turn().text());
    }

    private static boolean asks(Situation situation) {
        String text = situation.turn().text();
        Phrases phrases = phrases(situation);
        // Without marks "broken" and the southern "is it not?" are one word.
        boolean asksAtEnd = phrases.endsWith("asks-at-end", text) && !phrases.endsWith("broken-at-end", text);
        return text.contains("?") || says(situation, "asks") || asksAtEnd;
    }

    private static Phrases phrases(Situation situation) {
        return situation.turn().knowledge().grievances();
    }
}
