package vn.hoixa.inquiry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoixa.attachment.Attachments.Seen;
import vn.hoixa.escalation.Affairs;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.mailbox.ResidentId;

/** A guide in the very words and messages in which a resident would get it. */
@Component
public class Preview {
    private static final ResidentId NOBODY = new ResidentId("preview", "preview");

    private final Replies replies;
    private final InstantSource clock;

    Preview(Replies replies, InstantSource clock) {
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * The messages by which a question is answered.
     *
     * @param facets what was asked of the matter; empty for the matter itself
     */
    public List<String> answer(Knowledge knowledge, Commune commune, Guide guide, List<Facet> facets) {
        Instant now = clock.instant();
        var turn = new Turn(
                NOBODY,
                commune,
                knowledge,
                Conversation.NEW,
                List.of(),
                null,
                Seen.NOTHING,
                false,
                Affairs.NONE,
                null,
                now);
        return replies.answer(turn, new Decision.Answer(Decision.Reason.of("preview"), guide, facets))
                .texts();
    }
}
