package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.matching.ShippedMatcher.KNOWLEDGE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.LabelledQuestion;

/** The golden questions themselves: enough of each kind, and none that was learnt. */
class GoldenTest {
    private static final List<LabelledQuestion> GOLDEN = KNOWLEDGE.golden();

    @Test
    void thereAreEnoughOfEachKind() {
        Map<String, Long> sets = GOLDEN.stream()
                .collect(Collectors.groupingBy(LabelledQuestion::set, TreeMap::new, Collectors.counting()));

        assertThat(GOLDEN).hasSizeGreaterThanOrEqualTo(900);
        assertThat(sets)
                .containsKeys(
                        "clean",
                        "no-marks",
                        "partial",
                        "chat",
                        "slips",
                        "ear",
                        "several",
                        "follow-up",
                        "twins",
                        "legal-site")
                .hasEntrySatisfying("choices", count -> assertThat(count).isGreaterThanOrEqualTo(150))
                .hasEntrySatisfying("near", count -> assertThat(count).isGreaterThanOrEqualTo(150))
                .hasEntrySatisfying("far", count -> assertThat(count).isGreaterThanOrEqualTo(150));
        assertThat(GOLDEN).filteredOn(golden -> !golden.facets().isEmpty()).hasSizeGreaterThanOrEqualTo(150);
    }

    /** A question that stands among the phrasings would only tell that they can be found again. */
    @Test
    void noneIsMuchLikeAPhrasing() {
        List<Set<String>> phrasings = KNOWLEDGE.guides().stream()
                .map(Guide::phrasings)
                .flatMap(List::stream)
                .map(GoldenTest::pairs)
                .toList();
        Map<String, List<Integer>> where = new HashMap<>();
        for (int i = 0; i < phrasings.size(); i++) {
            for (String pair : phrasings.get(i)) {
                where.computeIfAbsent(pair, key -> new ArrayList<>()).add(i);
            }
        }

        assertThat(GOLDEN)
                .filteredOn(golden -> golden.before().isEmpty())
                .filteredOn(golden -> isLikeOne(pairs(golden.question()), phrasings, where))
                .extracting(LabelledQuestion::question)
                .isEmpty();
    }

    @Test
    void noneIsAmongTheQuestionsThatWeCalibrateWith() {
        Set<List<String>> calibration = KNOWLEDGE.calibration().stream()
                .map(question -> Folded.tokens(Folded.syllables(), question.question()))
                .collect(Collectors.toSet());

        assertThat(GOLDEN)
                .filteredOn(golden -> calibration.contains(Folded.tokens(Folded.syllables(), golden.question())))
                .filteredOn(golden -> !golden.codes().isEmpty())
                .isEmpty();
    }

    private static boolean isLikeOne(
            Set<String> question, List<Set<String>> phrasings, Map<String, List<Integer>> where) {
        Map<Integer, Integer> common = new HashMap<>();
        question.forEach(
                pair -> where.getOrDefault(pair, List.of()).forEach(number -> common.merge(number, 1, Integer::sum)));
        return common.entrySet().stream().anyMatch(found -> {
            int both = found.getValue();
            int all = question.size() + phrasings.get(found.getKey()).size() - both;
            return (double) both / all > 0.6;
        });
    }

    private static Set<String> pairs(String text) {
        return new HashSet<>(Folded.tokens(Folded.pairs(), text));
    }
}
