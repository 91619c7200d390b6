package vn.hoixa.knowledge;

import static vn.hoixa.knowledge.OfficialWords.WORDS;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes, where all of the record agrees on it.
 *
 * <p>Many records have a bare "1" for each way of handing in; its unit is that of the one case, if there is one.
 */
final class TimeFact {
    private static final Pattern DURATION = WORDS.duration();
    private static final Pattern BARE = Pattern.compile("\\d+(?:[.,]\\d+)?");
    private static final int LONGEST_NOTES = 300;
    private static final BigDecimal HOURS_OF_A_DAY = BigDecimal.valueOf(24);

    private final List<Official.Way> ways;
    private final Set<String> spans;

    TimeFact(Official official) {
        this.ways = official.ways();
        this.spans =
                official.spans().stream().map(OfficialText::line).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Nullable
    String text() {
        if (spans.size() > 1) {
            return null;
        }
        String span = spans.isEmpty() ? "" : spans.iterator().next();
        String text = isTime(span) ? ofTheCase(span) : ofTheWays();
        return text == null ? null : withNotes(text);
    }

    /** Every way must say the same, or nothing but the number. */
    private @Nullable String ofTheCase(String span) {
        String number = span.replaceFirst("\\s.*", "");
        for (Official.Way way : ways) {
            String time = OfficialText.line(way.time());
            boolean agrees = time.isEmpty()
                    || time.equals(span)
                    || (isBare(time) && (isZero(time) || time.equals(number)))
                    || durations(time).equals(durations(span));
            if (!agrees) {
                return null;
            }
        }
        return span;
    }

    private @Nullable String ofTheWays() {
        Map<String, String> byMethod = new LinkedHashMap<>();
        for (Official.Way way : ways) {
            String time = OfficialText.line(way.time());
            String other = byMethod.putIfAbsent(way.method(), time);
            if (!isTime(time) || (other != null && !other.equals(time))) {
                return null;
            }
        }
        Set<String> times = new LinkedHashSet<>(byMethod.values());
        if (times.size() == 1) {
            return times.iterator().next();
        }
        return byMethod.isEmpty()
                ? null
                : byMethod.entrySet().stream()
                        .map(entry -> "– " + entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }

    /** A note with another time than the one that is told changes its meaning. */
    private @Nullable String withNotes(String text) {
        Set<String> told = durations(text);
        List<String> notes = ways.stream()
                .map(way -> String.join(" ", OfficialText.lines(way.note())))
                .filter(note -> !told.containsAll(durations(note)))
                .distinct()
                .toList();
        if (notes.isEmpty()) {
            return text;
        }
        if (notes.stream().anyMatch(note -> contradicts(durations(note), told))) {
            return null;
        }
        String all = "\n\n" + WORDS.note() + "\n– " + String.join("\n– ", notes);
        return all.length() <= LONGEST_NOTES ? text + all : null;
    }

    /** "15 ngày" is not "15 ngày làm việc". */
    private static boolean contradicts(Set<String> noted, Set<String> told) {
        Set<String> numbers = told.stream().map(TimeFact::numberOf).collect(Collectors.toSet());
        return noted.stream().anyMatch(time -> !told.contains(time) && numbers.contains(numberOf(time)));
    }

    private static String numberOf(String duration) {
        return duration.substring(0, duration.indexOf(' '));
    }

    private static boolean isTime(String text) {
        List<MatchResult> found = DURATION.matcher(text).results().toList();
        return !found.isEmpty() && found.stream().allMatch(TimeFact::isClear);
    }

    private static boolean isClear(MatchResult time) {
        BigDecimal number = number(time.group(1));
        boolean isHours = time.group(2).equalsIgnoreCase(WORDS.hour());
        return number.signum() > 0 && !(isHours && number.compareTo(HOURS_OF_A_DAY) > 0);
    }

    private static boolean isBare(String text) {
        return BARE.matcher(text).matches();
    }

    private static boolean isZero(String bare) {
        return number(bare).signum() == 0;
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(',', '.'));
    }

    /** "03 (ba) ngày" is "3 ngày". */
    private static Set<String> durations(String text) {
        return DURATION.matcher(text)
                .results()
                .map(time -> Prints.plain(number(time.group(1))) + " " + OfficialText.words(time.group(2)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
