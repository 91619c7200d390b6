package vn.hoixa.knowledge;

import java.util.Locale;

/** What of a procedure is asked for; headings, labels and wording stand in {@code language/facets.yaml}. */
public enum Facet {
    PAPERS,
    STEPS,
    TIME,
    FEE,
    PLACE,
    ONLINE,
    /** Who may go: in person or by proxy. */
    WHO,
    /** What happens to those who come too late. */
    LATE,
    /** Getting the result by post. */
    POST,
    /** What can be done at the same time. */
    TOGETHER,
    CONDITIONS,
    RESULT,
    LEGAL;

    /** As it is written in data files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
