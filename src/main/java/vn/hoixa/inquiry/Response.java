package vn.hoixa.inquiry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoixa.escalation.Handed;
import vn.hoixa.inquiry.Conversation.State;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.matching.Understanding.Talk;

/**
 * What a decision comes to: what the resident reads, and what is remembered.
 *
 * @param reply empty where nothing is said
 */
record Response(Reply reply, State state) {

    /** @param opened the case, for decisions that open one */
    static Response to(Situation situation, Decision decision, @Nullable Handed opened, Replies replies) {
        return to(situation, decision, opened, null, replies);
    }

    /** @param beside the case that has the feedback in it, or null */
    static Response to(
            Situation situation, Decision decision, @Nullable Handed opened, @Nullable Handed beside, Replies replies) {
        Turn turn = situation.turn();
        Reply reply =
                switch (decision) {
                    case Decision.Answer answer -> replies.answer(turn, answer);
                    case Decision.Several several -> replies.several(turn, several);
                    case Decision.Clarify clarify -> replies.clarify(turn, clarify);
                    case Decision.Repeat repeat -> replies.repeat(turn, repeat);
                    case Decision.Elsewhere elsewhere -> replies.elsewhere(turn, elsewhere);
                    case Decision.Track track -> replies.track(turn, track);
                    case Decision.OwnData data -> new DataReplies(replies, turn).reply(data);
                    case Decision.SmallTalk talk -> replies.smallTalk(turn, talk);
                    case Decision.Alarm ignored -> replies.alarm(turn, Objects.requireNonNull(opened));
                    case Decision.Escalate escalate -> replies.escalate(turn, escalate, Objects.requireNonNull(opened));
                    case Decision.Draft ignored -> replies.drafted(turn, Objects.requireNonNull(opened));
                    case Decision.Told told -> replies.told(turn, told);
                    case Decision.WhichCase which -> replies.whichCase(turn, which);
                    case Decision.Settle ignored -> replies.settled(turn, Objects.requireNonNull(opened));
                    case Decision.Judged judged -> replies.judged(turn, judged, Objects.requireNonNull(opened));
                    case Decision.Rated rated -> RatingTalk.reply(turn, rated, replies);
                    case Decision.Meet meet -> new MeetingReplies(replies, turn).reply(meet.step());
                    case Decision.Acknowledge ignored -> Remarks.alone(situation, replies);
                    case Decision.Wait ignored -> new Reply(List.of(), null);
                    case Decision.Note ignored -> new Reply(List.of(), null);
                };
        boolean isRegretted = situation.says(Talk.COMPLAINT) && situation.noticed() == null && isAnswer(decision);
        return new Response(
                isRegretted
                        ? withRegret(turn, reply, replies)
                        : Remarks.acknowledged(situation, decision, reply, beside, replies),
                after(turn, decision, reply.menu()));
    }

    private static boolean isAnswer(Decision decision) {
        return decision instanceof Decision.Answer
                || decision instanceof Decision.Several
                || decision instanceof Decision.Clarify
                || decision instanceof Decision.Elsewhere;
    }

    private static Reply withRegret(Turn turn, Reply reply, Replies replies) {
        List<String> texts = new ArrayList<>(reply.texts());
        texts.addFirst(replies.regret(turn));
        return new Reply(texts, reply.menu());
    }

    private static State after(Turn turn, Decision decision, @Nullable Menu menu) {
        State before = turn.state();
        return switch (decision) {
            case Decision.Answer answer -> after(before, answer, Objects.requireNonNull(menu), turn);
            case Decision.Several several ->
                after(before, several.answers().getLast(), Objects.requireNonNull(menu), turn);
            case Decision.Clarify ignored -> before.afterClarify(Objects.requireNonNull(menu), turn.now());
            case Decision.Repeat repeat -> before.afterRepeat(repeat.menu(), turn.now());
            case Decision.Escalate ignored -> before.afterEscalate();
            case Decision.Alarm ignored -> before.afterEscalate();
            case Decision.Draft ignored -> before.afterEscalate();
            case Decision.WhichCase ignored -> before.afterEscalate();
            case Decision.Settle ignored -> before.afterEscalate();
            case Decision.Told ignored -> before.afterTalk();
            case Decision.Judged ignored -> before.afterTalk();
            case Decision.Elsewhere ignored -> before.afterTalk();
            case Decision.Track ignored -> before.afterTalk();
            case Decision.OwnData data ->
                data.wish() == Decision.Wish.ASK ? before.afterErasureAsked(turn.now()) : before.afterTalk();
            case Decision.Rated ignored -> before.afterTalk();
            case Decision.Meet meet -> before.afterMeeting(meet.step().awaited(turn.now()));
            case Decision.Acknowledge ignored -> before.afterTalk();
            case Decision.SmallTalk ignored -> before.afterTalk();
            case Decision.Wait ignored -> before;
            case Decision.Note ignored -> before;
        };
    }

    private static State after(State before, Decision.Answer answer, Menu menu, Turn turn) {
        return before.afterAnswer(menu, answer.guide().code(), answer.facets(), turn.now());
    }
}
