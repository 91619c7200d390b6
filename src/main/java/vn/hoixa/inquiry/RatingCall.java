package vn.hoixa.inquiry;

import org.springframework.stereotype.Component;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.rating.Ratings;

/** Asks a resident how content they are, in the words in which they are spoken to. */
@Component
class RatingCall {
    private final Ratings ratings;
    private final Conversations conversations;
    private final Replies replies;

    RatingCall(Ratings ratings, Conversations conversations, Replies replies) {
        this.ratings = ratings;
        this.conversations = conversations;
        this.replies = replies;
    }

    void make(ResidentId resident) {
        if (ratings.isDue(resident)) {
            String address = conversations.conversation(resident).state().address();
            ratings.ask(resident, replies.rating(address));
        }
    }
}
