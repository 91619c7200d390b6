package vn.hoixa.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes numbers that name a person out of texts that are read in lists, notices, exports and logs.
 *
 * <p>First what must stay readable is set aside: dates, times, years, fees, numbers of laws, codes of dossiers and
 * procedures, numbers of cases. Whatever else has nine digits or more names somebody, however it is spaced: identity
 * cards (12 and 9), telephones (10, with +84 11, without the zero 9), social insurance (10), accounts and bank cards.
 * Shorter numbers do so where a word before them says so. In doubt a number is masked. Repetitions are bounded or
 * possessive, so that a long text of a stranger's takes neither time nor stack.
 */
public final class Masking {
    private static final String HIDDEN = "•••";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    /** Neither part of a longer number nor of one that goes on behind a sign. */
    private static final String BEFORE = "(?=\\d)(?<!\\d)(?<!\\d\\)?[.\\-/,])";

    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String MONTH = "(?:0?[1-9]|1[0-2])";
    private static final String YEAR = "(?:19|20)\\d{2}";

    /** As in 1.250.000; no identity number begins so and ends in noughts. */
    private static final String GROUPED = "[1-9]\\d{0,2}(?:[.,]\\d{3}){1,5}";

    /** As "dong", and not the beginning of a place or of "agreed": nothing more is said behind it. */
    private static final String MONEY =
            "(?:" + word("amount") + ")(?![\\p{L}\\d])(?!\\s+\\p{L})(?!/c)(?!\\.\\s*\\p{L})";

    private static final String NO_PLACE = "(?!\\s+(?:" + word("amount.never") + ")(?!\\p{L}))";

    /** The same for amounts: "0912 345.000" is none. */
    private static final String AMOUNT = "(?=\\d)(?<!\\d[\\s./)\\-–]{0,3})(?<!\\d[.,])";

    private static final Pattern STAYS = anyOf(
            // Days: 23/11/2026, 23-11-2026, 2026-11-23, 23/11.
            BEFORE + DAY + "(?<s>\\s?[/.\\-]\\s?)" + MONTH + "\\k<s>" + YEAR + "(?!\\d)(?!\\.\\d)(?!-\\d{3})",
            BEFORE + YEAR + "-(?:0[1-9]|1[0-2])-(?:[0-2]\\d|3[01])(?![\\d-])",
            BEFORE + DAY + "/" + MONTH + "(?![\\d/])(?!\\s?[.\\-]\\d)",
            // Times: 07:30, 7h30.
            "(?=\\d)(?<![\\d.,])\\d{1,2}(?::|" + word("hour") + ")[0-5]\\d(?!\\d)",
            // Years, where a word or other years stand beside them.
            "(?=\\d)(?<=(?:" + word("year") + ")\\s{0,2})" + YEAR + "(?!\\d)(?![.\\-]\\d)",
            "(?=\\d)(?<!\\d[ .,\\-/–]{0,3})" + YEAR + "(?:\\s?[–,\\-]\\s?" + YEAR + "|\\s" + YEAR
                    + "){1,12}(?![ .\\-/–]{0,3}\\d)",
            // Laws: 61/2018/ND-CP, 91/2025/QH15.
            BEFORE + "\\d{1,4}/" + YEAR + "/\\p{L}{2,}\\d{0,2}(?:-\\p{L}+){0,4}",
            BEFORE + "\\d{1,3}/" + YEAR + "(?![\\d])(?![\\s./\\-]{1,3}\\d)",
            // Dossiers: 000.00.13.H29-260104-0010; procedures: 1.001193; cases: CH-0427.
            "(?<![\\p{L}\\d])(?:\\d{3}\\.\\d{2}\\.\\d{2}\\.)?[A-Z]{1,3}\\d{2}(?:\\.\\d{1,3}){0,3}-\\d{6}-\\d{3,6}(?!\\d)",
            BEFORE + "[1-3]\\.\\d{6}(?:\\.\\d{3}\\.\\d{2}\\.\\d{2}\\.H\\d{2})?(?![\\d])(?![.\\-]\\d)",
            "(?=C)(?<!\\p{L})CH-\\d{4,6}(?![\\d])(?![.\\-]\\d)",
            // Fees: 1.500.000, 123.456.789 dong, 500000000 dong.
            AMOUNT + "[1-9]\\d{0,2}(?:[.,]\\d{3}){0,5}[.,]000(?!\\d)(?![.,\\-/]\\d)",
            AMOUNT + GROUPED + "\\s?" + MONEY,
            AMOUNT + "[1-9]\\d{0,2}(?: \\d{3}){1,4}\\s?" + MONEY,
            AMOUNT + "[1-9]\\d{0,9}000\\s?(?:" + word("amount.long") + ")(?![\\p{L}\\d])" + NO_PLACE);

    /** A zero-width sign, or up to three that people part digits with; a comma only where no blank follows. */
    private static final String GAP = "(?:[\\s\\u00a0\\u200b-\\u200d\\u2060.\\-\\u2010-\\u2015_/()·•*|]{0,3}|,)";

    private static final String NAME = "(?<![\\p{L}\\d._%+\\-])[\\p{L}\\d._%+\\-]++";

    private static final String MAIL =
            NAME + "(?:@|\\s@\\s?|@\\s)[\\p{L}\\d\\-]+(?:\\s?\\.\\s?\\p{L}{2,})++|" + NAME + "@[\\p{L}\\d.\\-]+";

    /** In one piece, so that a year or a count before it stays. */
    private static final String WHOLE = "(?<!\\d)(?:\\(?\\+?84\\)?" + GAP + "|0\\d{2}" + GAP
            + ")?(?:\\d{12}|\\d{9,10})(?!\\d)(?!" + GAP + "\\d{2})";

    private static final String LONG_NUMBER = "(?:\\+\\s?)?\\(?\\d(?:" + GAP + "\\d){8,}+";

    /** As in 23A-123.45, 29LD-12345, 51A-1234, 23-B1 234.56 and 23A12345; "12A 2025" is a form and a year. */
    private static final String PLATE =
            "(?=\\d)(?<!\\d)(?<!\\d[.,/\\-])\\d{2}(?:(?:\\s?-\\s?|\\.)?[A-Z\\u0110]{1,2}\\d?"
                    + "|\\s[A-Z\\u0110]{1,2}\\d?(?=[ .\\-–]{0,3}\\d{3}[ .\\-]?\\d{2}))"
                    + "(?!\\s" + YEAR + "(?!\\d))[ .\\-–]{0,3}\\d{3}[ .\\-]?\\d{1,2}(?![\\p{L}\\d])";

    private static final String PASSPORT = "(?<![\\p{L}\\d])[A-Z]\\d{7,8}(?![\\p{L}\\d])";

    /** Behind these a number is somebody's even where it is short: an old telephone, a small bank's account. */
    private static final String NAMED =
            "(?=\\d)(?<=(?<!\\p{L})(?:" + word("personal") + ")(?:" + word("personal.joined")
                    + ")?[\\s:.]{0,3})\\d{6,8}(?!\\d)(?![.,]\\d)|(?=\\d)(?<=(?<!\\p{L})(?:" + word("telephone")
                    + ")[\\s:.]{0,3})\\d{1,4}(?:[ .\\-]\\d{2,4}){1,3}(?!\\d)(?!\\p{L})";

    private static final Pattern HIDES =
            Pattern.compile(String.join("|", MAIL, PLATE, PASSPORT, WHOLE, LONG_NUMBER, NAMED), FLAGS);

    private static final Pattern NOTHING_TO_HIDE = Pattern.compile("[^\\p{Nd}@]*+");

    private Masking() {}

    /** The text with a mark in the place of each such number. */
    public static String mask(String text) {
        if (NOTHING_TO_HIDE.matcher(text).matches()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        Matcher stays = STAYS.matcher(text);
        int from = 0;
        while (stays.find()) {
            masked.append(hide(text.substring(from, stays.start()))).append(stays.group());
            from = stays.end();
            // What was set aside is no part of what follows.
            stays.region(from, text.length());
        }
        return masked.append(hide(text.substring(from))).toString();
    }

    private static String hide(String text) {
        return HIDES.matcher(text).replaceAll(HIDDEN);
    }

    private static String word(String key) {
        return Objects.requireNonNull(Words.ALL.getProperty(key), key);
    }

    private static Pattern anyOf(String... kinds) {
        return Pattern.compile(Stream.of(kinds).collect(Collectors.joining("|")), FLAGS);
    }

    /** Language is data; read before the patterns that need it. */
    private static final class Words {
        private static final Properties ALL = new Properties();

        static {
            try (var words = new InputStreamReader(
                    Objects.requireNonNull(Masking.class.getResourceAsStream("words.properties")), UTF_8)) {
                ALL.load(words);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
