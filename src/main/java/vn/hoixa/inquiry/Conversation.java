package vn.hoixa.inquiry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a resident between turns.
 *
 * @param version rises with each turn
 * @param state the rest
 */
record Conversation(long version, State state) {
    static final Conversation NEW = new Conversation(0, new State(false, null, null, null, null, 0));

    /**
     * As it is kept, in JSON.
     *
     * @param introduced whether the first reply, which says what HoiXa is, was given
     * @param address how the resident names themselves ("bác"), or null for ông/bà
     * @param menu the one that is open
     * @param guide code of the procedure that was spoken of last
     * @param guideAt when
     * @param clarified how often in a row we asked back
     */
    record State(
            boolean introduced,
            @Nullable String address,
            @Nullable Menu menu,
            @Nullable String guide,
            @Nullable Instant guideAt,
            int clarified) {

        State withAddress(@Nullable String named) {
            return named == null ? this : new State(introduced, named, menu, guide, guideAt, clarified);
        }

        State afterAnswer(Menu open, String code, Instant now) {
            return new State(true, address, open, code, now, 0);
        }

        State afterClarify(Menu open) {
            return new State(true, address, open, guide, guideAt, clarified + 1);
        }

        State afterTalk() {
            return new State(true, address, menu, guide, guideAt, clarified);
        }

        State afterEscalate() {
            return new State(true, address, null, guide, guideAt, 0);
        }
    }
}
