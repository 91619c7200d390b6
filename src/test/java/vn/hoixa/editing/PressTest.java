package vn.hoixa.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.SmallBank.BIRTH;
import static vn.hoixa.testing.SmallBank.DEATH;
import static vn.hoixa.testing.SmallBank.MARRIAGE;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.matching.Library;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.testing.SmallBank;

/** What editors approved comes into service once, whoever stops and however many look for it. */
class PressTest {
    private static final List<String> CODES = List.of(BIRTH, DEATH, MARRIAGE);

    @Test
    void whatWaitsWhenAllStopsIsPublishedAfterTheStartAndGivenUpOnlyAfterManyTries(@TempDir Path folder) {
        String bank = "hoixa.knowledge=" + SmallBank.in(folder.resolve("knowledge"));
        Path data = folder.resolve("data");
        RunningHoiXa before = RunningHoiXa.start(data, bank);
        Visitor editor = Members.of(before, "nguoi.viet", "xa-mot", Role.EDITOR, null);
        leaveHalfDone(before);
        publish(editor, BIRTH, "Trong 2 ngày làm việc.");
        publish(editor, DEATH, "Trong 3 ngày làm việc.");
        publish(editor, MARRIAGE, "Trong 4 ngày làm việc.");
        // Whoever tried the last three times stopped each time.
        before.database()
                .write(transaction -> transaction
                        .sql("UPDATE publishing SET attempts = 3 WHERE id = (SELECT MAX(id) FROM publishing)")
                        .update());
        assertThat(states(before)).containsExactly("working 1", "waiting 0", "waiting 0", "waiting 3");
        before.stop();
        before.clock().pass(Duration.ofMinutes(3));

        try (RunningHoiXa after = RunningHoiXa.start(data, before.zalo(), before.clock(), bank)) {
            eventually(() -> assertThat(states(after)).containsExactly("refused 2", "done 1", "done 1", "failed 4"));
            assertThat(time(after, BIRTH)).isEqualTo("Trong 2 ngày làm việc.");
            assertThat(time(after, DEATH)).isEqualTo("Trong 3 ngày làm việc.");
            assertThat(editor.at(after).get(page(BIRTH) + "/history").body()).contains("Đang dùng");
            assertThat(time(after, MARRIAGE)).isEqualTo("Trong 1 ngày làm việc.");
            assertThat(editor.at(after).get(page(MARRIAGE)).body())
                    .as("the text stays")
                    .contains("Máy không làm xong sau vài lần thử", "Trong 4 ngày làm việc.");
        }
    }

    @Test
    void oneOfTwoInstancesPublishesAndTheOtherTakesItOver(@TempDir Path folder) throws IOException {
        String database = "hoixa.database.url=" + Postgres.freshDatabase();
        String bank = "hoixa.knowledge=" + SmallBank.in(folder.resolve("knowledge"));
        try (TestRedis redis = TestRedis.start(folder.resolve("redis"));
                RunningHoiXa one =
                        RunningHoiXa.start(folder.resolve("one"), database, bank, "hoixa.redis.url=" + redis.url())) {
            RunningHoiXa two = RunningHoiXa.start(
                    folder.resolve("two"), one.zalo(), one.clock(), database, bank, "hoixa.redis.url=" + redis.url());
            try {
                Visitor editor = Members.of(one, "nguoi.viet", "xa-mot", Role.EDITOR, null);
                for (String code : CODES) {
                    publish(editor, code, "Trong 2 ngày làm việc.");
                }

                eventually(() -> assertThat(states(one)).containsExactly("done 1", "done 1", "done 1"));
                assertThat(one.database()
                                .read()
                                .sql("SELECT cause FROM publication WHERE cause LIKE 'guide %'")
                                .query(String.class)
                                .list())
                        .hasSize(3)
                        .doesNotHaveDuplicates();
                for (String code : CODES) {
                    for (RunningHoiXa instance : List.of(one, two)) {
                        eventually(() -> assertThat(time(instance, code)).isEqualTo("Trong 2 ngày làm việc."));
                    }
                }
                assertThat(version(two)).isEqualTo(version(one));
                assertThat(editor.at(two).get(page(BIRTH) + "/history").body()).contains("Đang dùng");
            } finally {
                two.stop();
            }
        }
    }

    /** As a process leaves its work that is killed; nothing behind it begins while that holds. */
    private static void leaveHalfDone(RunningHoiXa hoixa) {
        long till = hoixa.clock().instant().plus(Duration.ofMinutes(2)).toEpochMilli();
        hoixa.database().write(transaction -> transaction.sql("""
                        INSERT INTO publishing (number, state, attempts, held_till, requested_by, requested_at)
                        VALUES (0, 'working', 1, ?, (SELECT MIN(id) FROM account), 0)""").param(till).update());
    }

    private static void publish(Visitor editor, String code, String time) {
        String basis = editor.get(page(code)).body().replaceAll("(?s).*name=\"basis\" value=\"([^\"]*)\".*", "$1");
        HttpResponse<String> sent =
                editor.submit(page(code), page(code), "basis", basis, "action", "send", "p-time", time);
        assertThat(sent.headers().firstValue("Location").orElse(sent.body())).endsWith("said=queued");
    }

    private static String page(String code) {
        return "/console/guides/xa-mot/" + code;
    }

    private static List<String> states(RunningHoiXa hoixa) {
        return hoixa.database()
                .read()
                .sql("SELECT state, attempts FROM publishing ORDER BY id")
                .query((row, i) -> row.getString("state") + " " + row.getInt("attempts"))
                .list();
    }

    private static String time(RunningHoiXa hoixa, String code) {
        Knowledge knowledge = hoixa.bean(Library.class).current().knowledge();
        return Objects.requireNonNull(knowledge.guide(Objects.requireNonNull(knowledge.commune("xa-mot")), code))
                .facets()
                .getOrDefault(Facet.TIME, "");
    }

    private static String version(RunningHoiXa hoixa) {
        return hoixa.bean(Library.class).current().knowledge().version();
    }
}
