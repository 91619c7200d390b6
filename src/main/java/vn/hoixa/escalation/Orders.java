package vn.hoixa.escalation;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.escalation.Order.Verb;
import vn.hoixa.knowledge.Folding;

/** Reads orders from what officers write, with marks or without. */
final class Orders {
    private static final OrderWords WORDS = OrderWords.read();
    private static final Map<String, Verb> ALONE = byPhrase(WORDS.alone());
    private static final Map<String, Verb> BEFORE = byPhrase(WORDS.before());

    /** "CH-0427", "ch 427", "CH0427", "câu hỏi số 427"; compared with folded text, where a dash is a blank. */
    private static final String NUMBER = "(?:cau hoi so )?ch ?0*([1-9]\\d{0,8})|cau hoi so 0*([1-9]\\d{0,8})";

    private static final Pattern NUMBER_FIRST = Pattern.compile("(?:" + NUMBER + ")(?= |$)");
    private static final Pattern NUMBER_LAST = Pattern.compile("(?<= )(?:" + NUMBER + ")$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\d]+");
    private static final Pattern DIGIT = Pattern.compile("\\d{1,2}");

    /** The alphabet of the directory's codes. */
    private static final Pattern CODE = Pattern.compile("[CFHJKMNPQRTVX2-9]{8}");

    private static final Pattern ANY_CODE = Pattern.compile("[A-Z0-9]{8}");

    /** Longer than this it is an answer that also asks for patience. */
    private static final int LONGEST_HOLD = 12;

    private Orders() {}

    static Order of(String message) {
        String text = Normalizer.normalize(message, Normalizer.Form.NFC).strip();
        String code = code(text);
        if (code != null) {
            return new Order(Verb.LINK, null, code, false, null, null, text);
        }
        Matcher first = NUMBER_FIRST.matcher(Folding.fold(text));
        if (first.lookingAt()) {
            return read(without(text, words(first.group())), number(first), text);
        }
        Matcher last = NUMBER_LAST.matcher(Folding.fold(text));
        if (last.find()) {
            Order named = read(firstWords(text, words(text) - words(last.group())), number(last), text);
            if (!named.isWords() && named.rest().isEmpty()) {
                return named;
            }
        }
        return read(text, null, text);
    }

    private static Order read(String text, @Nullable CaseNumber number, String said) {
        String folded = Folding.fold(text);
        if (DIGIT.matcher(folded).matches()) {
            int digit = Integer.parseInt(folded);
            String verb = WORDS.digits().get(String.valueOf(digit));
            return new Order(
                    verb == null ? Verb.WRITE : verb(verb), number, verb == null ? text : "", false, digit, null, said);
        }
        Verb alone = ALONE.get(folded);
        if (alone != null) {
            return new Order(alone, number, "", false, null, null, said);
        }
        for (Map.Entry<String, Verb> one : BEFORE.entrySet()) {
            if (folded.startsWith(one.getKey() + " ")) {
                String rest = after(text, words(one.getKey()));
                boolean isParted = rest.startsWith(":");
                return new Order(one.getValue(), number, bare(rest), isParted, null, null, said);
            }
        }
        return new Order(isHold(text) ? Verb.HOLD : Verb.WRITE, number, text, false, null, null, said);
    }

    /** "Chờ em chút nhé": that takes the case and answers nothing. */
    static boolean isHold(String text) {
        List<String> written = written(Normalizer.normalize(text, Normalizer.Form.NFC));
        if (written.size() > LONGEST_HOLD || text.indexOf('?') >= 0) {
            return false;
        }
        boolean isMarked = written.stream().anyMatch(word -> !word.equals(Folding.fold(word)));
        String said = " " + String.join(" ", written) + " ";
        OrderWords.Hold hold = WORDS.hold();
        return padded(hold.waiting(), isMarked).anyMatch(said::contains)
                && (padded(hold.brief(), isMarked).anyMatch(said::contains)
                        || padded(hold.last(), isMarked).anyMatch(said::endsWith))
                && (isMarked || padded(hold.not(), false).noneMatch(said::contains));
    }

    /** Between blanks, so that only whole words are found. */
    private static Stream<String> padded(List<String> phrases, boolean isMarked) {
        return phrases.stream().map(phrase -> " " + (isMarked ? phrase : Folding.fold(phrase)) + " ");
    }

    /** The words without what one says before a name. */
    static String untitled(String folded) {
        return WORDS.titles().stream()
                .map(Folding::fold)
                .filter(title -> folded.startsWith(title + " "))
                .findFirst()
                .map(title -> untitled(folded.substring(title.length() + 1)))
                .orElse(folded);
    }

    /**
     * A code that links an account, or null. Alone it needs a letter and a digit: eight letters may be a word, eight
     * digits somebody's number.
     */
    private static @Nullable String code(String text) {
        String folded = Folding.fold(text);
        for (String word : WORDS.link()) {
            String before = Folding.fold(word) + " ";
            if (folded.startsWith(before)) {
                String code = joined(folded.substring(before.length()));
                boolean isLikely = CODE.matcher(code).matches() || code.chars().anyMatch(Character::isDigit);
                return isLikely && ANY_CODE.matcher(code).matches() ? code : null;
            }
        }
        String code = joined(folded);
        boolean isMixed =
                code.chars().anyMatch(Character::isDigit) && code.chars().anyMatch(Character::isLetter);
        return isMixed && CODE.matcher(code).matches() ? code : null;
    }

    /** In one word, or two halves of four. */
    private static String joined(String folded) {
        return folded.matches("\\w{4} \\w{4}|\\w{8}") ? folded.replace(" ", "").toUpperCase(Locale.ROOT) : "";
    }

    private static CaseNumber number(Matcher found) {
        String digits = found.group(1) == null ? found.group(2) : found.group(1);
        return new CaseNumber(Integer.parseInt(digits));
    }

    private static Map<String, Verb> byPhrase(Map<String, List<String>> phrases) {
        Map<String, Verb> verbs = new LinkedHashMap<>();
        phrases.forEach((verb, all) -> all.forEach(phrase -> verbs.put(Folding.fold(phrase), verb(verb))));
        return verbs;
    }

    private static Verb verb(String name) {
        return Verb.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static List<String> written(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toList());
    }

    private static int words(String text) {
        return written(text).size();
    }

    private static String without(String text, int words) {
        return bare(after(text, words));
    }

    /** What stands after so many words, as it was written. */
    private static String after(String text, int words) {
        Matcher word = WORD.matcher(text);
        int end = 0;
        for (int i = 0; i < words && word.find(); i++) {
            end = word.end();
        }
        return text.substring(end).strip();
    }

    private static String firstWords(String text, int words) {
        return text.substring(0, text.length() - after(text, words).length()).strip();
    }

    private static String bare(String text) {
        return text.replaceFirst("^[\\s:,.;–-]+", "");
    }
}
