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
    static final Conversation NEW = new Conversation(0, new State(false, null, null, null, null, null, null, 0, null));

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
     * @param erasureAskedAt when we asked last whether to erase their data; null once anything else was said
     * @param awaited what they were asked to write for a meeting; null once anything else was said
     */
    record State(
            boolean introduced,
            @Nullable String address,
            @Nullable Menu menu,
            @Nullable Instant menuAt,
            @Nullable String guide,
            @Nullable Facet facet,
            @Nullable Instant guideAt,
            int clarified,
            @Nullable Instant erasureAskedAt,
            @Nullable Awaited awaited) {

        private State(
                boolean introduced,
                @Nullable String address,
                @Nullable Menu menu,
                @Nullable Instant menuAt,
                @Nullable String guide,
                @Nullable Facet facet,
                @Nullable Instant guideAt,
                int clarified,
                @Nullable Instant erasureAskedAt) {
            this(introduced, address, menu, menuAt, guide, facet, guideAt, clarified, erasureAskedAt, null);
        }

        State withAddress(@Nullable String named) {
            return named == null
                    ? this
                    : new State(
                            introduced, named, menu, menuAt, guide, facet, guideAt, clarified, erasureAskedAt, awaited);
        }

        State afterAnswer(Menu open, String code, List<Facet> facets, Instant now) {
            return new State(
                    true, address, open, now, code, facets.size() == 1 ? facets.getFirst() : null, now, 0, null);
        }

        State afterClarify(Menu open, Instant now) {
            return new State(true, address, open, now, guide, facet, guideAt, clarified + 1, null);
        }

        State afterRepeat(Menu open, Instant now) {
            return new State(true, address, open, now, guide, facet, guideAt, clarified, null);
        }

        State afterTalk() {
            return new State(true, address, menu, menuAt, guide, facet, guideAt, clarified, null);
        }

        /** No menu is open beside the question. */
        State afterErasureAsked(Instant now) {
            return new State(true, address, null, null, guide, facet, guideAt, 0, now);
        }

        /** What is open beside it stays. */
        State afterMeeting(@Nullable Awaited next) {
            return new State(true, address, menu, menuAt, guide, facet, guideAt, 0, null, next);
        }

        /** The menu is closed: a digit after a hand-over is for the officer. */
        State afterEscalate() {
            return new State(true, address, null, null, guide, facet, guideAt, 0, null);
        }
    }

    /**
     * What the resident was asked to write for a meeting.
     *
     * @param what of it
     * @param begins of the day that it is for; null where they have not chosen
     * @param at when they were asked
     */
    record Awaited(What what, @Nullable Instant begins, Instant at) {
        /** What of it. */
        enum What {
            /** They were told of the next days, and may choose. */
            CHOICE,
            /** Their question. */
            QUESTION,
            /** What they come about. */
            VISIT
        }
    }
}
