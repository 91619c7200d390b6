package vn.hoixa.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.cli.SmallBase.BIRTH;
import static vn.hoixa.cli.SmallBase.DEATH;
import static vn.hoixa.cli.SmallBase.PROFILE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.cli.Console.Outcome;

/** Commands that need nothing running: check, show and diff. */
class KnowledgeCommandsTest {
    private static final String FEE_OF_THE_PROVINCE = """
            ---
            code: "1.001193"
            fee: 8.000 đồng.
            review: Trần Thị Hai – Sở Tư pháp, 2026-08-01
            ---
            """;
    private static final String MARKET = """
            ---
            code: "xa-mau.cho-phien"
            kind: commune
            title: Chợ phiên
            field: Về xã
            phrasings:
              - chợ phiên họp ngày nào
            ---

            Chợ phiên họp ngày 5 âm lịch.
            """;

    @TempDir
    private Path temporary;

    private SmallBase base;

    @BeforeEach
    void writeABase() {
        base = SmallBase.in(temporary.resolve("old"));
    }

    @Test
    void checkCountsWhatThereIs() {
        Outcome outcome = run("check");

        assertThat(outcome.code()).isEqualTo(0);
        assertThat(outcome.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("3 procedures with phrasings, 2 of them with a complete guide"),
                        line -> assertThat(line).isEqualTo("0 guides of kind help"),
                        line -> assertThat(line).isEqualTo("1 guides of kind commune"),
                        line -> assertThat(line).isEqualTo("1 guides of kind elsewhere"),
                        line -> assertThat(line)
                                .matches("6 phrasings, 3 of them of procedures; 1 communes; version [0-9a-f]{12}"),
                        line -> assertThat(line).isEqualTo("0 errors, 0 warnings"));
    }

    @Test
    void checkLetsWarningsPass() {
        base.change(BIRTH, "review: record 1.001193, 2026-07-18\n", "");

        Outcome vietnamese = run("check");
        Outcome english = run("check", "--language=en");

        assertThat(vietnamese.code()).isEqualTo(0);
        assertThat(vietnamese.out())
                .startsWith(BIRTH + ":12: (lưu ý) chưa có \"review\"")
                .contains("0 errors, 1 warnings");
        assertThat(english.code()).isEqualTo(0);
        assertThat(english.out()).startsWith(BIRTH + ":12: (warning) there is no \"review\"");
    }

    @Test
    void checkFailsForAnErrorAndSaysItInBothLanguages() {
        base.change(BIRTH, "fee:", "fees:").change(DEATH, "5.000 đồng", "5.000");

        Outcome vietnamese = run("check");
        Outcome english = run("check", "--language", "en");

        assertThat(vietnamese.code()).isEqualTo(1);
        assertThat(vietnamese.out())
                .contains(BIRTH + ":9: không có khoá \"fees\"", DEATH + ":9: \"fee\" có số thì phải có đơn vị")
                .contains("3 errors, 0 warnings");
        assertThat(english.code()).isEqualTo(1);
        assertThat(english.out())
                .contains(BIRTH + ":9: the key \"fees\" is not known", DEATH + ":9: \"fee\" has a number");
    }

    @Test
    void aFolderThatIsNotThereIsSaidSo() {
        Outcome outcome = Console.run("check", "--knowledge=" + temporary.resolve("nowhere"), data());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("no knowledge base at " + temporary.resolve("nowhere"), "--knowledge");
    }

    @Test
    void showTellsWhereEachPartIsFrom() {
        base.write("province/khai-sinh.md", FEE_OF_THE_PROVINCE).write("communes/xa-mau/guides/khai-sinh.md", """
                        ---
                        code: "1.001193"
                        time: Trong buổi sáng.
                        review: Nguyễn Thị Ba – tư pháp xã, 2026-09-01
                        ---
                        """);

        Outcome outcome = run("show", "1.001193");

        assertThat(outcome.code()).isEqualTo(0);
        assertThat(outcome.out().lines().toList())
                .startsWith("1.001193 Đăng ký khai sinh, for xa-mau", "")
                .containsSequence("[title] from bank, " + BIRTH, "Đăng ký khai sinh")
                .containsSequence("[Lệ phí] from province, province/khai-sinh.md", "8.000 đồng.")
                .containsSequence("[Thời hạn] from commune, communes/xa-mau/guides/khai-sinh.md", "Trong buổi sáng.")
                .containsSequence("[Giấy tờ] from bank, " + BIRTH, "Tờ khai.")
                .contains("record 1.001193, 2026-07-18")
                .contains("person Trần Thị Hai – Sở Tư pháp, 2026-08-01")
                .contains("person Nguyễn Thị Ba – tư pháp xã, 2026-09-01")
                .endsWith("Reviewed: record 1.001193 2026-07-18");
        assertThat(outcome.out()).doesNotContain("5.000 đồng", "Trong 1 ngày");
    }

    @Test
    void showSaysWhatIsNotQuoted() {
        base.change(BIRTH, "review: record 1.001193, 2026-07-18\n", "");

        assertThat(run("show", "1.001193").out()).endsWith("Nothing of it is quoted: nobody has reviewed it.\n");
    }

    @Test
    void showHasTheCommunesOwnGuidesToo() {
        base.write("communes/xa-mau/guides/cho-phien.md", MARKET);

        assertThat(run("show", "xa-mau.cho-phien", "--commune=xa-mau").out())
                .startsWith("xa-mau.cho-phien Chợ phiên, for xa-mau")
                .contains("[summary] from commune, communes/xa-mau/guides/cho-phien.md");
    }

    @Test
    void showKnowsNeitherOtherCodesNorOtherCommunes() {
        Outcome code = run("show", "9.999999");
        Outcome commune = run("show", "1.001193", "--commune=xa-khac");

        assertThat(code.code()).isEqualTo(1);
        assertThat(code.out()).isEmpty();
        assertThat(code.err()).contains("no guide with the code 9.999999", "./hoixa check");
        assertThat(commune.code()).isEqualTo(1);
        assertThat(commune.err()).contains("no commune \"xa-khac\"", "Known are: xa-mau.");
    }

    @Test
    void diffOfTheSameIsNothing() {
        SmallBase other = other();

        assertThat(diff(other)).isEqualTo(new Outcome(0, "0 procedures differ\n", ""));
    }

    @Test
    void diffTellsBothTexts() {
        SmallBase other = other().change(BIRTH, "fee: 5.000 đồng.", "fee: 8.000 đồng.");

        assertThat(diff(other)).isEqualTo(new Outcome(1, """
                1.001193 Đăng ký khai sinh
                  Lệ phí
                    - 5.000 đồng.
                    + 8.000 đồng.
                1 procedures differ
                """, ""));
    }

    @Test
    void diffTellsWhatCameAndWhatWent() {
        SmallBase other = other().delete(DEATH)
                .write("bank/ket-hon.md", SmallBase.guide("1.000894", "Đăng ký kết hôn", "làm giấy kết hôn"))
                .write("bank/most-asked.yaml", "codes:\n  - \"1.001193\"\n");

        assertThat(diff(other)).isEqualTo(new Outcome(1, """
                1.000656 Đăng ký khai tử: removed
                1.000894 Đăng ký kết hôn: added
                2 procedures differ
                """, ""));
    }

    /** Each of these changes what residents read, or whether they read it. */
    @Test
    void diffMissesNothingThatResidentsNotice() {
        String twins = """
                twins:
                  question: Việc nào?
                  choices:
                    - {code: "1.001193", choice: sinh}
                    - {code: "1.000656", choice: mất}
                """;

        for (List<String> change : List.of(
                List.of("review: record 1.001193, 2026-07-18\n", ""),
                List.of("field: Hộ tịch\n", "field: Hộ tịch\nabout: death\n"),
                List.of("field: Hộ tịch\n", "field: Hộ tịch\nkind: help\n"),
                List.of("field: Hộ tịch\n", "field: Hộ tịch\ncounter: police\n"),
                List.of("field: Hộ tịch\n", "field: Hộ tịch\nvalid-until: 2030-01-01\n"),
                List.of("field: Hộ tịch\n", "field: Hộ tịch\n" + twins),
                List.of("valid-from: 2025-07-01", "valid-from: 2027-01-01"))) {
            SmallBase other = other().change(BIRTH, change.getFirst(), change.getLast());

            assertThat(diff(other).out()).as(change.toString()).endsWith("1 procedures differ\n");
        }
    }

    @Test
    void diffTellsPartsInTheOrderOfAGuide() {
        SmallBase other = other().change(BIRTH, "Tờ khai.", "Tờ khai mới.")
                .change(BIRTH, "Trong 1 ngày", "Trong 2 ngày")
                .change(BIRTH, "5.000", "6.000")
                .change(BIRTH, "Một câu", "Hai câu")
                .change(BIRTH, "title: Đăng ký", "title: Làm");

        List<String> parts = new ArrayList<>(diff(other).out().lines().toList());
        parts.removeIf(line -> !line.matches("  \\S.*"));

        assertThat(parts).containsExactly("  title", "  summary", "  Giấy tờ", "  Thời hạn", "  Lệ phí");
    }

    @Test
    void diffHasWhatOneCommuneSays() {
        SmallBase other = other().write("communes/xa-mau/guides/cho-phien.md", MARKET)
                .write("communes/xa-mau/guides/khai-sinh.md", FEE_OF_THE_PROVINCE);

        assertThat(diff(other)).isEqualTo(new Outcome(0, "0 procedures differ\n", ""));
        assertThat(diff(other, "--commune=xa-mau").out())
                .contains("    + 8.000 đồng.", "xa-mau.cho-phien Chợ phiên: added", "2 procedures differ");
        assertThat(diff(other, "--commune=xa-khac").err()).contains("no commune \"xa-khac\"", "--commune");
    }

    @Test
    void theProfileMayStandInOneLine() {
        assertThat(run("check").code()).isEqualTo(0);
        base.change(PROFILE, "police: {name: Công an, address: số 3,", "police: {address: số 3,");
        assertThat(run("check").out()).startsWith(PROFILE + ":8: thiếu khoá \"name\"");
    }

    private Outcome run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--knowledge=" + base.folder(), data()));
        all.addAll(List.of(arguments));
        return Console.run(all.toArray(String[]::new));
    }

    private Outcome diff(SmallBase other, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("diff", base.folder().toString(), other.folder().toString(), data()));
        all.addAll(List.of(arguments));
        return Console.run(all.toArray(String[]::new));
    }

    private SmallBase other() {
        return SmallBase.in(temporary.resolve("new"));
    }

    private String data() {
        return "--data=" + temporary.resolve("data");
    }
}
