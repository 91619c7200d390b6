package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;

/** Two of a province, on one Redis and one PostgreSQL. */
class TwoInstancesTest {
    private static final String CASE = "/console/cases/xa-mau/1";
    private static final String INBOX = "/console/inbox/xa-mau";

    private static TestRedis redis;
    private static RunningHoiXa one;
    private static RunningHoiXa two;

    @BeforeAll
    static void start(@TempDir Path folder) {
        String database = "hoixa.database.url=" + Postgres.freshDatabase();
        redis = TestRedis.start(folder.resolve("redis"));
        String mailboxes = "hoixa.redis.url=" + redis.url();
        one = RunningHoiXa.start(folder.resolve("one"), database, mailboxes);
        two = RunningHoiXa.start(folder.resolve("two"), one.zalo(), one.clock(), database, mailboxes);
    }

    @AfterAll
    static void stop() throws IOException {
        if (two != null) {
            two.stop();
        }
        if (one != null) {
            one.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void whoSignsInAtOneIsSignedInAtTheOtherAndOutAtBoth() {
        Visitor here = Members.of(one, "lanh.dao", "xa-mau", Role.LEADER, null);

        assertThat(here.at(two).get(INBOX).statusCode()).isEqualTo(200);
        here.at(two).submit("/account/password", "/account/sign-out");
        assertThat(here.get(INBOX).statusCode()).isEqualTo(302);
    }

    @Test
    void aQuestionTakenInByOneIsAnsweredAtTheOtherWhoseBrowsersHearOfItAtOnce() {
        Officer officer = one.bean(Directory.class).of("xa-mau").stream()
                .filter(known -> known.key().equals("trung-tam"))
                .findFirst()
                .orElseThrow();
        Visitor visitor =
                Members.of(one, "can.bo", "xa-mau", Role.OFFICER, officer.id()).at(two);
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        try (Stream<String> live = visitor.listen("/console/live/xa-mau")) {
            Thread.ofVirtual()
                    .start(() -> live.filter(line -> line.startsWith("data:")).forEach(heard::add));

            one.say("lan", "tôi muốn gặp cán bộ");
            one.clock().pass(Duration.ofMillis(8_100));

            eventually(() -> assertThat(visitor.get(INBOX + "?tab=all").body()).contains("CH-0001"));
            eventually(() -> assertThat(heard).isNotEmpty());
            assertThat(heard).noneMatch(line -> line.contains("gặp"));
        }

        String page = visitor.get(CASE).body();
        var done = visitor.submit(
                CASE,
                CASE,
                "act",
                "answer",
                "text",
                "Mời bà lên Trung tâm ạ.",
                "version",
                hidden(page, "version"),
                "token",
                hidden(page, "token"));
        assertThat(done.headers().firstValue("Location").orElse(done.body())).endsWith("?done=answer");

        eventually(() -> assertThat(one.answersTo("lan"))
                .filteredOn(text -> text.contains("Mời bà lên Trung tâm"))
                .hasSize(1));
        assertThat(visitor.at(one).get(CASE).body()).contains("Mời bà lên Trung tâm");
    }

    private static String hidden(String page, String name) {
        return page.replaceAll("(?s).*name=\"" + name + "\" value=\"([^\"]*)\".*", "$1");
    }
}
