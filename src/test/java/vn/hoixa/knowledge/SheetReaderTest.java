package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.knowledge.KnowledgeBase.GUIDE;
import static vn.hoixa.knowledge.KnowledgeBase.aKnowledgeBase;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetReaderTest {

    @Test
    void readsAGuide() {
        Guide guide = aKnowledgeBase().guide();

        assertThat(guide.title()).isEqualTo("Đăng ký khai sinh");
        assertThat(guide.counter()).isEqualTo(Counter.COMMUNE);
        assertThat(guide.aboutDeath()).isFalse();
        assertThat(guide.summary()).isEqualTo("Làm giấy khai sinh cho trẻ mới sinh.");
        assertThat(guide.facets())
                .containsEntry(Facet.PAPERS, "1. Tờ khai.\n2. Giấy chứng sinh.")
                .containsEntry(Facet.TIME, "Trong 1 ngày làm việc.")
                .containsEntry(Facet.LEGAL, "– Luật Hộ tịch 60/2014/QH13 (20/11/2014)")
                .doesNotContainKey(Facet.ONLINE);
        assertThat(guide.review()).isEqualTo(new Guide.Review(Guide.By.RECORD, "1.001193", LocalDate.of(2026, 7, 18)));
    }

    /** One mistake, the line it is on, and the key of what is said about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            code: "1.001193"                          | code: 1.001193                   | 2  | quote-expected
            code: "1.001193"                          | cod: "1.001193"                  | 2  | key-unknown
            code: "1.001193"                          | cod: "1.001193"                  | 2  | key-missing
            title: Đăng ký khai sinh                  | title:                           | 3  | text-expected
            - làm giấy khai sinh                      | - khai sinh: thế nào             | 6  | list-of-texts-expected
            time: Trong 1 ngày làm việc.              | tiem: Trong 1 ngày làm việc.     | 8  | key-unknown
            fee: Hỏi tại quầy.                        | fee: [                           | 11 | yaml
            date: 2014-11-20                          | date: 20/11/2014                 | 14 | date-expected
            date: 2014-11-20                          | day: 2014-11-20                  | 12 | legal-date
            valid-from: 2025-07-01                    | valid-from: 2025-13-01           | 15 | date-expected
            valid-from: 2025-07-01                    | valid-until: 2030-01-01          | 2  | key-missing
            source: https://dichvucong.gov.vn/mau     | source: http://mau               | 16 | address-expected
            review: record 1.001193, 2026-07-18       | review: tôi xem rồi              | 17 | review-odd
            review: record 1.001193, 2026-07-18       | review: record 1.001193, 2026-02-30 | 17 | date-expected
            field: Hộ tịch                            | counter: ubnd                    | 4  | counter-unknown
            field: Hộ tịch                            | about: chết                      | 4  | about-unknown
            ## Giấy tờ                                | ## Hồ sơ                         | 22 | heading-unknown
            ## Giấy tờ                                | ## Hồ sơ                         | 19 | heading-missing
            ## Giấy tờ                                | # Giấy tờ                        | 22 | heading-unknown
            ## Kết quả                                | ## Các bước                      | 31 | heading-twice
            Nộp tại quầy.                             | <!-- -->                         | 27 | heading-empty
            Làm giấy khai sinh cho trẻ mới sinh.      | <!-- -->                         | 19 | summary-missing
            """)
    void tellsWhereWhatIsWrong(String right, String wrong, int line, String key) {
        var problems = aKnowledgeBase().withGuide(right, wrong).problems();

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.file()).isEqualTo(GUIDE);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.text(Locale.ENGLISH)).startsWith(GUIDE + ":" + line + ": ");
        });
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.text(Locale.ENGLISH)).doesNotContain("{");
            assertThat(problem.text(Locale.of("vi")))
                    .isNotEqualTo(problem.text(Locale.ENGLISH))
                    .doesNotContain("{");
        });
    }

    @Test
    void refusesAListThatIsATextAndATextThatIsAList() {
        assertThat(aKnowledgeBase()
                        .withGuide("phrasings:\n  - làm giấy khai sinh", "phrasings: khai sinh")
                        .problems())
                .extracting(Problem::key)
                .contains("list-expected");
        assertThat(aKnowledgeBase()
                        .withGuide("phrasings:\n  - làm giấy khai sinh\n", "")
                        .problems())
                .extracting(Problem::key)
                .containsExactly("phrasings-missing");
        assertThat(aKnowledgeBase()
                        .withGuide(
                                "  - number: 60/2014/QH13\n    name: Luật Hộ tịch\n    date: 2014-11-20\n",
                                "  Luật Hộ tịch\n")
                        .problems())
                .extracting(Problem::key)
                .containsExactly("list-expected");
        assertThat(aKnowledgeBase()
                        .withGuide(
                                "- number: 60/2014/QH13\n    name: Luật Hộ tịch\n    date: 2014-11-20\n",
                                "- Luật Hộ tịch\n")
                        .problems())
                .extracting(Problem::key)
                .containsExactly("keys-expected");
    }

    @Test
    void tellsHowLongAFacetMayBe() {
        var problem = aKnowledgeBase()
                .withGuide("Nộp tại quầy.", "Nộp tại quầy. ".repeat(100))
                .problems();

        assertThat(problem).singleElement().satisfies(found -> {
            assertThat(found.key()).isEqualTo("facet-long");
            assertThat(found.text(Locale.of("vi"))).contains("\"Các bước\"", "1.399", "800");
        });
        assertThat(aKnowledgeBase()
                        .withGuide("cho trẻ mới sinh.", "cho trẻ mới sinh. ".repeat(30))
                        .problems())
                .extracting(Problem::key)
                .containsExactly("summary-long");
    }

    @Test
    void aBrokenLineIsOneProblem() {
        var problems =
                aKnowledgeBase().withGuide("fee: Hỏi tại quầy.", "fee: [").problems();

        assertThat(problems).extracting(Problem::key).containsExactly("yaml", "no-guides");
        assertThat(problems.getFirst().text(Locale.ENGLISH)).doesNotContain("line 8");
    }

    @Test
    void namesTheHeadingsThatThereAre() {
        var problems = aKnowledgeBase().withGuide("## Giấy tờ", "## Hồ sơ").problems();

        assertThat(problems.getFirst().text(Locale.ENGLISH)).contains("\"Hồ sơ\"", "## Giấy tờ", "## Lệ phí");
    }

    @Test
    void readsDecomposedTextAsComposed() {
        String decomposed = Normalizer.normalize(aKnowledgeBase().text(GUIDE), Normalizer.Form.NFD);
        var base = aKnowledgeBase().with(GUIDE, decomposed);

        assertThat(base.problems()).isEmpty();
        assertThat(base.guide().title()).isEqualTo("Đăng ký khai sinh");
        assertThat(base.guide()).isEqualTo(aKnowledgeBase().guide());
    }

    @Test
    void readsWhatAWindowsEditorWrites() {
        String text = "\uFEFF" + aKnowledgeBase().text(GUIDE).replace("\n", "\r\n");
        var base = aKnowledgeBase().with(GUIDE, text);

        assertThat(base.problems()).isEmpty();
        assertThat(base.guide()).isEqualTo(aKnowledgeBase().guide());
    }

    @Test
    void keepsTheWordsOfMarkdownWithoutItsSigns() {
        Guide guide = aKnowledgeBase()
                .withGuide(
                        "Nộp tại quầy.", "Nộp **tại quầy**, mẫu `CT01`.  \nXem [trang](https://a.vn).\n\n- Một\n- Hai")
                .guide();

        assertThat(guide.facets()).containsEntry(Facet.STEPS, "Nộp tại quầy, mẫu CT01.\nXem trang.\n– Một\n– Hai");
    }

    @Test
    void isQuotableOnlyWhenReviewedAndInItsTime() {
        Guide guide = aKnowledgeBase()
                .withGuide("valid-from: 2025-07-01", "valid-from: 2025-07-01\nvalid-until: 2026-12-31")
                .guide();
        Guide unread = aKnowledgeBase()
                .withGuide("review: record 1.001193, 2026-07-18\n", "")
                .guide();

        assertThat(guide.isQuotable(LocalDate.of(2025, 6, 30))).isFalse();
        assertThat(guide.isQuotable(LocalDate.of(2025, 7, 1))).isTrue();
        assertThat(guide.isQuotable(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(guide.isQuotable(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(unread.isQuotable(LocalDate.of(2026, 1, 1))).isFalse();
    }
}
