package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.inquiry.Conversation.Awaited;
import vn.hoixa.inquiry.Conversation.Awaited.What;
import vn.hoixa.meeting.Matters.Own;
import vn.hoixa.meeting.Matters.Told;
import vn.hoixa.meeting.MeetingKind;
import vn.hoixa.meeting.Sitting;

/** What is said, and done, about a dialogue or a reception day. */
sealed interface MeetingStep {
    /** What is awaited next, or null. */
    default @Nullable Awaited awaited(Instant now) {
        return null;
    }

    /**
     * Tell of the next days.
     *
     * @param sittings the earliest first
     * @param isElse whether another day was asked for than these
     */
    record Dates(MeetingKind kind, List<Sitting> sittings, boolean isElse) implements MeetingStep {
        @Override
        public Awaited awaited(Instant now) {
            return new Awaited(What.CHOICE, null, now);
        }
    }

    /** There is none; say so, and how else to reach the office. */
    record None(MeetingKind kind) implements MeetingStep {}

    /** Ask for the question, or what they come about. */
    record AskFor(Sitting sitting) implements MeetingStep {
        @Override
        public Awaited awaited(Instant now) {
            What what = sitting.meeting().kind() == MeetingKind.DIALOGUE ? What.QUESTION : What.VISIT;
            return new Awaited(what, sitting.begins(), now);
        }
    }

    /** Keep it, and say what is kept. */
    record Keep(Told told) implements MeetingStep {}

    /** They have as many already as one may have. */
    record Enough(Sitting sitting, List<Own> theirs) implements MeetingStep {}

    /** Take it off the list. */
    record Left(List<Own> theirs) implements MeetingStep {}

    /** They were asked, and do not want to. */
    record Declined() implements MeetingStep {}
}
