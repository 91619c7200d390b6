package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed into a form comes back from the file as it was typed. */
class WordingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Language LANGUAGE =
            new LanguageReader(new TreeMap<>(Publisher.files(null, null)), new Problems()).read();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Miễn lệ phí.",
                "Mang theo:\n– Tờ khai\n– Căn cước",
                "1. Nộp tại quầy.\n2. Nhận giấy.",
                "Dòng một\ndòng hai",
                "Một.\n\nHai.\n\nBa:\n– a\n\nCuối.",
                "<b>đậm</b> *x* _y_ [z](w) `c` \\ & # ~ | &amp;",
                "# không phải đề mục\n## cũng không",
                "---\n===\n+ 3\n2026. là năm",
                "review: law, 2026-01-01\n---\ncode: 1",
                "\"trích\" {phone} 'một'"
            })
    void readsBackWhatWasTyped(String text) {
        for (String part : List.of("summary", "fee", "papers", "time")) {
            assertThat(again(Map.of(part, text)).get(part)).as(part).isEqualTo(canonical(text));
        }
    }

    @Test
    void readsBackWhateverIsTyped() {
        var random = new Random(7);
        String letters = "ab đ1.-*_#<>&[]()`\\\n\n {}:\"'+=~|!";
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(40); j >= 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String once = again(Map.of("papers", text.toString())).getOrDefault("papers", "");
            String twice = again(Map.of("papers", once)).getOrDefault("papers", "");

            assertThat(twice).as("what was typed: %s", text).isEqualTo(once);
            assertThat(bare(once)).as("what was typed: %s", text).isEqualTo(bare(text.toString()));
        }
    }

    @Test
    void namesThePartThatAProblemIsAbout() {
        Wording wording = new Wording(Layer.CONSOLE, Map.of("fee", "5000", "papers", "x".repeat(900)));
        var problems = new Problems();
        Wording.File file = wording.file(LANGUAGE, "9.1", false, "A", DAY);
        new SheetReader(LANGUAGE, DAY, problems).read(Layer.CONSOLE, "xa", "f", file.text(), Set.of("9.1"));

        assertThat(problems.found())
                .extracting(problem -> file.part(problem, LANGUAGE))
                .containsExactlyInAnyOrder("fee", "papers");
    }

    @Test
    void isSignedByWhoeverApprovesIt() {
        String file = new Wording(Layer.CONSOLE, Map.of("papers", "review: x"))
                .file(LANGUAGE, "9.1", false, "A", DAY)
                .text();

        String signed = Wording.signed(file, "B $1 \\ \"c\"", DAY);

        Sheet sheet = Objects.requireNonNull(
                new SheetReader(LANGUAGE, DAY, new Problems()).read(Layer.CONSOLE, null, "", signed, Set.of()));
        assertThat(sheet.review()).isEqualTo(new Guide.Review(Guide.By.PERSON, "B $1 \\ \"c\"", DAY));
        assertThat(sheet.facets()).containsEntry(Facet.PAPERS, "review: x");
    }

    private static Map<String, String> again(Map<String, String> parts) {
        String file = new Wording(Layer.CONSOLE, parts)
                .file(LANGUAGE, "9.1", false, "A", DAY)
                .text();
        return Wording.read(file, LANGUAGE, DAY).parts();
    }

    /** A blank line parts paragraphs and nothing else. */
    private static String canonical(String text) {
        return text.replace("+ 3\n", "– 3\n\n");
    }

    /** Without what only says how lines are laid out. */
    private static String bare(String text) {
        return text.replaceAll("(?m)^ *(?:[-*+–•]|\\d{1,3}[.)]) +(?=\\S)", "").replaceAll("\\s+", "");
    }
}
