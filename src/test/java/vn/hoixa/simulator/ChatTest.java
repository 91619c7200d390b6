package vn.hoixa.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.hoixa.testing.MovableClock;

class ChatTest {
    private final Chat chat = new Chat(new MovableClock());

    @Test
    void putsAQuickAnswerBelowItsQuestion() {
        chat.say("1", "text", "question", "q", null, () -> {
            chat.answer("1", "answer", "a", "{}");
            return true;
        });

        assertThat(chat.after(0)).extracting(Chat.Bubble::text).containsExactly("question", "answer");
    }

    @Test
    void holdsBackWhatFollowsAMessageThatIsStillHandedOn() {
        chat.answer("1", "before", "a", "{}");

        chat.say("1", "text", "question", "q", null, () -> {
            chat.answer("2", "after", "b", "{}");
            assertThat(chat.after(0)).extracting(Chat.Bubble::text).containsExactly("before");
            return true;
        });

        assertThat(chat.after(1)).extracting(Chat.Bubble::text).containsExactly("question", "after");
    }

    @Test
    void dropsWhatTheWebhookRefuses() {
        boolean kept = chat.say("1", "text", "question", "q", null, () -> false);
        chat.answer("1", "something else", "a", "{}");

        assertThat(kept).isFalse();
        assertThat(chat.after(0)).extracting(Chat.Bubble::text).containsExactly("something else");
    }

    @Test
    void holdsNothingBackAfterAFailure() {
        assertThatThrownBy(() -> chat.say("1", "text", "question", "q", null, () -> {
                    throw new IllegalStateException("nobody listens");
                }))
                .isInstanceOf(IllegalStateException.class);
        chat.answer("1", "something else", "a", "{}");

        assertThat(chat.after(0)).extracting(Chat.Bubble::text).containsExactly("something else");
    }

    @Test
    void tellsWhatAMessageRepliesTo() {
        chat.say("1", "text", "question", "q", "earlier", () -> true);

        assertThat(chat.after(0)).extracting(Chat.Bubble::quoted).containsExactly("earlier");
    }
}
