package vn.hoixa.knowledge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Official texts as lines that can be compared and read. */
final class OfficialText {
    private static final Pattern BULLET = Pattern.compile("^(?:[-–—−+*•·●\\uF0B7\\s]+\\)?)+\\s*");
    private static final Pattern END = Pattern.compile("[\\s;,]+$");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0\\u200B\\uFEFF]+");

    private static final Pattern ENUMERATED =
            Pattern.compile("^\\(?(?:\\d{1,2}(?:\\.\\d{1,2})*|\\p{L}|[ivx]{1,4})[.)]\\s+");
    private static final Pattern SENTENCE_END = Pattern.compile("[.;:!?]$");
    private static final Set<String> SILENT =
            OfficialWords.WORDS.silent().stream().map(OfficialText::words).collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST_BEGINNING = 40;

    private OfficialText() {}

    /** Composed, without space around it; line breaks are kept. */
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .strip();
    }

    /** One line without bullet and final semicolon. */
    static String line(String text) {
        String oneLine = SPACE.matcher(text).replaceAll(" ");
        return END.matcher(BULLET.matcher(oneLine).replaceFirst("")).replaceFirst("");
    }

    /** One line for each thought: some sources break their lines where the paper ended. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        boolean isOpen = false;
        for (String broken : text.lines().map(String::strip).toList()) {
            String line = line(broken);
            if (line.isEmpty()) {
                continue;
            }
            if (isOpen && startsSmall(broken)) {
                lines.add(lines.removeLast() + " " + line);
            } else {
                lines.add(line);
            }
            isOpen = !SENTENCE_END.matcher(broken).find();
        }
        return lines;
    }

    private static boolean startsSmall(String line) {
        return Character.isLowerCase(line.codePointAt(0))
                && !ENUMERATED.matcher(line).lookingAt();
    }

    /** Without "1.", "(1)", "a)" before it. */
    static String unnumbered(String line) {
        return ENUMERATED.matcher(line).replaceFirst("");
    }

    static boolean hasWords(String text, String words) {
        return (" " + words(text) + " ").contains(" " + words + " ");
    }

    /** In small letters, one space between words, none of the signs. */
    static String words(String text) {
        String small = composed(text).toLowerCase(Locale.ROOT);
        StringBuilder words = new StringBuilder(small.length());
        for (int i = 0; i < small.length(); i++) {
            char c = small.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                words.append(c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.toString().stripTrailing();
    }

    static boolean startsWithAny(String text, List<String> beginnings) {
        String words = words(text.substring(0, Math.min(LONGEST_BEGINNING, text.length()))) + " ";
        return beginnings.stream().anyMatch(beginning -> words.startsWith(beginning + " "));
    }

    /** Whether there is nothing that a resident could use. */
    static boolean isSilent(String text) {
        String words = words(text);
        return words.isEmpty() || SILENT.contains(words);
    }

    /** As a list with dashes, where there is more than one. */
    static String dashed(List<String> lines) {
        return lines.size() == 1
                ? lines.getFirst()
                : lines.stream().map(OfficialText::dashed).collect(Collectors.joining("\n"));
    }

    /** Unless it has a number or a letter of its own. */
    static String dashed(String line) {
        return ENUMERATED.matcher(line).lookingAt() ? line : "– " + line;
    }
}
