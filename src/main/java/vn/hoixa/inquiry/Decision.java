package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;

/** What a turn comes to, with its reason. */
sealed interface Decision {
    Reason reason();

    /** As it stands in the record and in metrics. */
    default String name() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether it may leave at once, without waiting for what else the resident may write. */
    default boolean isSure() {
        return false;
    }

    /**
     * Quote a guide.
     *
     * @param facets what was asked; empty for a short summary
     */
    record Answer(Reason reason, Guide guide, List<Facet> facets) implements Decision {
        @Override
        public boolean isSure() {
            return true;
        }
    }

    /** Quote several guides, one after the other: there were several questions. */
    record Several(Reason reason, List<Answer> answers) implements Decision {
        @Override
        public boolean isSure() {
            return true;
        }
    }

    /** Offer the last choices again: a number came that none of them has, or that came too late. */
    record Repeat(Reason reason, Menu menu) implements Decision {}

    /** Emergency numbers for the resident, and a word to the officer on duty. */
    record Alarm(Reason reason) implements Decision {
        @Override
        public boolean isSure() {
            return true;
        }
    }

    /**
     * Ask which of a few is meant.
     *
     * @param question that tells them apart, or null for the usual one
     */
    record Clarify(Reason reason, @Nullable String question, List<Choice> choices) implements Decision {}

    /** One of several guides that may be meant, and what to call it. */
    record Choice(Guide guide, String text) {}

    /** Name a procedure that others decide, and say where to go. */
    record Elsewhere(Reason reason, Guide guide) implements Decision {
        @Override
        public boolean isSure() {
            return true;
        }
    }

    /**
     * Hand over to a person.
     *
     * @param guide what it is about, where that was recognised
     */
    record Escalate(Reason reason, Why why, @Nullable Guide guide) implements Decision {
        Escalate(Reason reason, Why why) {
            this(reason, why, null);
        }

        /** Whose matter it is, or null where that is not known. */
        @Nullable
        String post() {
            return guide == null || guide.handler().isEmpty() ? null : guide.handler();
        }

        @Override
        public boolean isSure() {
            return switch (why) {
                case ASKED, VOICE, PICTURE, VIDEO, FILE -> true;
                case UNSURE, STILL_UNCLEAR, NOT_QUOTABLE, NO_GUIDE, ERASURE -> false;
            };
        }
    }

    /** A short line that fits what was said. */
    record SmallTalk(Reason reason, Line line) implements Decision {}

    /** The rest of the question may still be on its way. */
    record Wait(Reason reason, Instant until) implements Decision {}

    /** To be kept in the record, nothing to say: receipts, echoes and the like. */
    record Note(Reason reason) implements Decision {}

    /** Why a person has to answer. */
    enum Why {
        /** They asked for one. */
        ASKED,
        UNSURE,
        /** Asked back often enough. */
        STILL_UNCLEAR,
        VOICE,
        PICTURE,
        VIDEO,
        FILE,
        /** The guide's time is over, nobody reviewed it, or the official fact changed since. */
        NOT_QUOTABLE,
        /** The procedure is known, but its guide is not written yet. */
        NO_GUIDE,
        /** They want their data erased. */
        ERASURE
    }

    /** Which short line. */
    enum Line {
        WELCOME,
        GREETING,
        THANKS,
        /** What has no line of its own: kept, and said so. */
        KEPT,
        STICKER,
        /** A place on the map. */
        LOCATION,
        /** Somebody's contact. */
        CONTACT,
        /** To who writes without a Zalo login; nothing else is ever said to them. */
        VISITOR,
        /** They ask what it costs, say, without saying what. */
        WHICH,
        /** Nothing in it to go by. */
        EMPTY,
        /** Talk that is no matter of the office. */
        IDLE,
        /** Rude words and nothing else. */
        ABUSE,
        /** Somebody pretends to be an officer. */
        FRAUD,
        /** Where a dossier is that they handed in. */
        DOSSIER,
        /** A digit that no menu offers. */
        NO_MENU
    }

    /**
     * Why it was decided so.
     *
     * @param rule name of the rule
     * @param confidence that the best guide is meant, where that counted
     */
    record Reason(String rule, @Nullable Double confidence) {
        static Reason of(String rule) {
            return new Reason(rule, null);
        }
    }
}
