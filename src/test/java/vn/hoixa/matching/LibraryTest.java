package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.SetupException;
import vn.hoixa.knowledge.GuideReviews;
import vn.hoixa.knowledge.Publications;
import vn.hoixa.storage.DataFolders;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.LanguageFiles;
import vn.hoixa.testing.MovableClock;

/** Publishing: what is sound comes into service without a gap, what is not leaves everything as it was. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class LibraryTest {
    private static final String BIRTH = "bank/khai-sinh.md";
    private static final String GOLDEN = "golden/ho-tich.jsonl";

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private @Nullable FreshDatabase database;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    private int fileTime;

    @BeforeEach
    void writesASmallBase() throws IOException {
        database = FreshDatabase.of(kind, folder.resolve("db"));
        LanguageFiles.copyTo(base());
        write("communes/xa-mau/profile.yaml", """
                oa: "460"
                name: xã Mẫu
                province: tỉnh Mẫu
                phone: 0200 000 0000
                hours: buổi sáng
                counters:
                  commune: {name: Quầy, address: số 1, hours: buổi sáng}
                  police: {name: Công an, address: số 3, hours: buổi sáng}
                """);
        write(BIRTH, guide("1.001193", "Đăng ký khai sinh", "làm giấy khai sinh cho con"));
        write("bank/ket-hon.md", guide("1.000894", "Đăng ký kết hôn", "làm giấy kết hôn"));
        write(GOLDEN, """
                {"question": "khai sinh cho con", "codes": ["1.001193"]}
                """);
    }

    @AfterEach
    void close() throws IOException {
        // Where there is no PostgreSQL the test was skipped before it had a database.
        if (database != null) {
            database.close();
        }
    }

    @Test
    void publishesWhatIsThereAtTheFirstStart() {
        Library library = open("one");

        assertThat(library.current().knowledge().guides()).hasSize(2);
        assertThat(publications().current())
                .contains(library.current().knowledge().version());
    }

    @Test
    void takesUpAChangedFileByItself() throws IOException {
        Library library = open("one");
        String before = library.current().knowledge().version();

        write("bank/khai-tu.md", guide("1.000656", "Đăng ký khai tử", "làm khai tử cho ông"));
        library.look();
        assertThat(library.current().knowledge().version())
                .as("may still be written")
                .isEqualTo(before);
        library.look();

        assertThat(library.current().knowledge().version()).isNotEqualTo(before);
        assertThat(best(library, "lam khai tu cho ong")).isEqualTo("1.000656");
    }

    @Test
    void aBrokenFileLeavesTheOldVersionInService() throws IOException {
        Library library = open("one");
        String before = library.current().knowledge().version();

        write(
                BIRTH,
                guide("1.001193", "Đăng ký khai sinh", "làm giấy khai sinh").replace("fee:", "fees:"));
        Library.Outcome outcome = library.publish();

        assertThat(outcome.version()).isEqualTo(before);
        assertThat(outcome.refusals()).anySatisfy(reason -> assertThat(reason).contains(BIRTH, "\"fees\""));
        assertThat(best(library, "khai sinh cho con")).isEqualTo("1.001193");
        assertThat(publications().current()).contains(before);
    }

    @Test
    void refusesWhatNoLongerFindsAGoldenQuestion() throws IOException {
        Library library = open("one");

        write("bank/khai-tu.md", guide("1.000656", "Khai sinh cho con", "khai sinh cho con"));
        Library.Outcome outcome = library.publish();

        assertThat(outcome.refusals()).singleElement().asString().contains("khai sinh cho con", "1.001193");
        assertThat(library.current().knowledge().guide("1.000656")).isNull();
    }

    @Test
    void publishesAgainWhatWasCorrected() throws IOException {
        Library library = open("one");
        String sound = Files.readString(base().resolve(BIRTH));
        write(BIRTH, sound.replace("fee:", "fees:"));
        library.publish();

        write(BIRTH, sound.replace("Hỏi tại quầy.", "Hỏi ở quầy."));
        looksTwice(library);

        assertThat(library.current().knowledge().guide("1.001193"))
                .isNotNull()
                .satisfies(guide -> assertThat(guide.facets()).containsValue("Hỏi ở quầy."));
    }

    /** The one publishes, the other takes it over from the database though its own files are older. */
    @Test
    void instancesAgree() throws IOException {
        Library one = open("one");
        Library other = open("other");
        write("bank/khai-tu.md", guide("1.000656", "Đăng ký khai tử", "làm khai tử cho ông"));
        Library.Outcome outcome = one.publish();

        Files.delete(base().resolve("bank/khai-tu.md"));
        other.look();
        looksTwice(other);

        assertThat(other.current().knowledge().version()).isEqualTo(outcome.version());
        assertThat(best(other, "lam khai tu cho ong")).isEqualTo("1.000656");
    }

    @Test
    void aRestartKeepsWhatIsInServiceUnlessTheFilesAreNew() throws IOException {
        Library one = open("one");
        String first = one.current().knowledge().version();
        write("bank/khai-tu.md", guide("1.000656", "Đăng ký khai tử", "làm khai tử cho ông"));
        String second = one.publish().version();
        Files.delete(base().resolve("bank/khai-tu.md"));

        assertThat(open("old-files").current().knowledge().version()).isEqualTo(second);
        write(BIRTH, guide("1.001193", "Đăng ký khai sinh", "làm giấy khai sinh cho bé"));
        assertThat(open("new-files").current().knowledge().version()).isNotIn(first, second);
    }

    @Test
    void goesBackByCommand() throws IOException {
        Library library = open("one");
        String first = library.current().knowledge().version();
        write("bank/khai-tu.md", guide("1.000656", "Đăng ký khai tử", "làm khai tử cho ông"));
        library.publish();
        Files.delete(base().resolve("bank/khai-tu.md"));
        looksTwice(library);
        assertThat(library.current().knowledge().version())
                .as("was published before")
                .isNotEqualTo(first);

        assertThat(library.publish().version()).isEqualTo(first);
        assertThat(publications().current()).contains(first);
    }

    @Test
    void startsWithWhatIsInTheDatabaseWhenTheFilesAreBroken() throws IOException {
        String first = open("one").current().knowledge().version();
        write(BIRTH, "no guide");

        assertThat(open("again").current().knowledge().version()).isEqualTo(first);
    }

    @Test
    void doesNotStartWithNothingSound() throws IOException {
        write(BIRTH, "no guide");

        assertThatThrownBy(() -> open("one")).isInstanceOf(SetupException.class).hasMessageContaining(BIRTH);
    }

    /** Every question gets its answer, from the one version or the other, while versions come and go. */
    @Test
    void dropsNoQuestionWhilePublishing() throws Exception {
        Library library = open("one");
        var isDone = new AtomicBoolean();
        try (var residents = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                asked.add(residents.submit(() -> {
                    int answers = 0;
                    while (!isDone.get()) {
                        assertThat(best(library, "khai sinh cho con")).isEqualTo("1.001193");
                        answers++;
                    }
                    return answers;
                }));
            }
            for (int version = 0; version < 20; version++) {
                boolean isBroken = version % 4 == 3;
                String phrasing = "việc số " + version;
                String text = guide("1.000656", "Đăng ký khai tử", phrasing);
                write("bank/khai-tu.md", isBroken ? text.replace("title:", "titel:") : text);
                assertThat(library.publish().refusals().isEmpty()).isEqualTo(!isBroken);
                clock.pass(Duration.ofSeconds(30));
                library.look();
            }
            isDone.set(true);
            for (Future<Integer> answers : asked) {
                assertThat(answers.get()).isPositive();
            }
        }
    }

    private Library open(String instance) {
        return new Library(
                base(),
                DataFolders.open(folder.resolve("data-" + instance)),
                publications(),
                new GuideReviews(Objects.requireNonNull(database).database()),
                List.of(),
                clock);
    }

    private Publications publications() {
        return new Publications(Objects.requireNonNull(database).database());
    }

    private static void looksTwice(Library library) {
        library.look();
        library.look();
    }

    private static String best(Library library, String question) {
        Edition edition = library.current();
        return edition.matcher()
                .understand(question, edition.knowledge().communes().getFirst())
                .candidates()
                .getFirst()
                .guide()
                .code();
    }

    private Path base() {
        return folder.resolve("base");
    }

    private void write(String file, String text) throws IOException {
        Path path = base().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        // Two writes within one tick of the file system's clock must look like two.
        Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000L + 1_000L * ++fileTime));
    }

    private static String guide(String code, String title, String phrasing) {
        return """
                ---
                code: "%s"
                title: %s
                field: Hộ tịch
                handler: Công chức tư pháp - hộ tịch
                phrasings:
                  - %s
                time: Trong 1 ngày làm việc.
                fee: Hỏi tại quầy.
                place: Tại quầy.
                valid-from: 2025-07-01
                source: https://dichvucong.gov.vn/mau
                review: record %s, 2026-07-18
                ---

                Một câu giới thiệu.

                ## Giấy tờ

                Tờ khai.

                ## Các bước

                Nộp tại quầy.

                ## Kết quả

                Giấy.
                """.formatted(code, title, phrasing, code);
    }
}
