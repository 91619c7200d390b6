package vn.hoixa.settings;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Links;

/** Looks at what is written for residents. */
@Component
public class Texts {
    /** What Zalo would make an address of; a full stop without a space is none. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)(?:https?://|www\\.)\\S+|[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.(?:vn|com|net|org|info|biz|io|me|ly|gl|cc|co|top|xyz|site|online|app|link|shop|club|icu|vip|asia|gle|page|dev|tk)(?![\\p{L}\\p{N}])(?:/\\S*)?");

    private static final Set<Integer> WRITTEN = Set.of((int) '\n', (int) '\r', (int) '\t');

    private final Links links;

    Texts(Links links) {
        this.links = links;
    }

    /** What is wrong with the text, if anything. */
    public Optional<Fault> fault(String text, int longest) {
        if (text.isBlank()) {
            return Optional.of(Fault.EMPTY);
        } else if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of(Fault.LONG);
        } else if (hasControls(text)) {
            return Optional.of(Fault.CONTROL);
        }
        boolean isAllowed = ADDRESS.matcher(text).results().allMatch(found -> isAllowed(found.group()));
        return isAllowed ? Optional.empty() : Optional.of(Fault.LINK);
    }

    /** The same of a short line, such as a name. */
    public static Optional<Fault> lineFault(String text, int longest, boolean needed) {
        if (text.isBlank()) {
            return needed ? Optional.of(Fault.EMPTY) : Optional.empty();
        } else if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of(Fault.LONG);
        }
        boolean isOneLine = text.codePoints().noneMatch(Character::isISOControl) && !hasControls(text);
        return isOneLine ? Optional.empty() : Optional.of(Fault.CONTROL);
    }

    /** Also marks that turn the direction of writing, with which a false address can be made to look right. */
    static boolean hasControls(String text) {
        return text.codePoints()
                .anyMatch(character -> (Character.isISOControl(character) && !WRITTEN.contains(character))
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.UNASSIGNED
                        || Character.getType(character) == Character.PRIVATE_USE
                        || Character.getType(character) == Character.SURROGATE);
    }

    private boolean isAllowed(String written) {
        String bare = written.replaceFirst("[.,;:!?)\"'”]+$", "");
        return links.isAllowed(bare.matches("(?i)https?://.*") ? bare : "https://" + bare);
    }
}
