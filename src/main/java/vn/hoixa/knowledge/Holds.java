package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a record from being quoted before a person has looked: bodies and papers that no longer exist, repealed
 * law, its end, another province. Each is the part of the record, a colon, and what stands there; both lists are files beside this class.
 */
final class Holds {
    static final String ENDED = "ended: ";
    static final String ELSEWHERE = "elsewhere: ";
    static final String PROVINCE = "publisher: ";
    private static final String INTERNAL = "internal: ";

    private static final Pattern NUMBER = Pattern.compile("\\d+/\\d{4}/[\\p{L}\\d-]+");
    private static final String PASSED_OVER = "=";
    private static final Map<String, List<String>> GONE = names(false);
    private static final Map<String, List<String>> HARMLESS = names(true);
    private static final Map<String, String> REPEALED = lines("repealed.tsv").stream()
            .map(line -> line.split("\t", -1))
            .collect(Collectors.toUnmodifiableMap(parts -> parts[0].toUpperCase(Locale.ROOT), parts -> parts[1]));

    private Holds() {}

    static List<String> of(Official official, Collection<String> provinces, LocalDate today) {
        List<String> held = new ArrayList<>();
        if (official.hasEnded(today)) {
            held.add(ENDED + (LocalDate.MIN.equals(official.ended()) ? "" : official.ended()));
        }
        if (official.isInternal()) {
            held.add(INTERNAL);
        }
        if (isOfAnotherProvince(official.publisher(), provinces)) {
            held.add(PROVINCE + official.publisher());
        }
        Set<String> papers = new LinkedHashSet<>();
        official.documents().forEach(paper -> papers.add(paper.heading() + " . " + paper.name()));
        gone(official.agencies()).forEach(name -> held.add("agency: " + name));
        gone(official.steps()).forEach(name -> held.add("steps: " + name));
        gone(papers).forEach(name -> held.add("papers: " + name));
        for (Official.Law law : official.laws()) {
            NUMBER.matcher(law.number())
                    .results()
                    .map(MatchResult::group)
                    .filter(number -> REPEALED.containsKey(number.toUpperCase(Locale.ROOT)))
                    .map(number -> "legal: " + number + " > " + REPEALED.get(number.toUpperCase(Locale.ROOT)))
                    .filter(line -> !held.contains(line))
                    .forEach(held::add);
        }
        return List.copyOf(held);
    }

    /** Each province has its own fees and papers for procedures that have the same name everywhere. */
    private static boolean isOfAnotherProvince(String publisher, Collection<String> provinces) {
        return OfficialWords.WORDS.provincial().stream().anyMatch(word -> OfficialText.hasWords(publisher, word))
                && provinces.stream()
                        .noneMatch(province -> OfficialText.hasWords(publisher, OfficialText.words(province)));
    }

    private static Set<String> gone(Collection<String> texts) {
        Set<String> found = new LinkedHashSet<>();
        texts.forEach(text -> addGone(OfficialText.words(text) + " ", found));
        return withoutParts(found);
    }

    /** Word by word: what is passed over hides the names in it. */
    private static void addGone(String words, Set<String> found) {
        int at = 0;
        while (at < words.length()) {
            int end = words.indexOf(' ', at);
            String word = words.substring(at, end);
            String harmless = standsAt(words, at, HARMLESS.getOrDefault(word, List.of()));
            String gone = standsAt(words, at, GONE.getOrDefault(word, List.of()));
            if (harmless != null) {
                at += harmless.length() + 1;
                continue;
            }
            if (gone != null) {
                found.add(gone);
            }
            at = end + 1;
        }
    }

    private static @Nullable String standsAt(String words, int at, List<String> names) {
        return names.stream()
                .filter(name -> words.startsWith(name + " ", at))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    /** Of "cấp huyện" and "công an cấp huyện" the longer one says it all. */
    private static Set<String> withoutParts(Set<String> found) {
        return found.stream()
                .filter(name -> found.stream().noneMatch(other -> !other.equals(name) && other.contains(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** By their first word. */
    private static Map<String, List<String>> names(boolean passedOver) {
        return lines("abolished.txt").stream()
                .filter(line -> line.startsWith(PASSED_OVER) == passedOver)
                .map(OfficialText::words)
                .collect(Collectors.groupingBy(name -> name.replaceFirst(" .*", "")));
    }

    private static List<String> lines(String file) {
        return OfficialWords.text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
