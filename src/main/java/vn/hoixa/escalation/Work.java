package vn.hoixa.escalation;

import java.util.List;
import java.util.Locale;
import vn.hoixa.zalo.Parcel;

/** What an officer does about a case in the console. */
public sealed interface Work {
    /** It is theirs from now on. */
    record Take() implements Work {}

    /**
     * To a colleague.
     *
     * @param word for them, possibly none
     */
    record PassTo(long colleague, String word) implements Work {}

    /** To whoever of that unit is there. */
    record PassToUnit(String unit, String word) implements Work {}

    record PassOutside(String authority) implements Work {}

    /** The resident is asked; the clock stands until they answer. */
    record Ask(String question) implements Work {}

    record Answer(String text, List<Parcel> files) implements Work {
        public Answer {
            files = List.copyOf(files);
        }
    }

    record Refuse(String reason) implements Work {}

    /** The resident has the answer. */
    record Finish(boolean isByTelephone) implements Work {}

    /** No person has to say anything: HoiXa goes on by itself. */
    record HandBack() implements Work {}

    /** Read by colleagues only. */
    record Note(String text) implements Work {}

    /** As the audit has it, and the end of a message's key. */
    default String key() {
        return getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** What would be sent or kept, empty where there are no words. */
    default String words() {
        return switch (this) {
            case PassTo pass -> pass.word();
            case PassToUnit pass -> pass.word();
            case PassOutside pass -> pass.authority();
            case Ask ask -> ask.question();
            case Answer answer -> answer.text();
            case Refuse refuse -> refuse.reason();
            case Note note -> note.text();
            case Take ignored -> "";
            case Finish ignored -> "";
            case HandBack ignored -> "";
        };
    }

    /** Whether it is nothing without words. */
    default boolean needsWords() {
        return switch (this) {
            case PassOutside ignored -> true;
            case Ask ignored -> true;
            case Answer answer -> answer.files().isEmpty();
            case Refuse ignored -> true;
            case Note ignored -> true;
            case PassTo ignored -> false;
            case PassToUnit ignored -> false;
            case Take ignored -> false;
            case Finish ignored -> false;
            case HandBack ignored -> false;
        };
    }
}
