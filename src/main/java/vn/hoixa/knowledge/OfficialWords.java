package vn.hoixa.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words of {@code official.yaml}; what each is for stands there. */
record OfficialWords(
        String level,
        String page,
        Map<String, String> methods,
        Map<String, String> units,
        Map<String, String> fees,
        List<String> endedStates,
        List<String> endKeys,
        List<String> durations,
        String hour,
        List<String> currencies,
        String currency,
        List<String> notes,
        List<String> conditions,
        List<String> copies,
        List<String> silent,
        List<String> persons,
        String place,
        List<String> provincial,
        String police,
        String step,
        String original,
        String copy,
        String note,
        String more,
        String online,
        Map<String, String> today) {

    static final OfficialWords WORDS =
            YAMLMapper.builder().build().readValue(text("official.yaml"), OfficialWords.class);

    /** A number and what it counts: "3 ngày", "03 (ba) ngày làm việc", "17.5 ngày". */
    Pattern duration() {
        return Pattern.compile("(?iu)(?<![\\d.,/])(\\d+(?:[.,]\\d+)?)\\s*(?:\\([^)]{1,20}\\)\\s*)?(" + either(durations)
                + ")(?![\\p{L}\\p{M}])");
    }

    /** A number and its currency: "20.000đ", "05 USD". */
    Pattern money() {
        return Pattern.compile("(?iu)(?<![\\d.,/])(\\d[\\d.,]*)\\s*(?:" + either(currencies) + ")(?![\\p{L}\\p{M}])");
    }

    private static String either(List<String> words) {
        return words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }

    /** A file beside this class. */
    static String text(String name) {
        try (var in = Objects.requireNonNull(OfficialWords.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
