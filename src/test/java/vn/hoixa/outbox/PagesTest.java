package vn.hoixa.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long texts in messages that Zalo takes. */
class PagesTest {
    private static final String SENTENCE = "Giấy khai sinh được cấp ngay trong ngày tiếp nhận hồ sơ. ";

    @Test
    void leavesAShortTextWhole() {
        assertThat(Pages.of("Nộp tại bộ phận một cửa.")).containsExactly("Nộp tại bộ phận một cửa.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n\t"})
    void makesNothingOfNothing(String blank) {
        assertThat(Pages.of(blank)).isEmpty();
    }

    @Test
    void fillsAPageToItsLastCharacter() {
        assertThat(Pages.of("a".repeat(2_000))).hasSize(1);
        assertThat(Pages.of("a".repeat(2_001))).containsExactly("a".repeat(2_000), "a");
    }

    @Test
    void cutsAtTheEndsOfSentences() {
        List<String> pages = Pages.of(SENTENCE.repeat(100));

        assertThat(pages).hasSize(3).allMatch(page -> page.startsWith("Giấy") && page.endsWith("hồ sơ."));
        assertThat(String.join(" ", pages) + " ").isEqualTo(SENTENCE.repeat(100));
    }

    @Test
    void cutsBetweenTheLinesOfAList() {
        String list = "1. Tờ khai theo mẫu\n2. Giấy chứng sinh bản chính\n".repeat(60);

        assertThat(Pages.of(list)).hasSize(2).allMatch(page -> page.matches("(?s)\\d\\. .*(mẫu|chính)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nộp hồ sơ tại TP. Vinh mỗi sáng thứ hai. ", "Bước 1. Nộp hồ sơ tại bộ phận một cửa. "})
    void takesNeitherANumberNorAnAbbreviationForTheEndOfASentence(String sentence) {
        for (int shift = 0; shift < sentence.length(); shift++) {
            List<String> pages = Pages.of("a".repeat(shift) + ". " + sentence.repeat(60));

            assertThat(pages).allMatch(page -> page.matches("(?s).*(thứ hai|một cửa)\\."));
        }
    }

    @Test
    void cutsBetweenWordsWhereNoSentenceEnds() {
        List<String> pages = Pages.of("giấy tờ tùy thân ".repeat(300));

        assertThat(pages).hasSize(3);
        assertThat(String.join(" ", pages).split(" ")).containsOnly("giấy", "tờ", "tùy", "thân");
    }

    @Test
    void countsComposedCharacters() {
        String decomposed = Normalizer.normalize("ộ".repeat(2_000), Normalizer.Form.NFD);

        assertThat(Pages.of(decomposed)).containsExactly("ộ".repeat(2_000));
    }

    @Test
    void cutsNoSurrogatePairInTwo() {
        List<String> pages = Pages.of("a" + "📄".repeat(1_500));

        assertThat(pages).containsExactly("a" + "📄".repeat(999), "📄".repeat(501));
    }

    @Test
    void keepsMarksWithTheirLetter() {
        // There is no composed form of x with these two marks.
        String marked = "x\u0302\u0301";

        List<String> pages = Pages.of(marked.repeat(1_000));

        assertThat(pages).hasSize(2).allMatch(page -> page.startsWith("x") && page.length() % 3 == 0);
    }

    @Test
    void keepsAFamilyTogether() {
        List<String> pages = Pages.of("👨‍👩‍👧‍👦".repeat(400));

        assertThat(pages).allMatch(page -> page.startsWith("👨") && page.endsWith("👦"));
    }

    @Test
    void losesNothingOfAnyText() {
        var random = new Random(20_260_718);
        List<String> parts = List.of(
                "ạ",
                "ơ\u0323",
                "x\u0301",
                "📄",
                "👨‍👩‍👧",
                "\ud840\udc00\ud834\udd65",
                " ",
                "\n",
                ". ",
                "…",
                "\u200b",
                "1");

        for (int round = 0; round < 100; round++) {
            String text = random.ints(random.nextInt(6_000), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());

            List<String> pages = Pages.of(text);

            assertThat(pages).allSatisfy(page -> {
                assertThat(page).hasSizeBetween(1, 2_000);
                assertThat(Normalizer.isNormalized(page, Normalizer.Form.NFC)).isTrue();
                assertThat(Character.isLowSurrogate(page.charAt(0))).isFalse();
            });
            assertThat(bare(String.join("", pages))).isEqualTo(bare(text));
        }
    }

    @Test
    void cutsNoPairInTwoEvenInOneEndlessCharacter() {
        // A supplementary mark hangs on whatever stands before it, so all of this is one character.
        List<String> pages = Pages.of("a" + "\ud834\udd65".repeat(1_500));

        assertThat(pages).noneMatch(page -> Character.isLowSurrogate(page.charAt(0)));
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s", "");
    }
}
