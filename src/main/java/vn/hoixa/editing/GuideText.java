package vn.hoixa.editing;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.CommuneTime;

/**
 * What editors of a commune said of a matter at one time.
 *
 * @param text in the format of the commune's files; empty takes back all they said
 * @param version rises with each save
 * @param author id of the account that wrote it last
 * @param authorName as others read it
 * @param approverName the same of who approved, or null
 * @param report why it was refused
 */
public record GuideText(
        long id,
        String commune,
        String code,
        String text,
        State state,
        long version,
        long author,
        String authorName,
        @Nullable String approverName,
        Instant savedAt,
        List<Refusal> report) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT);

    public GuideText {
        report = List.copyOf(report);
    }

    /** How far it is. */
    public enum State {
        DRAFT,
        /** For approval. */
        WAITING,
        /** Approved, to be published. */
        QUEUED,
        /** In service. */
        PUBLISHED,
        /** Was in service. */
        FORMER,
        /** The gate did not let it through. */
        REFUSED,
        /** Somebody else wrote over it. */
        REPLACED,
        /** Given up. */
        DROPPED;

        private static final Set<State> OPEN = Set.of(DRAFT, WAITING, QUEUED, REFUSED);

        /** As it stands in the table, and at the end of a message's key. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }

        /** Whether something is still to be done with it. */
        public boolean isOpen() {
            return OPEN.contains(this);
        }
    }

    /** When it was written, as it is read in the commune. */
    public String saved() {
        return TIME.format(savedAt.atZone(CommuneTime.ZONE));
    }

    /** Whether it takes back what was said. */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
