package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.knowledge.KnowledgeBase.CALENDAR;
import static vn.hoixa.knowledge.KnowledgeBase.GUIDE;
import static vn.hoixa.knowledge.KnowledgeBase.OFFICERS;
import static vn.hoixa.knowledge.KnowledgeBase.PROFILE;
import static vn.hoixa.knowledge.KnowledgeBase.aKnowledgeBase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault is told with its file, its line and what is expected, in both languages. */
class ChecksTest {
    private static final String SECOND = "bank/ho-tich/khai-tu.md";
    private static final String GOLDEN = "golden/ho-tich.jsonl";
    private static final String FACETS = "language/facets.yaml";
    private static final String SYNONYMS = "language/synonyms.yaml";
    private static final int AGES = 63;
    private static final String ELSEWHERE = "bank/elsewhere/khac.yaml";
    private static final String MOST_ASKED = "bank/most-asked.yaml";
    private static final String ABOUT = "bank/ve-xa/dien-thoai.md";
    private static final String REVIEW = "review: record 1.001193, 2026-07-18\n";
    private static final String OFFICE = "communes/xa-mau/calendar.yaml";
    private static final String TWO = """
            # Hai người.
            officers:
              - key: a
                name: Trần Văn Mẫu
                post: Chủ tịch
                unit: lanh-dao
              - key: b
                name: Lê Thị Mẫu
                post: Trưởng thôn
                unit: thon
            fields:
              ho-tich: [a, b]
            """;
    private static final String THEMES = """
            version: 1
            themes:
              - id: roads
                name:
                  vi: Đường
                  en: Roads
                themes:
                  - id: lamps
                    name:
                      vi: Đèn
                      en: Lamps
                    words:
                      - đèn đường
            """;
    private static final Locale VIETNAMESE = Locale.of("vi");

    private static final String TELEPHONE = """
            ---
            code: "ve-xa.dien-thoai"
            kind: commune
            title: Số điện thoại của xã
            field: Về xã
            phrasings:
              - số điện thoại của xã
            ---

            Gọi {phone}.
            """;
    private static final String TWINS = """
            twins:
              question: Ông/bà làm việc nào?
              choices:
                - code: "1.001193"
                  choice: khai sinh
                - code: "1.000656"
                  choice: khai tử
            """;

    @Test
    void twinsTellProceduresApartThatAreAskedForAlike() {
        var clash = withASecondGuide("- làm giấy khai sinh");
        var twins = withASecondGuide("- làm giấy khai sinh").withGuide("time: ", TWINS + "time: ");

        assertThat(clash.problems())
                .containsExactly(
                        new Problem(SECOND, 7, "phrasing-clash", List.of("làm giấy khai sinh", "1.001193", GUIDE)));
        assertThat(twins.problems()).isEmpty();
        assertThat(twins.read().publish().twins("1.000656")).isNotNull();
    }

    /** Who types without marks and capitals cannot be told apart by them. */
    @ParameterizedTest
    @ValueSource(strings = {"Làm giấy khai sinh", "lam giay khai sinh", "làm  giấy, khai sinh?"})
    void phrasingsAreComparedAsTheyAreTyped(String phrasing) {
        assertThat(withASecondGuide("- " + phrasing).problems())
                .extracting(Problem::file, Problem::line, Problem::key)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(SECOND, 7, "phrasing-clash"));
    }

    /** A longer phrasing that has the words too is not the line that is wrong. */
    @Test
    void aPhrasingThatStandsTwiceIsShownWhereItStandsAgain() {
        var base = aKnowledgeBase()
                .withGuide(
                        "  - làm giấy khai sinh\n",
                        "  - làm giấy khai sinh cho con\n  - làm giấy khai sinh\n  - \"làm giấy khai sinh\"\n");

        assertThat(base.problems())
                .containsExactly(new Problem(GUIDE, 9, "phrasing-twice", List.of("làm giấy khai sinh")));
    }

    @Test
    void twinsNeedTheirOwnCodeAndTwoToFiveShortChoices() {
        String many = TWINS + "    - {code: \"1.000656\", choice: nữa}\n".repeat(4);

        assertThat(keys(withTwins(TWINS.replace("\"1.001193\"", "\"1.000656\""))))
                .containsExactly("twins-own");
        assertThat(withTwins(TWINS.replace("\"1.000656\"", "\"1.000657\"")).problems())
                .containsExactly(new Problem(GUIDE, 13, "twins-gone", List.of("1.000657")));
        assertThat(keys(withTwins(many))).containsExactly("twins-count");
        assertThat(keys(withTwins(TWINS.substring(0, TWINS.indexOf("    - code: \"1.000656\"")))))
                .containsExactly("twins-count");
        assertThat(withTwins(TWINS.replace("choice: khai tử", "choice: " + "khai tử ".repeat(8)))
                        .problems())
                .containsExactly(new Problem(GUIDE, 14, "twins-long", List.of(63, 60)));
    }

    @Test
    void aListOfWhatOthersDecideIsRead() {
        Guide passport = java.util.Objects.requireNonNull(
                withElsewhere("").read().publish().guide("1.001456"));
        Guide unnumbered = java.util.Objects.requireNonNull(
                withElsewhere("").read().publish().guide("elsewhere.doi-bang-lai"));

        assertThat(passport.kind()).isEqualTo(Kind.ELSEWHERE);
        assertThat(passport.handler()).isEqualTo("Công an tỉnh");
        assertThat(passport.summary()).isEqualTo("Mất thì báo công an xã.");
        assertThat(passport.facets()).containsOnly(java.util.Map.entry(Facet.PLACE, "Đến Công an tỉnh."));
        assertThat(passport.source()).isEqualTo("https://dichvucong.gov.vn/ho-chieu");
        assertThat(unnumbered.facets()).isEmpty();
        assertThat(unnumbered.source()).isEmpty();
    }

    /** Each entry has a list of its own: its lines are no entries. */
    @Test
    void whatIsWrongInALaterEntryIsShownThere() {
        assertThat(withElsewhere("    decide: Sở\n").problems())
                .containsExactly(new Problem(ELSEWHERE, 17, "key-unknown", List.of("decide", ELSEWHERE_KEYS)));
        assertThat(withElsewhere("  - name: Thu hồi\n    decides: Sở\n").problems())
                .containsExactly(new Problem(ELSEWHERE, 17, "phrasings-missing", List.of()));
        assertThat(withElsewhere(
                                "  - name: Làm lại\n    code: \"1.001193\"\n    decides: Sở\n    phrasings:\n      - làm lại\n")
                        .problems())
                .containsExactly(new Problem(ELSEWHERE, 17, "code-twice", List.of("1.001193", GUIDE)));
        assertThat(withGolden("9.999999").problems())
                .containsExactly(new Problem(GOLDEN, 4, "code-gone", List.of("9.999999")));
    }

    private static final String ELSEWHERE_KEYS = "code, decides, name, note, phrasings, place, source";

    @Test
    void whatIsWrongInAProfileIsShownThere() {
        var base = aKnowledgeBase().with(PROFILE, "    name: Công an xã Hương Mẫu", "    name:");
        int line = 1 + base.text(PROFILE).lines().toList().indexOf("    name:");

        assertThat(base.problems()).containsExactly(new Problem(PROFILE, line, "text-expected", List.of("name")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            time: Trong 1 ngày làm việc. | time: Trong 1.
            time: Trong 1 ngày làm việc. | time: "03"
            fee: Hỏi tại quầy.           | fee: "8.000"
            fee: Hỏi tại quầy.           | fee: Từ 8.000 đến 10.000 theo Luật 60/2014/QH13.
            """)
    void aNumberNeedsItsUnit(String right, String wrong) {
        assertThat(keys(aKnowledgeBase().withGuide(right, wrong))).containsExactly("unit-missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            time: Trong 1 ngày làm việc. | time: Trong 3 Giờ.
            time: Trong 1 ngày làm việc. | time: Ngay trong buổi.
            fee: Hỏi tại quầy.           | fee: 8.000 đồng.
            fee: Hỏi tại quầy.           | fee: Bằng 50% mức thường.
            fee: Hỏi tại quầy.           | fee: Miễn theo Luật Hộ tịch 60/2014/QH13.
            fee: Hỏi tại quầy.           | fee: Miễn theo Nghị quyết 85/2019/QH14 và Thông tư 01/2020/TT-BTP.
            fee: Hỏi tại quầy.           | fee: Miễn từ 01/7/2025 theo quy định mới.
            fee: Hỏi tại quầy.           | fee: Miễn, ghi vào mẫu TK01.
            """)
    void wordsLawsDaysAndFormsNeedNone(String right, String other) {
        assertThat(aKnowledgeBase().withGuide(right, other).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://x", "https://", "http://dichvucong.gov.vn", "dichvucong.gov.vn", "https://a b.vn"})
    void aLinkIsAnAddress(String link) {
        assertThat(aKnowledgeBase()
                        .withGuide("https://dichvucong.gov.vn/mau", link)
                        .problems())
                .containsExactly(new Problem(GUIDE, 16, "address-expected", List.of("source", link)));
        assertThat(aKnowledgeBase()
                        .withGuide("place: ", "online: " + link + "\nplace: ")
                        .problems())
                .containsExactly(new Problem(GUIDE, 10, "address-expected", List.of("online", link)));
    }

    @Test
    void whatEndedIsAWarningAndNotQuoted() {
        var base = aKnowledgeBase().withGuide(REVIEW, REVIEW + "valid-until: 2026-07-17\n");

        assertThat(base.problems()).containsExactly(new Problem(GUIDE, 18, "expired", List.of("17/07/2026"), false));
        assertThat(base.read().isSound()).isTrue();
        assertThat(base.guide().isQuotable(LocalDate.of(2026, 7, 18))).isFalse();
        assertThat(aKnowledgeBase()
                        .withGuide(REVIEW, REVIEW + "valid-until: 2026-07-18\n")
                        .problems())
                .isEmpty();
    }

    @Test
    void whatNobodyReviewedIsAWarningAndNotQuoted() {
        var base = aKnowledgeBase().withGuide(REVIEW, "");

        assertThat(base.problems()).containsExactly(new Problem(GUIDE, 16, "review-missing", List.of(), false));
        assertThat(base.read().isSound()).isTrue();
        assertThat(base.guide().isQuotable(LocalDate.of(2026, 7, 18))).isFalse();
    }

    /** A name and how it is asked for is enough to hand over; one line of it is not quoted as the whole. */
    @Test
    void aGuideWithoutTextIsNoFault() {
        String stub = """
                ---
                code: "1.000656"
                title: Đăng ký khai tử
                field: Hộ tịch
                handler: Công chức tư pháp - hộ tịch
                phrasings:
                  - làm khai tử
                source: https://dichvucong.gov.vn/mau
                ---
                """;

        assertThat(aKnowledgeBase().with(SECOND, stub).problems()).isEmpty();
        for (String more : List.of("", "fee: Hỏi tại quầy.\n")) {
            var base = aKnowledgeBase().with(SECOND, stub.replace("source:", more + "source:"));
            Guide guide = java.util.Objects.requireNonNull(base.read().publish().guide("1.000656"));
            assertThat(guide.isQuotable(LocalDate.of(2026, 7, 18))).isFalse();
        }
    }

    @Test
    void aPlaceholderThatDoesNotExistIsFoundInEveryLayer() {
        String override = """
                ---
                code: "ve-xa.dien-thoai"
                review: Nguyễn Thị Ba – văn phòng xã, 2026-09-01
                ---

                Gọi {telephone}.
                """;

        assertThat(aKnowledgeBase().with(ABOUT, TELEPHONE).problems()).isEmpty();
        for (String wrong : List.of("{fone}", "{Phone}", "{phone number}", "{}")) {
            assertThat(aKnowledgeBase()
                            .with(ABOUT, TELEPHONE.replace("{phone}", wrong))
                            .problems())
                    .as(wrong)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.key()).isEqualTo("placeholder-unknown");
                        assertThat(problem.text(VIETNAMESE))
                                .startsWith(ABOUT + ":10: ")
                                .contains(wrong, "phone");
                    });
        }
        assertThat(aKnowledgeBase()
                        .with(ABOUT, TELEPHONE)
                        .with("communes/xa-mau/guides/dien-thoai.md", override)
                        .problems())
                .extracting(Problem::key)
                .containsExactly("placeholder-unknown");
    }

    @Test
    void aSummaryIsAsLongAsItsKindAllows() {
        String summary = "Gọi {phone}. ".repeat(70);

        assertThat(aKnowledgeBase()
                        .with(ABOUT, TELEPHONE.replace("Gọi {phone}.", summary))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.values())
                        .containsExactly(summary.strip().length(), 800));
    }

    /** Every key: file, line, and a base with that one fault (and what follows from it). */
    static Stream<Arguments> faults() {
        return Stream.of(
                fault("yaml", GUIDE, 11, guide("fee: Hỏi tại quầy.", "fee: [")),
                fault("yaml-no-keys", PROFILE, 1, aKnowledgeBase().with(PROFILE, "xã Mẫu")),
                fault("front-matter-missing", GUIDE, 1, aKnowledgeBase().with(GUIDE, "Khai sinh")),
                fault("key-missing", GUIDE, 2, guide("title: Đăng ký khai sinh\n", "")),
                fault("text-expected", GUIDE, 3, guide("title: Đăng ký khai sinh", "title:")),
                fault("quote-expected", GUIDE, 2, guide("code: \"1.001193\"", "code: 1.001193")),
                fault("list-expected", GUIDE, 6, guide("phrasings:\n  - làm giấy khai sinh", "phrasings: khai sinh")),
                fault("list-of-texts-expected", GUIDE, 6, guide("- làm giấy khai sinh", "- khai sinh: gì")),
                fault("keys-expected", PROFILE, 11, aKnowledgeBase().with(PROFILE, "counters:", "counters: x\nx:")),
                fault(
                        "drafts-field",
                        PROFILE,
                        10,
                        aKnowledgeBase().with(PROFILE, "all: automatic", "no-field: automatic")),
                fault("drafts-odd", PROFILE, 10, aKnowledgeBase().with(PROFILE, "all: automatic", "all: sometimes")),
                fault("date-expected", GUIDE, 15, guide("valid-from: 2025-07-01", "valid-from: 1/7/2025")),
                fault("key-unknown", GUIDE, 9, guide("fee:", "fees:")),
                fault("address-expected", GUIDE, 16, guide("source: https://dichvucong.gov.vn/mau", "source: mau")),
                fault("counter-unknown", GUIDE, 4, guide("field: Hộ tịch", "counter: ubnd\nfield: Hộ tịch")),
                fault("about-unknown", GUIDE, 4, guide("field: Hộ tịch", "about: sinh\nfield: Hộ tịch")),
                fault("kind-unknown", GUIDE, 4, guide("field: Hộ tịch", "kind: thủ tục\nfield: Hộ tịch")),
                fault("review-odd", GUIDE, 17, guide(REVIEW, "review: tôi xem rồi\n")),
                fault("review-missing", GUIDE, 16, guide(REVIEW, "")),
                fault("phrasings-missing", GUIDE, 2, guide("phrasings:\n  - làm giấy khai sinh\n", "")),
                fault("summary-missing", GUIDE, 19, guide("Làm giấy khai sinh cho trẻ mới sinh.", "")),
                fault("summary-long", GUIDE, 3, guide("cho trẻ mới sinh.", "cho trẻ mới sinh. ".repeat(30))),
                fault("heading-missing", GUIDE, 19, guide("## Giấy tờ", "## Các bước")),
                fault("heading-unknown", GUIDE, 22, guide("## Giấy tờ", "## Hồ sơ")),
                fault("heading-empty", GUIDE, 27, guide("Nộp tại quầy.", "")),
                fault("heading-twice", GUIDE, 31, guide("## Kết quả", "## Các bước")),
                fault("expired", GUIDE, 15, guide("valid-from:", "valid-until: 2026-01-01\nvalid-from:")),
                fault("override-review", "province/a.md", 2, override("fee: Không.")),
                fault("override-phrasings", "province/a.md", 3, override("phrasings: [a]\nreview: A, 2026-01-01")),
                fault("unit-missing", GUIDE, 9, guide("fee: Hỏi tại quầy.", "fee: \"8.000\"")),
                fault("twins-long", GUIDE, 14, withTwins(TWINS.replace("khai tử", "khai tử ".repeat(8)))),
                fault("twins-count", GUIDE, 8, withTwins(TWINS + "    - {code: \"1.000656\", choice: x}\n".repeat(4))),
                fault("twins-own", GUIDE, 8, withTwins(TWINS.replace("\"1.001193\"", "\"1.000656\""))),
                fault("twins-gone", GUIDE, 13, withTwins(TWINS.replace("1.000656", "1.000657"))),
                fault("phrasing-twice", GUIDE, 8, guide("  - làm", "  - Làm giấy khai sinh\n  - làm")),
                fault("phrasing-clash", SECOND, 7, withASecondGuide("- làm giấy khai sinh")),
                fault("handler-unknown", GUIDE, 5, guide("handler: Công chức tư pháp - hộ tịch", "handler: Thư ký")),
                fault(
                        "placeholder-unknown",
                        ABOUT,
                        10,
                        aKnowledgeBase().with(ABOUT, TELEPHONE.replace("{phone}", "{fone}"))),
                fault(
                        "commune-gone",
                        "communes/xa-khac/guides/a.md",
                        1,
                        aKnowledgeBase().with("communes/xa-khac/guides/a.md", TELEPHONE)),
                fault("code-gone", GOLDEN, 4, withGolden("9.999999")),
                fault("question-odd", GOLDEN, 1, withAGoldenLine("{\"codes\": []}")),
                fault("question-odd", GOLDEN, 1, withAGoldenLine("{\"question\": \"a\", \"behavior\": \"guess\"}")),
                fault("question-odd", GOLDEN, 1, withAGoldenLine("{\"question\": \"a\", \"facet\": \"colour\"}")),
                fault("question-odd", GOLDEN, 1, withAGoldenLine("khai sinh")),
                fault(
                        "pattern-expected",
                        FACETS,
                        46,
                        aKnowledgeBase().with(FACETS, "    - mang|đem|cầm|kèm * theo", "    - \"* theo\"")),
                fault("ages-odd", SYNONYMS, AGES, aKnowledgeBase().with(SYNONYMS, "\"6\"", "\"sáu\"")),
                fault("code-gone", MOST_ASKED, 3, mostAsked("9.999999")),
                fault("record-odd", "records/1.000656.json", 1, aKnowledgeBase().with("records/1.000656.json", "?")),
                fault("facet-long", GUIDE, 3, guide("Nộp tại quầy.", "Nộp tại quầy. ".repeat(100))),
                fault("legal-date", GUIDE, 12, guide("    date: 2014-11-20\n", "")),
                fault("key-missing", GUIDE, 12, guide("- number: 60/2014/QH13\n    name:", "- name:")),
                fault(
                        "code-twice",
                        "bank/z.md",
                        2,
                        aKnowledgeBase().with("bank/z.md", aKnowledgeBase().text(GUIDE))),
                fault("no-guides", "bank", 1, aKnowledgeBase().without(GUIDE)),
                fault("no-communes", "communes", 1, aKnowledgeBase().without(PROFILE)),
                fault(
                        "oa-twice",
                        "communes/xa-nua/profile.yaml",
                        2,
                        aKnowledgeBase()
                                .with(
                                        "communes/xa-nua/profile.yaml",
                                        aKnowledgeBase().text(PROFILE))),
                fault("oa-odd", PROFILE, 2, aKnowledgeBase().with(PROFILE, "\"4600000000000000001\"", "xã Mẫu")),
                fault("calendar-missing", CALENDAR, 1, aKnowledgeBase().without(CALENDAR)),
                fault("calendar-year", CALENDAR, 1, calendar("day: 2027-01-01")),
                fault("swap-off", CALENDAR, 5, calendar("day: 2026-01-01", "2026-08-30", "2026-08-22")),
                fault("swap-worked", CALENDAR, 6, calendar("day: 2026-01-01", "2026-08-31", "2026-08-21")),
                fault("day-twice", CALENDAR, 5, calendar("day: 2026-08-31", "2026-08-31", "2026-08-22")),
                fault("day-twice", CALENDAR, 6, calendar("day: 2026-08-22", "2026-08-31", "2026-08-22")),
                fault("days-odd", CALENDAR, 3, calendar("from: 2026-02-16\n    to: 2062-02-20")),
                fault("date-expected", CALENDAR, 2, calendar("day: 1/1/2026")),
                fault("periods-none", OFFICE, 1, office("periods: {}")),
                fault("periods-odd", OFFICE, 2, office("periods:\n  monday: 7h30-11h30")),
                fault("periods-odd", OFFICE, 2, office("periods:\n  monday: 7:30-24:30")),
                fault("periods-odd", OFFICE, 2, office("periods:\n  monday: 13:30-17:00, 7:30-11:30")),
                fault("periods-odd", OFFICE, 2, office("periods:\n  monday: 7:30-9:00, 9:00-10:00, 11:00-12:00")),
                fault("half-unknown", OFFICE, 3, office("closures:\n  - day: 2026-12-18\n    half: sáng")),
                fault("closure-odd", OFFICE, 2, office("closures:\n  - day: 2026-12-19\n    name: Họp")),
                fault("officers-missing", OFFICERS, 1, aKnowledgeBase().without(OFFICERS)),
                fault("officers-none", OFFICERS, 1, officers("officers: []\nfields: {}")),
                fault("officer-twice", OFFICERS, 7, officers(TWO.replace("key: b", "key: a"))),
                fault("officer-unknown", OFFICERS, 12, officers(TWO.replace("[a, b]", "[a, c]"))),
                fault("unit-unknown", OFFICERS, 10, officers(TWO.replace("thon", "huyen"))),
                fault("leader-missing", OFFICERS, 2, officers(TWO.replace("lanh-dao", "thon"))),
                fault("field-two", OFFICERS, 12, officers(TWO.replace("[a, b]", "[a, a]"))),
                fault("field-two", OFFICERS, 12, officers(TWO.replace("[a, b]", "[a]"))),
                fault("field-open", OFFICERS, 11, officers(TWO.replace("ho-tich:", "dat-dai:"))),
                fault("number-expected", "themes.yaml", 1, themes("version: 1", "version: một")),
                fault("true-expected", "themes.yaml", 12, themes("words:", "case: có\n        words:")),
                fault(
                        "theme-without-second-level",
                        "themes.yaml",
                        3,
                        themes("themes:\n      - id", "older:\n      - id")),
                fault("theme-empty", "themes.yaml", 8, themes("        words:\n          - đèn đường\n", "")),
                fault("theme-id-odd", "themes.yaml", 8, themes("id: lamps", "id: Đèn")),
                fault("theme-twice", "themes.yaml", 8, themes("id: lamps", "id: roads")),
                fault("theme-field-gone", "themes.yaml", 12, themes("words:", "field: dat-dai\n        words:")),
                fault("theme-cycle", "themes.yaml", 15, moreThemes("replaced-by: newer", "replaced-by: older")),
                fault(
                        "theme-replacement-gone",
                        "themes.yaml",
                        15,
                        moreThemes("replaced-by: gone", "replaced-by: lamps")),
                fault(
                        "file-missing",
                        "language/phrases.yaml",
                        1,
                        aKnowledgeBase().without("language/phrases.yaml")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellsWhereAndWhatIsExpected(String key, String file, int line, KnowledgeBase base) {
        List<Problem> problems = base.problems();

        Problem problem = problems.stream()
                .filter(one -> one.key().equals(key) && one.file().equals(file) && one.line() == line)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not among " + problems));
        String english = problem.text(Locale.ENGLISH);
        String vietnamese = problem.text(VIETNAMESE);
        assertThat(english).startsWith(file + ":" + line + ": ").doesNotContain("{0}", "{1}", "{2}");
        assertThat(vietnamese).startsWith(file + ":" + line + ": ").isNotEqualTo(english);
        for (Object value : problem.values()) {
            if (value instanceof String text) {
                assertThat(english).contains(text);
                assertThat(vietnamese).contains(text);
            }
        }
        assertThat(english.contains("(warning)")).isEqualTo(!problem.isError());
        assertThat(vietnamese.contains("(lưu ý)")).isEqualTo(!problem.isError());
    }

    @Test
    void noSentenceIsNeverSaid() throws IOException {
        var sentences = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
            sentences.load(reader);
        }
        Set<String> all = sentences.stringPropertyNames().stream()
                .filter(key -> key.startsWith("check."))
                .map(key -> key.substring("check.".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> said = faults().map(fault -> (String) fault.get()[0]).collect(Collectors.toSet());

        // What a database keeps of themes is no matter of files.
        all.remove("theme-history");
        assertThat(said).isEqualTo(all);
    }

    private static KnowledgeBase calendar(String days) {
        return aKnowledgeBase().with(CALENDAR, "holidays:\n  - " + days + "\n    name: Lễ\n");
    }

    private static KnowledgeBase calendar(String days, String off, String worked) {
        return aKnowledgeBase().with(CALENDAR, """
                holidays:
                  - %s
                    name: Lễ
                swaps:
                  - off: %s
                    worked: %s
                    name: Hoán đổi
                """.formatted(days, off, worked));
    }

    private static KnowledgeBase themes(String right, String wrong) {
        assertThat(THEMES).contains(right);
        return aKnowledgeBase().with("themes.yaml", THEMES.replace(right, wrong));
    }

    /** Two that are no more. */
    private static KnowledgeBase moreThemes(String older, String newer) {
        String text = "      - id: older\n        %s\n      - id: newer\n        %s\n".formatted(older, newer);
        return aKnowledgeBase().with("themes.yaml", THEMES + text);
    }

    private static KnowledgeBase office(String text) {
        return aKnowledgeBase().with(OFFICE, text);
    }

    private static KnowledgeBase officers(String text) {
        return aKnowledgeBase().with(OFFICERS, text);
    }

    private static Arguments fault(String key, String file, int line, KnowledgeBase base) {
        return Arguments.of(key, file, line, base);
    }

    private static List<String> keys(KnowledgeBase base) {
        return base.problems().stream().map(Problem::key).toList();
    }

    private static KnowledgeBase guide(String right, String wrong) {
        return aKnowledgeBase().withGuide(right, wrong);
    }

    private static KnowledgeBase override(String line) {
        return aKnowledgeBase().with("province/a.md", "---\ncode: \"1.001193\"\n" + line + "\n---\n");
    }

    private static KnowledgeBase withASecondGuide(String phrasing) {
        var base = aKnowledgeBase();
        String second = base.text(GUIDE).replace("1.001193", "1.000656").replace("- làm giấy khai sinh", phrasing);
        return base.with(SECOND, second);
    }

    private static KnowledgeBase withTwins(String twins) {
        return withASecondGuide("- làm khai tử").withGuide("time: ", twins + "time: ");
    }

    private static KnowledgeBase mostAsked(String code) {
        return aKnowledgeBase().with(MOST_ASKED, "codes:\n  - \"1.001193\"\n  - \"" + code + "\"\n");
    }

    private static KnowledgeBase withGolden(String third) {
        return withASecondGuide("- làm khai tử").with(GOLDEN, """
                {"question": "khai sinh cho con", "codes": ["1.001193"]}

                {"question": "khai tử cho ông", "codes": ["1.000656"]}
                {"question": "việc khác", "codes": ["%s"]}
                """.formatted(third));
    }

    private static KnowledgeBase withAGoldenLine(String line) {
        return aKnowledgeBase().with(GOLDEN, line + "\n");
    }

    private static KnowledgeBase withElsewhere(String more) {
        return aKnowledgeBase().with(ELSEWHERE, """
                elsewhere:
                  - name: Cấp hộ chiếu
                    code: "1.001456"
                    decides: Công an tỉnh
                    place: Đến Công an tỉnh.
                    note: Mất thì báo công an xã.
                    source: https://dichvucong.gov.vn/ho-chieu
                    phrasings:
                      - làm hộ chiếu
                      - hộ chiếu cho con
                  - name: Đổi bằng lái
                    decides: Công an tỉnh
                    phrasings:
                      - đổi bằng lái
                      - bằng lái hết hạn
                      - bằng lái cũ
                """ + more);
    }
}
