package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.testing.Needs;
import vn.hoixa.testing.ShippedKnowledge;

/** What the shipped guides say is what the national portal's records say. */
class GuideFactsTest {
    private static final Path RECORDS = Path.of("../shared/data/procedures-core.jsonl");
    private static final Pattern DAYS = Pattern.compile("(\\d+) ngày");
    private static final Pattern AMOUNT = Pattern.compile("([\\d.]+) đồng");
    private static final Pattern FREE = Pattern.compile("miễn (lệ )?phí");

    /** Amounts that the guide reckons from those of the record. */
    private static final Map<String, Set<String>> RECKONED = Map.of(
            // The record: 50.000, and half of it until 31/12/2026.
            "1.014063", Set.of("25.000"),
            // The record: 70.000, and half of it until 31/12/2026.
            "1.014064", Set.of("35.000"),
            // The example of four pages: 2 × 2.000 + 2 × 1.000.
            "2.000815", Set.of("6.000"));

    private static final Map<String, JsonNode> BY_CODE = new HashMap<>();

    @BeforeAll
    static void readRecords() throws IOException {
        if (!Files.exists(RECORDS)) {
            return;
        }
        var json = JsonMapper.builder().build();
        for (String line : Files.readAllLines(RECORDS)) {
            JsonNode record = json.readTree(line);
            BY_CODE.put(record.path("code").asString(), record);
        }
    }

    /** Before each test, so that the report counts them as skipped. */
    @BeforeEach
    void needsRecords() {
        Needs.that(Files.exists(RECORDS), "no " + RECORDS + ": the guides are not compared with the national records");
    }

    static Stream<Guide> guides() {
        return ShippedKnowledge.read().draft().guides().stream()
                .filter(guide -> guide.kind() == Kind.PROCEDURE && guide.isWritten());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void isComparedWithItsOwnRecord(Guide guide) {
        Guide.Review review = java.util.Objects.requireNonNull(guide.review());

        assertThat(BY_CODE).as(guide.title()).containsKey(guide.code());
        assertThat(review.by()).isEqualTo(Guide.By.RECORD);
        assertThat(review.who()).isEqualTo(guide.code());
        assertThat(guide.source()).isEqualTo(record(guide).path("url").asString());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void saysFreeOnlyWhereTheRecordDoes(Guide guide) {
        String record = text(record(guide).path("fee"));

        if (FREE.matcher(everything(guide)).find()) {
            assertThat(record).as(guide.title()).containsPattern(FREE);
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void namesNoTimeThatTheRecordHasNot(Guide guide) {
        JsonNode record = record(guide);
        String times = Stream.of("time", "time_cases", "steps", "cases")
                .map(key -> text(record.path(key)))
                .collect(Collectors.joining(" "));

        for (String days : found(DAYS, firstLine(guide, Facet.TIME))) {
            assertThat(times).as(guide.title()).containsPattern("(?<!\\d)0?" + days + "( \\([^)]*\\))? ngày");
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void namesNoAmountThatTheRecordHasNot(Guide guide) {
        String record = text(record(guide));

        for (String amount : found(AMOUNT, guide.facets().getOrDefault(Facet.FEE, ""))) {
            if (!RECKONED.getOrDefault(guide.code(), Set.of()).contains(amount)) {
                assertThat(record)
                        .as(guide.title())
                        .containsPattern(
                                "(?<!\\d)(" + Pattern.quote(amount) + "|" + amount.replace(".", "") + ")(?!\\d)");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void namesNoLawThatTheRecordHasNot(Guide guide) {
        String record = text(record(guide));

        for (String number : found(
                Pattern.compile("(\\d[\\d.]*/\\d{4}/\\S+)"), guide.facets().getOrDefault(Facet.LEGAL, ""))) {
            assertThat(record).as(guide.title()).contains(number.toLowerCase(Locale.ROOT));
        }
    }

    private static JsonNode record(Guide guide) {
        return java.util.Objects.requireNonNull(BY_CODE.get(guide.code()), guide.code());
    }

    private static String everything(Guide guide) {
        return (guide.summary() + " " + String.join(" ", guide.facets().values())).toLowerCase(Locale.ROOT);
    }

    private static String firstLine(Guide guide, Facet facet) {
        return guide.facets().getOrDefault(facet, "").lines().findFirst().orElse("");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** All texts below a node, composed, in small letters. */
    private static String text(JsonNode node) {
        String text = node.isValueNode()
                ? node.asString()
                : node.valueStream().map(GuideFactsTest::text).collect(Collectors.joining(" "));
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
