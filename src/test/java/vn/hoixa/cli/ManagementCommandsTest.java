package vn.hoixa.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.cli.SmallBase.BIRTH;
import static vn.hoixa.cli.SmallBase.DEATH;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.cli.Console.Outcome;
import vn.hoixa.dossier.Lists;
import vn.hoixa.testing.RunningHoiXa;

/** Commands that talk to a running HoiXa: publish and review. */
class ManagementCommandsTest {
    /** Nobody listens at the first port. */
    private static final String NOBODY = "--management=http://127.0.0.1:1";

    private static final String PERSON = "Trần Thị Mẫu – Phó Chủ tịch xã";

    private final InputStream keyboard = System.in;
    private SmallBase base;
    private RunningHoiXa hoixa;

    @BeforeEach
    void start(@TempDir Path folder) {
        base = SmallBase.in(folder.resolve("base"));
        hoixa = RunningHoiXa.start(folder.resolve("data"), "hoixa.knowledge=" + base.folder());
    }

    @AfterEach
    void stop() {
        System.setIn(keyboard);
        hoixa.close();
    }

    @Test
    void publishPutsTheFilesIntoService() {
        String before = version();
        base.change(BIRTH, "5.000 đồng", "8.000 đồng");

        Outcome outcome = Console.run("publish", management());

        assertThat(version()).isNotEqualTo(before);
        assertThat(outcome).isEqualTo(new Outcome(0, "Published: version " + version() + " is in service.\n", ""));
    }

    @Test
    void publishTellsWhyNot() {
        String before = version();
        base.change(BIRTH, "fee:", "fees:");

        Outcome outcome = Console.run("publish", management());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(BIRTH + ":9: the key \"fees\" is not known")
                .endsWith("Refused: version " + before + " stays in service.\n");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void dossiersTakesAListAndTellsWhatCameOfIt(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.csv"), Lists.csv("1;H36.105-260317-0012;a;b;c;;;Mới lạ", "2;;;;;;;x"));

        Outcome outcome = Console.run("dossiers", management(), "xa-mau", list.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("Taken: 1 dossiers of 2 rows, 1 rows skipped.", "no-code: 1 times, row 3", "Mới lạ");
        assertThat(Console.run("dossiers", management(), "khac", list.toString())
                        .err())
                .contains("no commune \"khac\"");
        assertThat(Console.run("dossiers", management(), "xa-mau", "none.csv").err())
                .contains("no file none.csv");
    }

    @Test
    void dossiersTellsWhatToDoAboutARenamedColumn(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.csv"),
                Lists.csv("1;H36.105-260317-0012;a;b;c;;;Đang xử lý").replace("Mã hồ sơ", "Khoá"));

        assertThat(Console.run("dossiers", management(), "xa-mau", list.toString())
                        .err())
                .contains("known for: code", "Khoá", "communes/xa-mau/dossiers.yaml");

        base.write("communes/xa-mau/dossiers.yaml", "columns:\n  code: [Khoá]\n");
        assertThat(Console.run("publish", management()).code()).isZero();
        assertThat(Console.run("dossiers", management(), "xa-mau", list.toString())
                        .out())
                .contains("Taken: 1 dossiers");
    }

    @Test
    void reviewMakesALinkForThePhone() {
        Outcome outcome = Console.run("review", management(), "--commune=xa-mau", "--by=" + PERSON, "--link");

        assertThat(outcome.code()).isEqualTo(0);
        assertThat(outcome.out().strip()).startsWith("/duyet/");
        assertThat(hoixa.get(hoixa.address(outcome.out().strip())).body()).contains(PERSON);
    }

    @Test
    void statusNamesFirstWhatNeedsAPerson() {
        hoixa.bean(Alarms.class).raise(AlarmKind.PAGE_PAUSED, RunningHoiXa.OA, "Zalo error -204");

        Outcome outcome = Console.run("status", management());

        assertThat(outcome.code()).isEqualTo(0);
        assertThat(outcome.out())
                .startsWith("NEEDS A PERSON  page-paused " + RunningHoiXa.OA + ": HoiXa cannot send from this page")
                .contains("Zalo error -204");
    }

    @Test
    void inviteMakesALinkForANewAdministrator() {
        Outcome outcome = Console.run("invite", management());

        assertThat(outcome.code()).isEqualTo(0);
        String path = java.net.URI.create(outcome.out().strip()).getPath();
        assertThat(path).matches("/account/invitation/[\\w-]{32}");
        assertThat(hoixa.get(hoixa.address(path)).statusCode()).isEqualTo(200);
        assertThat(Console.run("invite", management(), "--for=nobody").err()).contains("no account \"nobody\"");
        assertThat(hoixa.get(hoixa.address(path)).statusCode()).isEqualTo(200);
    }

    @Test
    void reviewWalksFromGuideToGuide() {
        Outcome first = review("maybe\n Y \n");
        Outcome second = review("n\n");
        Outcome third = review("");

        assertThat(first.code()).isEqualTo(0);
        assertThat(first.out())
                .contains("=== 1.001193  Đăng ký khai sinh", "[FEE]\n5.000 đồng.", "Tờ khai.")
                .contains("=== 1.000656  Đăng ký khai tử", "stop: approved")
                .endsWith("1 guides are left for later.\n");
        assertThat(second.out())
                .contains("=== 1.001193", "stop: refused", "No guide is left to be read.")
                .doesNotContain("=== 1.000656");
        assertThat(third.out()).isEqualTo("No guide is left to be read.\n");
        assertThat(verdicts()).containsExactlyInAnyOrder("1.000656 1 " + PERSON, "1.001193 0 " + PERSON);
    }

    @Test
    void reviewStopsWhenItIsTold() {
        assertThat(review("q\ny\n").out()).doesNotContain("=== 1.000656", "No guide is left");
        assertThat(review("").out()).doesNotContain("=== 1.000656", "No guide is left");
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void reviewTouchesNoTextThatNobodyRead() {
        InputStream slow = new FilterInputStream(keys("y\ny\n")) {
            private boolean isChanged;

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (!isChanged) {
                    isChanged = true;
                    base.change(DEATH, "5.000 đồng", "8.000 đồng");
                    assertThat(Console.run("publish", management()).code()).isEqualTo(0);
                }
                return super.read(into, from, length);
            }
        };
        System.setIn(slow);

        Outcome outcome = Console.run("review", management(), "--commune=xa-mau", "--by=" + PERSON);

        assertThat(outcome.out()).contains("stop: approved", "stop: The text was changed meanwhile");
        assertThat(verdicts()).containsExactly("1.001193 1 " + PERSON);
    }

    @Test
    void reviewNeedsACommuneThatIsThereAndAName() {
        for (String commune : List.of("xa-khac", "xã mẫu")) {
            Outcome outcome = Console.run("review", management(), "--commune=" + commune, "--by=A");
            Outcome link = Console.run("review", management(), "--commune=" + commune, "--by=A", "--link");
            assertThat(List.of(outcome, link)).allSatisfy(one -> {
                assertThat(one.code()).isEqualTo(1);
                assertThat(one.out()).isEmpty();
                assertThat(one.err()).contains("no commune \"" + commune + "\"", "xa-mau");
            });
        }
        assertThat(Console.run("review", management(), "--commune=xa-mau", "--by= ")
                        .err())
                .contains("Nobody is named", "--by");
        assertThat(Console.run("review", management(), "--by=A").err()).contains("--commune");
    }

    @Test
    void whereNothingAnswersItIsSaidSo() {
        for (String[] command : new String[][] {
            {"invite", NOBODY},
            {"publish", NOBODY},
            {"review", NOBODY, "--commune=xa-mau", "--by=A"},
            {"review", NOBODY, "--commune=xa-mau", "--by=A", "--link"},
            {"status", NOBODY}
        }) {
            Outcome outcome = Console.run(command);

            assertThat(outcome.code()).as(command[0]).isEqualTo(1);
            assertThat(outcome.out()).as(command[0]).isEmpty();
            assertThat(outcome.err())
                    .as(command[0])
                    .contains("No HoiXa answers at http://127.0.0.1:1", "--management")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anAddressThatIsNoneIsSaidSo() {
        assertThat(Console.run("publish", "--management=localhost:8081").err())
                .contains("\"localhost:8081\" is no management address", "http://127.0.0.1:8081")
                .doesNotContain("\tat ");
    }

    /** Nothing was published, so nothing may say so. */
    @Test
    void whatIsNoAnswerOfHoiXaIsNotTakenForOne() {
        var other = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        other.start();
        try {
            String there = "--management=" + other.baseUrl();
            other.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.serverError()));
            assertThat(Console.run("publish", there).out()).isEmpty();
            assertThat(Console.run("publish", there).err()).contains("answered HTTP 500");
            assertThat(Console.run("review", there, "--commune=xa-mau", "--by=A")
                            .err())
                    .contains("answered HTTP 500")
                    .doesNotContain("no commune");

            other.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("<html>")));
            assertThat(Console.run("publish", there).code()).isEqualTo(1);
            assertThat(Console.run("publish", there).err())
                    .contains("is no HoiXa")
                    .doesNotContain("\tat ");
        } finally {
            other.stop();
        }
    }

    private Outcome review(String keys) {
        System.setIn(keys(keys));
        return Console.run("review", management(), "--commune=xa-mau", "--by=" + PERSON);
    }

    private static InputStream keys(String pressed) {
        return new ByteArrayInputStream(pressed.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> verdicts() {
        return hoixa.database()
                .read()
                .sql("SELECT code || ' ' || approved || ' ' || person FROM guide_review")
                .query(String.class)
                .list();
    }

    private String version() {
        return hoixa.get(hoixa.management("/actuator/knowledge")).body().replaceAll(".*\"version\":\"(\\w+)\".*", "$1");
    }

    private String management() {
        return "--management=" + hoixa.management("");
    }
}
