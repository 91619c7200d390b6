package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that people read stand in the messages files, in every language that they are needed in, and nowhere else. */
class TextsTest {
    private static final Path CODE = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Properties ENGLISH = load("messages.properties");
    private static final Properties VIETNAMESE = load("messages_vi.properties");

    /** Residents are answered in Vietnamese only, whatever the machine's language. */
    private static final String FOR_RESIDENTS = "reply.";

    /** The one word that is the same in all languages. */
    private static final String PRODUCT = "HoiXa";

    private static final Pattern KEY = Pattern.compile(
            "(?:reply|site|simulator|check|problem|import|review|account|window|connect|alarm|reach|case|desk|directory|listing|time|console|privacy)\\.[a-z0-9_.-]*");

    /** A comment, or a literal, whichever begins first: so neither is looked for inside the other. */
    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile(
            "/\\*[\\s\\S]*?\\*/|//.*|\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+'");

    private static final Pattern LETTER_WITH_MARK = Pattern.compile("[\\p{L}&&[^a-zA-Z]]|\\p{M}");

    @Test
    void hasTheSameTextsInBothLanguages() {
        Set<String> vietnamese = VIETNAMESE.stringPropertyNames().stream()
                .filter(key -> !key.startsWith(FOR_RESIDENTS))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(ENGLISH.stringPropertyNames())).isEqualTo(vietnamese);
    }

    @Test
    void fillsTheSameGapsInBothLanguages() {
        for (String key : ENGLISH.stringPropertyNames()) {
            assertThat(gaps(VIETNAMESE.getProperty(key))).as(key).isEqualTo(gaps(ENGLISH.getProperty(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_vi.properties"})
    void hasNoTextTwiceAndNoneEmpty(String file) {
        List<String> keys = read(RESOURCES.resolve(file))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(load(file).values())
                .allSatisfy(text -> assertThat((String) text).isNotBlank());
    }

    /** MessageFormat takes an apostrophe for the begin of a quotation and leaves the gaps after it unfilled. */
    @Test
    void hasNoLoneApostropheBesideAGap() {
        for (Properties texts : List.of(ENGLISH, VIETNAMESE)) {
            assertThat(texts.values())
                    .filteredOn(text -> !gaps((String) text).isEmpty())
                    .allSatisfy(text ->
                            assertThat(((String) text).replace("''", "")).doesNotContain("'"));
        }
    }

    @Test
    void hasEveryTextThatIsAskedFor() throws Exception {
        Set<String> known = VIETNAMESE.stringPropertyNames();

        for (String key : askedFor()) {
            if (key.endsWith(".")) {
                assertThat(known).as(key).anyMatch(full -> full.startsWith(key));
            } else {
                assertThat(known).contains(key);
            }
        }
        assertThat(known).containsAll(keys("reply.why.", "vn.hoixa.inquiry.Decision$Why"));
        assertThat(known).containsAll(keys("reply.talk.", "vn.hoixa.inquiry.Decision$Line"));
    }

    @Test
    void hasNoTextThatNobodyAsksFor() {
        Set<String> asked = askedFor();

        assertThat(VIETNAMESE.stringPropertyNames())
                .filteredOn(key -> !asked.contains(key))
                .filteredOn(key -> asked.stream().noneMatch(prefix -> prefix.endsWith(".") && key.startsWith(prefix)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void writesNoTextIntoAPage(Path template) {
        String shown = read(template)
                .replaceAll("(?s)<!--.*?-->|<!DOCTYPE[^>]*>", "")
                .replaceAll("(?s)<(script|style)\\b.*?</\\1>", "");

        String texts =
                shown.replaceAll("(?s)<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>", "").replace(PRODUCT, "");

        assertThat(texts).isBlank();
        assertThat(all("(?<![\\w:-])(?:title|alt|placeholder|aria-label)=\"[^\"]*\"", shown))
                .isEmpty();
        assertThat(LETTER_WITH_MARK.matcher(shown).find()).isFalse();
    }

    /** Nor where an expression puts one together: outside of its values and messages stand names and marks only. */
    @ParameterizedTest
    @MethodSource("templates")
    void writesNoTextIntoAnExpression(Path template) {
        String value = "\\{(?:[^{}]|\\{[^{}]*\\})*\\}";
        List<String> written =
                all("(?<=th:(?:text|utext|alt|title|placeholder|aria-label|label)=\")[^\"]*", read(template)).stream()
                        .map(expression -> expression.replaceAll("[#$@~]" + value, ""))
                        .flatMap(expression -> all("'[^']*'|\\|[^|]*\\|", expression).stream())
                        .filter(literal -> literal.matches("(?s).*\\p{L}.*"))
                        .toList();

        assertThat(written).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void writesNoVietnameseIntoCode(Path program) {
        assertThat(literals(program))
                .noneMatch(literal -> LETTER_WITH_MARK.matcher(literal).find());
    }

    /** Keys, and beginnings of keys whose end is put together at run time. */
    private static Set<String> askedFor() {
        Stream<String> inCode = programs()
                .flatMap(program -> literals(program).stream())
                .map(literal -> literal.replace("\"", ""))
                .filter(KEY.asMatchPredicate());
        Stream<String> inPages = templates()
                .flatMap(template -> all("(?<=#\\{|#\\{\\$\\{'|said\\(')" + KEY.pattern(), read(template)).stream());
        return Stream.concat(inCode, inPages).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> keys(String prefix, String enumeration) throws ClassNotFoundException {
        Object[] constants = Class.forName(enumeration).getEnumConstants();
        return Stream.of(constants)
                .map(constant -> prefix + ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Set<String> gaps(String text) {
        return new TreeSet<>(all("\\{\\d+", text));
    }

    private static List<String> literals(Path program) {
        return all(COMMENT_OR_LITERAL.pattern(), read(program)).stream()
                .filter(found -> !found.startsWith("/"))
                .toList();
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Stream<Path> templates() {
        return files(RESOURCES.resolve("templates"), ".html");
    }

    private static Stream<Path> programs() {
        return Stream.concat(files(CODE, ".java"), files(RESOURCES.resolve("static"), ".js"));
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(RESOURCES.resolve(name))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
