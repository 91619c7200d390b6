package vn.hoixa.inquiry;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoixa.escalation.Affair;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Handed;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.State;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Commune.Reception;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Counter;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Links;
import vn.hoixa.outbox.Outbox;

/** What residents read of questions that were handed to a person: who answers until when, and how it stands. */
final class CaseReplies {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final Replies replies;
    private final Links links;
    private final Turn turn;

    CaseReplies(Replies replies, Links links, Turn turn) {
        this.replies = replies;
        this.links = links;
        this.turn = turn;
    }

    String escalated(Decision.Escalate escalate, Handed opened) {
        if (escalate.why() == Why.DENUNCIATION) {
            return denounced(opened);
        }
        if (escalate.joins() != null && escalate.joins().kind() == Kind.DENUNCIATION) {
            return say("reply.denunciation.more", opened.number(), commune().phone());
        }
        if (opened.instead() != null) {
            return escalate.why() == Why.COMPLAINT
                    ? say("reply.complaint.outside", opened.instead(), opened.number())
                    : outside(opened);
        }
        boolean isSaid =
                escalate.joins() != null && !opened.isNew() && !escalate.why().isFile();
        return (isSaid ? "" : lead(escalate) + "\n\n") + handed(opened, escalate.why() == Why.FEEDBACK);
    }

    /** How and where to lodge it; nobody is asked what it is about, nor sent to whom it may concern. */
    private String denounced(Handed opened) {
        if (opened.instead() != null) {
            return say("reply.denunciation.outside", opened.instead(), opened.number());
        }
        Reception at = commune().reception(Counter.COMMUNE);
        return say("reply.why.denunciation", commune().province(), at.name(), at.address()) + "\n\n"
                + say(
                        "reply.denunciation.case",
                        owner(opened.owner()),
                        opened.number(),
                        CommuneTime.said(opened.deadline()),
                        commune().phone());
    }

    private String lead(Decision.Escalate escalate) {
        if (escalate.why() == Why.COMPLAINT) {
            Reception at = commune().reception(Counter.COMMUNE);
            return say("reply.why.complaint", at.name(), at.address());
        }
        Guide guide = escalate.guide();
        String key = "reply.why." + escalate.why().name().toLowerCase(Locale.ROOT);
        if (guide == null || escalate.why() != Why.NO_GUIDE) {
            return say(key);
        }
        String post = guide.handler().isEmpty() ? "" : " " + say("reply.post", guide.handler());
        String page = links.isAllowed(guide.source()) ? "\n\n" + say("reply.official-page", guide.source()) : "";
        return say(key, guide.title()) + post + page;
    }

    /** @param isReported whether it is not a question */
    String handed(Handed opened, boolean isReported) {
        String isNew = isReported ? "reply.case-reported" : "reply.case-new";
        String key = opened.isNew() ? isNew : "reply.case-again";
        return say(
                        key,
                        owner(opened.owner()),
                        opened.number(),
                        CommuneTime.said(opened.deadline()),
                        commune().phone())
                + late(opened);
    }

    /** How to get the answer all the same, where Zalo's window closes before it is due. */
    private String late(Handed opened) {
        return turn.now().plus(Outbox.WINDOW).isBefore(opened.deadline())
                ? "\n\n" + say("reach.late", CommuneTime.said(opened.deadline()))
                : "";
    }

    /** Nobody in the commune may have it. */
    String outside(Handed opened) {
        return say("reply.case-outside", Objects.requireNonNull(opened.instead()), opened.number());
    }

    String told(Affair affair) {
        CaseNumber number = affair.number();
        State state = affair.about().state();
        if (affair.instead() != null) {
            return say("reply.case-outside", affair.instead(), number);
        } else if (state == State.PASSED) {
            String key = affair.reason().isEmpty() ? "reply.told.passed-somehow" : "reply.told.passed";
            return say(key, number, affair.reason());
        } else if (state == State.REFUSED) {
            String key = affair.reason().isEmpty() ? "reply.told.refused-somehow" : "reply.told.refused";
            return say(key, number, affair.reason());
        } else if (state == State.WAITING) {
            String asked = Objects.requireNonNullElse(affair.question(), "");
            return say(asked.isEmpty() ? "reply.told.waiting-somehow" : "reply.told.waiting", number, asked);
        } else if (affair.answer() != null && affair.answeredAt() != null && !isAskedAgain(affair)) {
            return say(
                    "reply.told.answered", number, DAY.format(CommuneTime.day(affair.answeredAt())), affair.answer());
        } else if (!state.isOpen()) {
            return say(state == State.CLOSED ? "reply.told.closed" : "reply.told.done", number);
        }
        Instant deadline = Objects.requireNonNullElse(affair.about().deadline(), affair.spokenAt());
        String key = affair.about().isOverdue(turn.now()) ? "reply.told.late" : "reply.told.open";
        return say(
                key,
                number,
                owner(affair.owner()),
                CommuneTime.said(deadline),
                commune().phone());
    }

    /** After an answer that did not help, somebody has to answer again. */
    private static boolean isAskedAgain(Affair affair) {
        return affair.isOpen() && affair.isWaitedFor();
    }

    String which(Decision.WhichCase which) {
        StringBuilder lines = new StringBuilder(
                say("reply.which-case", which.offered().getFirst().number()));
        int choice = 1;
        for (Affair affair : which.offered()) {
            lines.append('\n').append(choice++).append(". ");
            lines.append(say(
                    "reply.which-case.about",
                    affair.number(),
                    CommuneTime.said(affair.about().openedAt())));
        }
        lines.append('\n').append(choice).append(". ").append(say("reply.which-case.other"));
        return lines.toString();
    }

    String judged(Decision.Judged judged, Handed opened) {
        return say(
                judged.isContent() ? "reply.judged.content" : "reply.judged.again",
                opened.number(),
                owner(opened.owner()),
                CommuneTime.said(opened.deadline()),
                commune().phone());
    }

    private String owner(@Nullable String owner) {
        return owner == null ? say("reply.case-somebody", commune().name()) : owner;
    }

    private Commune commune() {
        return turn.commune();
    }

    private String say(String key, Object... values) {
        return replies.say(key, turn, values);
    }
}
