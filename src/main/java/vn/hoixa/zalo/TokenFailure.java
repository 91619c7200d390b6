package vn.hoixa.zalo;

/** Why a page has no new tokens; the names are the metric's. */
public enum TokenFailure {
    /** Zalo said no. */
    REFUSED("Zalo refused. If it does so again, connect the page once more in the settings.", false),
    /** An answer without both tokens. */
    INCOMPLETE("Zalo's answer lacked a token. HoiXa tries again by itself.", true),
    /** No JSON, such as an error page. */
    UNREADABLE("Zalo's answer could not be read. HoiXa tries again by itself.", true),
    /** Nobody was reached: nothing was spent. */
    UNREACHABLE("Zalo was not reached: check this machine's way to the Internet. HoiXa tries again by itself.", false),
    /** The request went out and no answer came. */
    NO_ANSWER("Zalo did not answer in time. HoiXa tries again by itself.", true),
    /** A refresh was begun and never finished, as when the process is killed. */
    INTERRUPTED("A refresh was cut off. HoiXa tries again by itself.", true),
    /** Zalo gave a new pair, and the database did not take it. */
    UNSAVED("The new tokens could not be stored: check the database. HoiXa tries again by itself.", true),
    /** The app's own secret is not set. */
    NO_SECRET("Enter the app's secret key in the settings.", false);

    private final String remedy;
    private final boolean maySpend;

    TokenFailure(String remedy, boolean maySpend) {
        this.remedy = remedy;
        this.maySpend = maySpend;
    }

    /** What to do, for a log or an administrator's eyes. */
    public String remedy() {
        return remedy;
    }

    /** Whether Zalo may have taken the refresh token, which works once. */
    boolean maySpend() {
        return maySpend;
    }
}
