package vn.hoixa.escalation;

import java.util.Locale;

/** What a case is; the law treats complaints and denunciations apart from questions. */
public enum Kind {
    QUESTION,
    /** Danger to life: whoever is on duty is told at once. */
    EMERGENCY,
    /** Khiếu nại: against a decision or an act that concerns oneself. */
    COMPLAINT,
    /** Tố cáo: the law protects who denounces, so its words stand in no list and no notice. */
    DENUNCIATION,
    /** Phản ánh, kiến nghị. */
    FEEDBACK,
    /** An answer of ours that an officer has to send. */
    DRAFT;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    /** Whether what the resident wrote may be shown in notices and lists. */
    public boolean isQuotable() {
        return this != DENUNCIATION;
    }
}
