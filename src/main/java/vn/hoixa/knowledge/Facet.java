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
    CONDITIONS,
    RESULT,
    LEGAL;

    /** As it is written in data files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
