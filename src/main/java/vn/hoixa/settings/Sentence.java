package vn.hoixa.settings;

import java.util.Locale;

/** The bot's sentences that a commune may put in other words; what safety words is not among them. */
public enum Sentence {
    INTRODUCTION("reply.introduction", Gaps.PLAIN),
    WELCOME("reply.talk.welcome", Gaps.PLAIN),
    GREETING("reply.talk.greeting", Gaps.PLAIN),
    THANKS("reply.talk.thanks", Gaps.PLAIN),
    STICKER("reply.talk.sticker", Gaps.PLAIN),
    WHICH("reply.talk.which", Gaps.PLAIN),
    EMPTY("reply.talk.empty", Gaps.PLAIN),
    IDLE("reply.talk.idle", Gaps.PLAIN),
    ABUSE("reply.talk.abuse", Gaps.PLAIN),
    NO_MENU("reply.talk.no_menu", Gaps.PLAIN),
    REGRET("reply.regret", Gaps.PLAIN),
    NOTED_PRAISE("reply.noted.praise", Gaps.PLAIN),
    NOTED_SUGGESTION("reply.noted.suggestion", Gaps.PLAIN),
    NOTED_REMARK("reply.noted.remark", Gaps.PLAIN),
    NOTED_COMPLAINT("reply.noted.complaint", Gaps.PLAIN),
    NOTED_WAITING("reply.noted.waiting", Gaps.PLAIN),
    CONDOLENCE("reply.condolence", Gaps.PLAIN),
    ASKED("reply.why.asked", Gaps.PLAIN),
    UNSURE("reply.why.unsure", Gaps.PLAIN),
    STILL_UNCLEAR("reply.why.still_unclear", Gaps.PLAIN),
    NOT_QUOTABLE("reply.why.not_quotable", Gaps.PLAIN),
    VOICE("reply.why.voice", Gaps.PLAIN),
    PICTURE("reply.why.picture", Gaps.PLAIN),
    VIDEO("reply.why.video", Gaps.PLAIN),
    FILE("reply.why.file", Gaps.PLAIN),
    MORE("reply.why.more", Gaps.PLAIN),
    FEEDBACK("reply.why.feedback", Gaps.PLAIN),
    OFF("reply.why.off", Gaps.PLAIN),
    COMPLAINT("reply.why.complaint", Gaps.COMPLAINT),
    COMPLAINT_OUTSIDE("reply.complaint.outside", Gaps.OUTSIDE),
    DENUNCIATION("reply.why.denunciation", Gaps.DENUNCIATION),
    DENUNCIATION_OUTSIDE("reply.denunciation.outside", Gaps.OUTSIDE),
    CASE_NEW("reply.case-new", Gaps.CASE),
    CASE_AGAIN("reply.case-again", Gaps.CASE),
    CONTENT("reply.judged.content", Gaps.JUDGED),
    AGAIN("reply.judged.again", Gaps.JUDGED),
    APOLOGY("reply.apology", Gaps.APOLOGY);

    private final String key;
    private final Gaps gaps;

    Sentence(String key, Gaps gaps) {
        this.key = key;
        this.gaps = gaps;
    }

    /** What stands in the gaps of a sentence. */
    enum Gaps {
        PLAIN,
        CASE,
        JUDGED,
        APOLOGY,
        COMPLAINT,
        DENUNCIATION,
        /** About somebody past whom it has to go. */
        OUTSIDE
    }

    /** Of the message. */
    public String key() {
        return key;
    }

    /** The end of the key of its name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is about lodging what a chat message does not lodge. */
    public boolean isAboutLodging() {
        return gaps == Gaps.COMPLAINT || gaps == Gaps.DENUNCIATION || gaps == Gaps.OUTSIDE;
    }

    Gaps gaps() {
        return gaps;
    }
}
