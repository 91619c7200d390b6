package vn.hoixa.inquiry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.calendar.Calendars;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.knowledge.Autonomy;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.outbox.Letter;
import vn.hoixa.settings.Bot;

/** Which answers an officer of the commune sends, before the commune lets them go out by themselves. */
@Component
class Drafting {
    /** Politeness, and warnings that cannot wait for an officer. */
    private static final Set<Line> SAID_ALL_THE_SAME = EnumSet.of(
            Line.WELCOME,
            Line.GREETING,
            Line.THANKS,
            Line.STICKER,
            Line.EMPTY,
            Line.VISITOR,
            Line.FRAUD,
            Line.REGULATION);

    private static final Set<Why> UNANSWERED =
            EnumSet.of(Why.UNSURE, Why.STILL_UNCLEAR, Why.NOT_QUOTABLE, Why.NO_GUIDE);

    private final Communes communes;
    private final Bot bot;
    private final Calendars calendars;
    private final Conversations conversations;
    private final Replies replies;

    Drafting(Communes communes, Bot bot, Calendars calendars, Conversations conversations, Replies replies) {
        this.communes = communes;
        this.bot = bot;
        this.calendars = calendars;
        this.conversations = conversations;
        this.replies = replies;
    }

    /** The decision, or the draft that it comes to; what quotes no guide is never drafted. */
    Decision apply(Situation situation, Decision decision) {
        if (bot.isOff(situation.turn().commune())) {
            return byOfficer(situation, decision);
        }
        List<Guide> quoted = quoted(decision);
        if (quoted.stream().allMatch(guide -> goesByItself(situation.turn(), guide))) {
            return decision;
        }
        if (Grievance.isDenunciation(situation)) {
            return new Escalate(decision.reason(), Why.DENUNCIATION);
        }
        Reply reply =
                Response.to(situation.unnoticed(), decision, null, replies).reply();
        List<Letter> letters = new ArrayList<>(reply.texts().stream()
                .map(text -> new Letter("answer", text, null))
                .toList());
        if (reply.menu() != null) {
            letters.set(letters.size() - 1, letters.getLast().with(conversations.write(reply.menu())));
        }
        return new Decision.Draft(decision.reason(), quoted.getLast(), letters);
    }

    /** What we would have answered, asked or offered goes to a person; what goes to one already needs no other words. */
    private static Decision byOfficer(Situation situation, Decision decision) {
        return switch (decision) {
            case Answer answer -> byOfficer(situation, decision.reason(), answer.guide());
            case Decision.Several several ->
                byOfficer(
                        situation,
                        decision.reason(),
                        several.answers().getFirst().guide());
            case Decision.Elsewhere elsewhere -> byOfficer(situation, decision.reason(), elsewhere.guide());
            case Decision.Clarify ignored -> byOfficer(situation, decision.reason(), null);
            case Decision.Repeat ignored -> byOfficer(situation, decision.reason(), null);
            case Decision.Track ignored -> byOfficer(situation, decision.reason(), null);
            case Decision.Meet ignored -> byOfficer(situation, decision.reason(), null);
            case Decision.Acknowledge ignored -> byOfficer(situation, decision.reason(), null);
            case Decision.SmallTalk talk ->
                SAID_ALL_THE_SAME.contains(talk.line()) ? talk : byOfficer(situation, talk.reason(), null);
            case Escalate escalate ->
                UNANSWERED.contains(escalate.why())
                        ? new Escalate(escalate.reason(), Why.OFF, escalate.guide(), escalate.joins())
                        : escalate;
            default -> decision;
        };
    }

    private static Decision byOfficer(Situation situation, Decision.Reason reason, @Nullable Guide guide) {
        return CaseTalk.placed(situation, new Escalate(reason, Why.OFF, guide));
    }

    private boolean goesByItself(Turn turn, Guide guide) {
        Commune commune = turn.commune();
        Autonomy autonomy = communes.autonomy(commune, guide.field());
        return switch (autonomy) {
            case AUTOMATIC -> true;
            case OUTSIDE_HOURS -> !calendars.of(commune).isWorking(turn.now());
            case DRAFT -> false;
        };
    }

    private static List<Guide> quoted(Decision decision) {
        return switch (decision) {
            case Answer answer -> List.of(answer.guide());
            case Decision.Several several ->
                several.answers().stream().map(Answer::guide).toList();
            case Decision.Elsewhere elsewhere -> List.of(elsewhere.guide());
            default -> List.of();
        };
    }
}
