package vn.hoixa.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.account.Members;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.journal.Entry;
import vn.hoixa.journal.What;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.testing.SmallBank;

/** An administrator lets the province fetch figures of two communes; others try to, too. */
class CentreStoryTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NEIGHBOURS_PAGE = "4600000000000000002";
    private static final Instant LAST_WEEK = Instant.parse("2026-11-18T03:00:00Z");

    private static RunningHoiXa hoixa;
    private static Visitor administrator;

    @BeforeAll
    static void start(@TempDir Path folder) {
        hoixa = RunningHoiXa.start(
                folder.resolve("data"),
                "hoixa.knowledge=" + SmallBank.in(folder.resolve("knowledge")),
                "hoixa.zalo.tokens." + NEIGHBOURS_PAGE + "=token-of-tests");
        administrator = Members.of(hoixa, "goc", Membership.EVERYWHERE, Role.ADMINISTRATOR, null);
        hoixa.database().write(transaction -> {
            IntStream.range(0, 12).forEach(i -> {
                new Entry(RunningHoiXa.OA, LAST_WEEK, What.ASKED)
                        .turn(100 + i, i)
                        .add(transaction);
                new Entry(RunningHoiXa.OA, LAST_WEEK, What.DECIDED)
                        .turn(100 + i, i)
                        .on("ho-tich", SmallBank.BIRTH)
                        .because(i < 9 ? "answer" : "escalate", "rule")
                        .add(transaction);
                new Entry(RunningHoiXa.OA, LAST_WEEK, What.REMARKED)
                        .turn(100 + i, i)
                        .filed(i < 8 ? "lamps" : "rude", "Thôn Bí Mật")
                        .add(transaction);
            });
            IntStream.range(0, 3).forEach(i -> {
                affair(1_000 + i, What.HANDED_OVER, LAST_WEEK).add(transaction);
                affair(1_000 + i, i == 0 ? What.OVERDUE : What.ANSWERED, LAST_WEEK.plus(Duration.ofHours(9)))
                        .add(transaction);
            });
            IntStream.range(0, 4)
                    .forEach(i -> new Entry(RunningHoiXa.OA, LAST_WEEK, What.RATED)
                            .turn(100 + i, i)
                            .because("content", "")
                            .add(transaction));
            new Entry(NEIGHBOURS_PAGE, LAST_WEEK, What.ASKED).turn(900, 1).add(transaction);
            return true;
        });
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void givesFiguresToWhoeverHasTheToken() {
        String token = make("Trung tâm <b>tỉnh</b>", "where", "all");

        JsonNode all =
                JSON.readTree(fetch(token, "/api/reports?period=2026-W47").body());
        JsonNode one = JSON.readTree(
                fetch(token, "/api/reports/xa-mot?period=2026-W47").body());

        assertThat(all.path("version").asInt()).isEqualTo(1);
        assertThat(all.at("/period/first").asString()).isEqualTo("2026-11-16");
        assertThat(all.at("/period/last").asString()).isEqualTo("2026-11-22");
        assertThat(all.at("/period/is_over").asBoolean()).isTrue();
        assertThat(all.at("/definitions/on_time").asString()).startsWith("Câu hỏi được trả lời lần đầu trong kỳ");
        JsonNode line = line(all, "xa-mot");
        assertThat(line).isEqualTo(one.path("commune"));
        assertThat(line.path("messages").asInt()).isEqualTo(12);
        assertThat(line.path("answered_at_once").asInt()).isEqualTo(9);
        assertThat(line.path("answered_at_once_percent").asInt()).isEqualTo(75);
        assertThat(line.path("handed_over").asInt()).isEqualTo(3);
        assertThat(line.path("on_time").asInt()).isEqualTo(2);
        assertThat(line.path("late").asInt()).isEqualTo(1);
        assertThat(line.path("on_time_percent").asInt()).isEqualTo(66);
        assertThat(line.path("report").asString()).isEqualTo("/api/reports/xa-mot?period=2026-W47");
        assertThat(line(all, "xa-hai").path("messages").asInt()).isEqualTo(1);
        assertThat(one.at("/details/residents").asInt()).isEqualTo(12);
        assertThat(one.at("/details/procedures/0/name").asString()).isEqualTo("Đăng ký khai sinh");
    }

    @Test
    void saysNothingOfFewPeople() {
        String token = make("Người đọc kỹ", "where", "all");

        String body = fetch(token, "/api/reports/xa-mot?period=2026-W47").body();
        JsonNode one = JSON.readTree(body);

        assertThat(one.at("/commune/satisfaction/n").asInt()).isEqualTo(4);
        assertThat(one.at("/commune/satisfaction/content").isNull()).isTrue();
        assertThat(one.at("/details/themes")).hasSize(1);
        assertThat(one.at("/details/themes/0/id").asString()).isEqualTo("lamps");
        assertThat(one.at("/details/first_answer/n").asInt()).isEqualTo(2);
        assertThat(one.at("/details/first_answer/median_seconds").isNull()).isTrue();
        assertThat(one.at("/details/late_by_field")).isEmpty();
        assertThat(body).doesNotContain("Bí Mật", "rude", "officer", "hamlet", "quote");
    }

    @Test
    void hasZerosForTimesInWhichNobodyWrote() {
        String token = make("Người đọc lịch sử", "where", "all");

        for (String period : List.of("1999-12", "9999-W52", "2026-W53")) {
            JsonNode one = JSON.readTree(
                    fetch(token, "/api/reports/xa-hai?period=" + period).body());
            assertThat(one.at("/commune/messages").asInt(-1)).as(period).isZero();
            assertThat(one.at("/commune/on_time_percent").isNull()).as(period).isTrue();
        }
    }

    @Test
    void leavesNothingBehindInWhoeverAsks() {
        HttpResponse<String> answer = fetch(make("Người đọc đầu thư", "where", "all"), "/api/reports");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.equalsIgnoreCase("Set-Cookie"))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        assertThat(JSON.readTree(answer.body()).at("/period/key").asString()).isEqualTo("2026-11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic Z29jOm1vdA==",
                "Bearer hoixa_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer hoixa_999999999_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer hoixa_99999999999999999999_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer ' OR 1=1 --",
                "Bearer %00"
            })
    void saysNothingToAnybodyElse(String authorization) {
        make("Người có mã", "where", "all");

        assertRefused(fetchWith(authorization, "/api/reports"));
        assertRefused(fetchWith(authorization, "/api/reports/xa-mot?period=2026-W47"));
        assertRefused(fetchWith(authorization, "/api/reports/khong-co?period=bay"));
        hoixa.clock().pass(Duration.ofMinutes(1));
    }

    @Test
    void readsNoTokenOfAnySize() {
        assertRefused(fetchWith("Bearer hoixa_1_" + "A".repeat(4_000), "/api/reports"));
        assertThat(fetchWith("Bearer " + "A".repeat(100_000), "/api/reports").statusCode())
                .isBetween(400, 499);
    }

    @Test
    void knowsNoTokenOfWhoeverIsSignedIn() {
        assertThat(administrator.get("/api/reports").statusCode()).isEqualTo(401);
    }

    @Test
    void endsWithTheAdministratorAndWithTime() {
        String revoked = make("Người hết việc", "where", "all");
        String expired = make("Người có hạn", "where", "all", "days", "90");
        assertThat(fetch(revoked, "/api/reports").statusCode()).isEqualTo(200);
        assertThat(administrator.get("/console/centre").body()).contains("dùng gần nhất lúc");

        administrator.submit("/console/centre", "/console/centre/" + id(revoked) + "/revoke");

        assertRefused(fetch(revoked, "/api/reports"));
        assertThat(fetch(expired, "/api/reports").statusCode()).isEqualTo(200);
        hoixa.clock().pass(Duration.ofDays(90));
        assertRefused(fetch(expired, "/api/reports"));
        hoixa.clock().pass(Duration.ofDays(-90));
        assertThat(audit())
                .contains(
                        "centre token made centre token " + id(revoked) + " 365 days",
                        "centre token revoked centre token " + id(revoked) + " ",
                        "centre token made centre token " + id(expired) + " 90 days")
                .noneMatch(line -> line.contains("hoixa_"));
    }

    @Test
    void openOnlyTheCommunesThatWereChosen() {
        String token = make("Huyện cũ", "where", "some", "commune", "xa-hai");

        assertThat(JSON.readTree(fetch(token, "/api/reports").body()).path("communes"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("id").asString()).isEqualTo("xa-hai"));
        for (String other : List.of("xa-mot", "xa-khac", "%3Cscript%3E", "'%20OR%201=1")) {
            HttpResponse<String> answer = fetch(token, "/api/reports/" + other);
            assertThat(answer.statusCode()).as(other).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("GET /api/reports lists").doesNotContain("xã Một", "<script>");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-13",
                "2026-W54",
                "2026-11-01",
                "'%3B%20DROP%20TABLE%20journal%3B--",
                "%3Cscript%3Ealert(1)%3C/script%3E",
                "2026-11&period=2026-10",
                "99999999999999999999-01"
            })
    void saysWhatAPeriodIs(String period) {
        String token = make("Người gõ nhầm", "where", "all");

        for (String path : List.of("/api/reports", "/api/reports/xa-mot")) {
            HttpResponse<String> answer = fetch(token, path + "?period=" + period);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("2026-W47").doesNotContain("script", "DROP");
        }
    }

    @Test
    void asksToWaitWhoeverAsksTooOften() {
        String token = make("Người vội", "where", "all");
        String calm = make("Người thong thả", "where", "all");
        Set<Integer> answers = Set.copyOf(IntStream.range(0, 121)
                .mapToObj(i -> fetch(token, "/api/reports/xa-khac").statusCode())
                .toList());

        HttpResponse<String> refused = fetch(token, "/api/reports/xa-mot");

        assertThat(answers).containsExactlyInAnyOrder(404, 429);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(fetch(calm, "/api/reports").statusCode()).isEqualTo(200);
        hoixa.clock().pass(Duration.ofMinutes(1));
        assertThat(fetch(token, "/api/reports/xa-mot").statusCode()).isEqualTo(200);
    }

    @Test
    void showsATokenOnceAndKeepsOnlyItsHash() {
        String token = make("Người cẩn thận", "where", "all");
        String secret = token.substring(token.length() - 32);

        assertThat(administrator.get("/console/centre").body())
                .contains("Người cẩn thận", "chưa dùng lần nào")
                .doesNotContain(secret);
        assertThat(hoixa.database()
                        .read()
                        .sql("SELECT name || secret_hash || made_by FROM centre_token")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(secret));
    }

    @Test
    void makesNoneWithoutANameOrACommune() {
        for (String[] odd : List.of(
                new String[] {"name", " ", "where", "all"},
                new String[] {"name", "x".repeat(81), "where", "all"},
                new String[] {"name", "Ai đó", "where", "some"},
                new String[] {"name", "Ai đó", "where", "some", "commune", "xa-khac"},
                new String[] {"name", "Ai đó", "where", "all", "days", "100000"})) {
            assertThat(administrator
                            .submit("/console/centre", "/console/centre", odd)
                            .body())
                    .contains("role=\"alert\"")
                    .doesNotContain("id=\"token\"");
        }
        assertThat(administrator
                        .submit("/console/centre", "/console/centre/999/revoke")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("said=gone");
    }

    @Test
    void tellsPrometheusOfEachCommune() {
        eventually(() -> assertThat(
                        hoixa.get(hoixa.management("/actuator/prometheus")).body())
                .contains("hoixa_commune_messages{commune=\"xa-mot\"} 12.0")
                .contains("hoixa_commune_messages{commune=\"xa-hai\"} 1.0")
                .contains("hoixa_commune_answered_at_once{commune=\"xa-mot\"} 9.0")
                .contains("hoixa_commune_handed_over{commune=\"xa-mot\"} 3.0")
                .contains("hoixa_commune_on_time{commune=\"xa-mot\"} 2.0")
                .contains("hoixa_commune_late{commune=\"xa-mot\"} 1.0")
                .contains("hoixa_commune_cases_open{commune=\"xa-mot\"} 0.0")
                .contains("hoixa_commune_cases_overdue{commune=\"xa-mot\"} 0.0"));
    }

    @Test
    void showsALeaderOfSeveralCommunesAllOfThem() {
        Visitor leader = Members.of(hoixa, "lanh-dao-hai", "xa-mot", Role.LEADER, null);
        assertThat(leader.get("/console/report").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/console/report/xa-mot"));
        assertThat(leader.get("/console").body()).doesNotContain("href=\"/console/report\"");

        Members.join(hoixa, "lanh-dao-hai", "xa-hai", Role.LEADER);
        String page = leader.get("/console/report?period=2026-W47").body();

        assertThat(page)
                .contains(
                        "href=\"/console/report/xa-hai?period=2026-W47\"", "66 %", "75 %", "href=\"/console/report\"");
        assertThat(page.indexOf("id=\"xa-mot\"")).as("late first").isLessThan(page.indexOf("id=\"xa-hai\""));
        String byName = leader.get("/console/report?period=2026-W47&order=name").body();
        assertThat(byName.indexOf("id=\"xa-hai\"")).isLessThan(byName.indexOf("id=\"xa-mot\""));
        assertThat(leader.get("/console/report?period='--&order=%3Cscript%3E").statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsNoOtherCommuneToALeader() {
        Visitor leader = Members.of(hoixa, "lanh-dao-khac", "xa-hai", Role.LEADER, null);
        Members.join(hoixa, "lanh-dao-khac", "xa-mot", Role.OFFICER);

        assertThat(leader.get("/console/report").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/console/report/xa-hai"));
    }

    private static Entry affair(long id, What what, Instant at) {
        return new Entry(RunningHoiXa.OA, at, what).about(id, 100, 7L).on("ho-tich", null);
    }

    private static String make(String name, String... fields) {
        String page = administrator
                .submit(
                        "/console/centre",
                        "/console/centre",
                        Stream.concat(Stream.of("name", name), Stream.of(fields))
                                .toArray(String[]::new))
                .body();
        assertThat(page).contains("id=\"token\"").doesNotContain("<b>");
        return page.replaceAll("(?s).*<code id=\"token\">([^<]*)</code>.*", "$1");
    }

    private static String id(String token) {
        return token.replaceAll("hoixa_(\\d+)_.*", "$1");
    }

    private static HttpResponse<String> fetch(String token, String path) {
        return fetchWith("Bearer " + token, path);
    }

    /** As the centre does: without anything of a browser. */
    private static HttpResponse<String> fetchWith(String authorization, String path) {
        return new Visitor(hoixa).get(path, "Authorization", authorization, "Origin", "https://xau.example.com");
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.body()).isEmpty();
    }

    private static JsonNode line(JsonNode all, String commune) {
        return all.path("communes")
                .valueStream()
                .filter(line -> line.path("id").asString().equals(commune))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> audit() {
        return hoixa.database()
                .read()
                .sql("SELECT what || ' ' || on_what || ' ' || reason FROM audit")
                .query(String.class)
                .list();
    }
}
