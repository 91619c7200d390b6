package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.testing.RunningHoiXa;

/** Promise 7 on every page of the console, from what residents write: nobody reads what is said of them. */
class ConcernedPagesTest {
    private static final String COMMUNE = "xa-mau";
    private static final List<String> LAMENTS = List.of(
            "%s hách dịch, quát người già, %s",
            "tôi phản ánh %s vòi vĩnh tiền của tôi, %s",
            "hôm qua %s bắt tôi đi tới đi lui ba lần, %s",
            "Tôi muốn khiếu nại %s không nhận hồ sơ, %s",
            "tôi tố cáo %s nhận phong bì, %s",
            "làm giấy khai sinh cần giấy gì? Hôm trước %s thái độ quá tệ, %s",
            "đèn đường hỏng cả tháng mà %s không sửa, %s",
            "cho gặp cán bộ khác, %s coi thường dân, %s");

    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void nobodyReadsWhatIsSaidOfThem() {
        Random random = new Random(427);
        List<Officer> officers = hoixa.bean(Directory.class).of(COMMUNE);
        int read = 0;
        for (int i = 0; i < 3 * LAMENTS.size(); i++) {
            Officer about = officers.get(random.nextInt(officers.size()));
            String named = random.nextBoolean() ? about.name() : Folding.fold(about.name());
            // A word by which it is found, and nothing else.
            String token = "quyt" + Character.toString('a' + i) + "um";
            String user = "dan" + i;
            String text = LAMENTS.get(i % LAMENTS.size()).formatted(named, token);
            hoixa.say(user, text);
            hoixa.clock().pass(Duration.ofMillis(8_100));
            eventually(() -> assertThat(hoixa.answersTo(user)).isNotEmpty());
            hoixa.clock().pass(Duration.ofMinutes(20));

            Visitor concerned = member(about);
            pages(user)
                    .forEach(page -> assertThat(concerned.get(page).body())
                            .as("%s reads on %s: %s", about.name(), page, text)
                            .doesNotContain(token));
            assertThat(concerned
                            .get("/console/search/" + COMMUNE + "?q=" + token)
                            .body())
                    .as("%s finds: %s", about.name(), text)
                    .doesNotContain("<mark>");
            Visitor other = member(officers.stream()
                    .filter(one -> one.unit() != about.unit() && !one.leads())
                    .findFirst()
                    .orElseThrow());
            read += pages(user).anyMatch(page -> other.get(page).body().contains(token)) ? 1 : 0;
        }
        assertThat(read).as("it is not hidden from everybody").isGreaterThan(LAMENTS.size());
    }

    private static Visitor member(Officer officer) {
        String name = "can.bo." + officer.id() + "." + System.nanoTime();
        return Members.of(hoixa, name, COMMUNE, officer.leads() ? Role.LEADER : Role.OFFICER, officer.id());
    }

    private static Stream<String> pages(String user) {
        long row = hoixa.database()
                .read()
                .sql("SELECT id FROM resident WHERE zalo_user = ?")
                .param(user)
                .query(Long.class)
                .single();
        int cases = hoixa.database()
                .read()
                .sql("SELECT COALESCE(MAX(number), 0) FROM cases WHERE commune = ?")
                .param(COMMUNE)
                .query(Integer.class)
                .single();
        return Stream.concat(
                Stream.of(
                        "/console/conversations/" + COMMUNE + "/" + row,
                        "/console/feedback/" + COMMUNE,
                        "/console/inbox/" + COMMUNE + "?tab=all",
                        "/console/inbox/" + COMMUNE + "?tab=unit",
                        "/console/inbox/" + COMMUNE + "?tab=mine",
                        "/console/inbox/" + COMMUNE + "?tab=overdue"),
                IntStream.rangeClosed(Math.max(1, cases - 2), cases)
                        .mapToObj(number -> "/console/cases/" + COMMUNE + "/" + number));
    }
}
