package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Facet;

/**
 * What is remembered of a resident between turns.
 *
 * @param version rises with each turn
 * @param state the rest
 */
record Conversation(long version, State state) {
    static final Conversation NEW = new Conversation(0, new State(false, null, null, null, null, null, null, 0));

    /**
     * As it is kept, in JSON.
     *
     * @param introduced whether the first reply, which says what HoiXa is, was given
     * @param address how the resident names themselves ("bác"), or null for ông/bà
     * @param menu the last one that was offered
     * @param menuAt when
     * @param guide code of the procedure that was spoken of last
     * @param facet what of it was asked, if that was one thing
     * @param guideAt when
     * @param clarified how often in a row we asked back
     */
    record State(
            boolean introduced,
            @Nullable String address,
            @Nullable Menu menu,
            @Nullable Instant menuAt,
            @Nullable String guide,
            @Nullable Facet facet,
            @Nullable Instant guideAt,
            int clarified) {

        State withAddress(@Nullable String named) {
            return named == null ? this : new State(introduced, named, menu, menuAt, guide, facet, guideAt, clarified);
        }

        State afterAnswer(Menu open, String code, List<Facet> facets, Instant now) {
            return new State(true, address, open, now, code, facets.size() == 1 ? facets.getFirst() : null, now, 0);
        }

        State afterClarify(Menu open, Instant now) {
            return new State(true, address, open, now, guide, facet, guideAt, clarified + 1);
        }

        State afterRepeat(Menu open, Instant now) {
            return new State(true, address, open, now, guide, facet, guideAt, clarified);
        }

        State afterTalk() {
            return new State(true, address, menu, menuAt, guide, facet, guideAt, clarified);
        }

        /** The menu is closed: a digit after a hand-over is for the officer. */
        State afterEscalate() {
            return new State(true, address, null, null, guide, facet, guideAt, 0);
        }
    }
}
