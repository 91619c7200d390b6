package vn.hoixa.escalation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a resident has with us, as the record has it before a turn; nothing of anybody else's.
 *
 * @param all the latest cases, the oldest first
 * @param quoted the one whose letter they replied to, or null
 * @param pending what they wrote of which we asked whether it belongs to one of them, or null
 */
public record Affairs(
        List<Affair> all, @Nullable Affair quoted, @Nullable Pending pending) {
    public static final Affairs NONE = new Affairs(List.of(), null, null);

    public Affairs {
        all = List.copyOf(all);
    }

    /** The case of that number, if it is theirs. */
    public Optional<Affair> numbered(int number) {
        return all.stream().filter(affair -> affair.number().value() == number).findFirst();
    }

    /** The case with that id, if it is theirs. */
    public Optional<Affair> withId(long id) {
        return all.stream().filter(affair -> affair.about().id() == id).findFirst();
    }

    /** Those that are not over. */
    public List<Affair> open() {
        return all.stream().filter(Affair::isOpen).toList();
    }
}
