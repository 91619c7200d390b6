package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoixa.dossier.Dossier;
import vn.hoixa.dossier.DossierCode;
import vn.hoixa.escalation.Affair;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.Pending;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.outbox.Letter;
import vn.hoixa.rating.Awaited;
import vn.hoixa.rating.Contentment;
import vn.hoixa.rating.Said;

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
     * @param joins the case that it belongs to, or null for one of its own
     */
    record Escalate(
            Reason reason,
            Why why,
            @Nullable Guide guide,
            @Nullable Case joins) implements Decision {
        Escalate(Reason reason, Why why) {
            this(reason, why, null);
        }

        Escalate(Reason reason, Why why, @Nullable Guide guide) {
            this(reason, why, guide, null);
        }

        Escalate joining(Case open) {
            return new Escalate(reason, why, guide, open);
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
                case UNSURE, STILL_UNCLEAR, NOT_QUOTABLE, NO_GUIDE, MORE, OFF -> false;
                // They go on writing.
                case COMPLAINT, DENUNCIATION, FEEDBACK -> false;
            };
        }
    }

    /**
     * Tell where a dossier stands.
     *
     * @param isOneOfMany whether there were more codes, each of which has to be asked for by itself
     * @param found null where nothing is known of it, or it was not looked up
     */
    record Track(
            Reason reason,
            DossierCode code,
            boolean isOneOfMany,
            @Nullable Dossier found) implements Decision {
        @Override
        public boolean isSure() {
            return true;
        }
    }

    /**
     * An answer that an officer of the commune sends.
     *
     * @param letters as they would have gone out
     */
    record Draft(Reason reason, Guide guide, List<Letter> letters) implements Decision {
        @Override
        public boolean isSure() {
            return true;
        }
    }

    /**
     * How far a case is.
     *
     * @param affair null where no case of theirs has that number
     */
    record Told(Reason reason, @Nullable Affair affair) implements Decision {
        @Override
        public boolean isSure() {
            return true;
        }
    }

    /**
     * Ask which case is meant, if any.
     *
     * @param offered the newest first
     */
    record WhichCase(Reason reason, Escalate meant, List<Affair> offered) implements Decision {}

    /**
     * What was asked about has its place.
     *
     * @param affair the case that it belongs to, or null for one of its own
     * @param more what was written beside
     */
    record Settle(Reason reason, Pending pending, @Nullable Affair affair, String more) implements Decision {
        @Override
        public boolean isSure() {
            return more.isEmpty();
        }
    }

    /** Whether an officer's answer will do. */
    record Judged(Reason reason, Affair affair, boolean isContent) implements Decision {}

    /**
     * How content they are, or why.
     *
     * @param said null where they only say why
     */
    record Rated(Reason reason, Awaited awaited, @Nullable Said said) implements Decision {
        /** Whether they say why they are not content. */
        boolean isWhy() {
            return said == null
                    || (said.contentment() != Contentment.CONTENT
                            && !said.reason().isEmpty());
        }
    }

    /**
     * What they want of their own data.
     *
     * @param held what is kept of them, where the reply tells it; it is looked up after the decision
     */
    record OwnData(Reason reason, Wish wish, @Nullable Holdings held) implements Decision {
        OwnData(String rule, Wish wish) {
            this(Reason.of(rule), wish, null);
        }

        /** What is taken back in the next moment must not be gone. */
        @Override
        public boolean isSure() {
            return wish == Wish.SHOW || wish == Wish.ASK;
        }
    }

    /** What to do about somebody's data. */
    enum Wish {
        /** Tell what is kept. */
        SHOW,
        /** Ask whether all is to be erased. */
        ASK,
        /** Erase it: they were asked, and said so. */
        ERASE,
        /** They were asked, and do not want it. */
        KEEP,
        /** They were asked too long ago. */
        LATE,
        /** Erasure was spoken of, beside other things: tell how to ask for it. */
        HOW
    }

    /** Tell of dialogues and reception days, or keep what somebody asks or comes about there. */
    record Meet(Reason reason, MeetingStep step) implements Decision {
        /** Who writes a question may go on writing. */
        @Override
        public boolean isSure() {
            return !(step instanceof MeetingStep.Keep);
        }
    }

    /** Thank for feedback that nobody has to act on, or regret it: nothing else was said. */
    record Acknowledge(Reason reason) implements Decision {}

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
        /** It belongs to a case that a person has. */
        MORE,
        /** The commune has its officers answer instead of us. */
        OFF,
        COMPLAINT,
        DENUNCIATION,
        FEEDBACK;

        /** Something came that is no text. */
        boolean isFile() {
            return this == VOICE || this == PICTURE || this == VIDEO || this == FILE;
        }

        boolean isGrievance() {
            return this == COMPLAINT || this == DENUNCIATION || this == FEEDBACK;
        }
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
        /** They want a regulation of the state changed. */
        REGULATION,
        /** Which code has the dossier that they handed in. */
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
