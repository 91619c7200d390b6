package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.testing.CaseWalk;
import vn.hoixa.testing.RunningHoiXa;

/** A commune whose people set things in the console, each with a role of their own, beside another commune. */
abstract class SettingsStory {
    static final Duration QUIET = Duration.ofMillis(8_100);
    static final String QUESTION = "đăng ký kết hôn cần giấy tờ gì";
    static final String SETTINGS = "/console/settings/xa-mau";
    static final String DIRECTORY = "/console/directory/xa-mau";
    static final String CALENDAR = "/console/calendar/xa-mau";

    static RunningHoiXa hoixa;
    static Visitor administrator;
    static Visitor leader;
    static Map<String, Visitor> visitors = Map.of();
    static int people;

    /** A new one for each test. */
    String resident = "";

    @BeforeAll
    static void start(@TempDir Path data, @TempDir Path knowledge) throws IOException {
        CaseWalk.knowledge(knowledge);
        Path first = knowledge.resolve("communes/xa-mau");
        Path second = knowledge.resolve("communes/xa-hai");
        for (String file : List.of("profile.yaml", "officers.yaml", "calendar.yaml")) {
            Files.createDirectories(second);
            Files.writeString(
                    second.resolve(file),
                    Files.readString(first.resolve(file)).replace(RunningHoiXa.OA, "4600000000000000002"));
        }
        hoixa = RunningHoiXa.start(data, "hoixa.knowledge=" + knowledge);
        administrator = Members.of(hoixa, "quan.tri", "xa-mau", Role.ADMINISTRATOR, null);
        leader = Members.of(hoixa, "lanh.dao", "xa-mau", Role.LEADER, null);
        visitors = Map.of(
                "ADMINISTRATOR",
                administrator,
                "LEADER",
                leader,
                "EDITOR",
                Members.of(hoixa, "bien.tap", "xa-mau", Role.EDITOR, null),
                "OFFICER",
                Members.of(hoixa, "can.bo", "xa-mau", Role.OFFICER, null),
                "OTHER",
                Members.of(hoixa, "xa.khac", "xa-hai", Role.ADMINISTRATOR, null),
                "STRANGER",
                new Visitor(hoixa));
        Members.join(hoixa, "xa.khac", "xa-hai", Role.LEADER);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @BeforeEach
    void isSomebodyNew() {
        people++;
        resident = "resident" + people;
    }

    /** Another test may have let days pass, after which nobody is. */
    @BeforeEach
    void areSignedIn() {
        if (leader.get("/console").statusCode() != 200) {
            signIn();
        }
    }

    static void signIn() {
        Map.of(
                        "ADMINISTRATOR", "quan.tri",
                        "LEADER", "lanh.dao",
                        "EDITOR", "bien.tap",
                        "OFFICER", "can.bo",
                        "OTHER", "xa.khac")
                .forEach((role, name) ->
                        java.util.Objects.requireNonNull(visitors.get(role)).signIn(name, Members.PASSWORD));
    }

    void say(String text) {
        int before = hoixa.answersTo(resident).size();
        hoixa.say(resident, text);
        // Whatever is not sure waits for more words.
        eventually(() -> {
            hoixa.clock().pass(Duration.ofMillis(500));
            assertThat(hoixa.answersTo(resident)).hasSizeGreaterThan(before);
            assertThat(waiting()).isZero();
        });
        hoixa.clock().pass(QUIET);
    }

    String last() {
        return hoixa.answersTo(resident).getLast();
    }

    static HttpResponse<String> submit(Visitor visitor, String page, String target, String... fields) {
        return visitor.submit(page, target, fields);
    }

    static String seen(HttpResponse<String> page) {
        Matcher seen = Pattern.compile("name=\"seen\" value=\"(\\d+)\"").matcher(page.body());
        return seen.find() ? seen.group(1) : "0";
    }

    static String body(HttpResponse<String> answer) {
        return HtmlUtils.htmlUnescape(answer.body());
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]*", "");
    }

    static Officer officer(String key) {
        return hoixa.bean(Directory.class).of("xa-mau").stream()
                .filter(officer -> officer.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    int waiting() {
        return hoixa.database()
                .read()
                .sql("""
                        SELECT COUNT(*) FROM outgoing o JOIN resident r ON r.id = o.resident_id
                        WHERE r.zalo_user = ? AND o.due_at IS NOT NULL""")
                .param(resident)
                .query(Integer.class)
                .single();
    }

    /** Everything that these pages change, in one line. */
    static String everything() {
        return hoixa.database()
                        .read()
                        .sql("SELECT commune, name, value, revision FROM commune_setting ORDER BY revision")
                        .query()
                        .listOfRows()
                + "\n"
                + hoixa.database()
                        .read()
                        .sql("SELECT * FROM officer ORDER BY id")
                        .query()
                        .listOfRows()
                + "\n"
                + hoixa.database()
                        .read()
                        .sql("SELECT * FROM officer_field ORDER BY commune, field, position")
                        .query()
                        .listOfRows();
    }
}
