package vn.hoixa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.account.Visitor.location;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.testing.RunningHoiXa;

/** Who gets in, who does not, and what stays open to everybody, over real HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class DoorTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "tran.thi.mau";
    private static final String SHOWN = "Trần Thị Mẫu – Phó Chủ tịch xã";
    private static final String PASSWORD = "đò đầy bến vắng";
    private static final String OTHER = "chiều nay trời mát quá";

    private static RunningHoiXa hoixa;
    private static Path data;
    private static String firstLink;

    private Visitor visitor;

    @BeforeAll
    static void start(@TempDir Path folder, CapturedOutput log) {
        data = folder;
        hoixa = RunningHoiXa.start(folder, "server.forward-headers-strategy=native");
        firstLink =
                log.getOut().replaceAll("(?s).*Become the administrator[^\\n]*http://localhost:\\d+(/\\S+).*", "$1");
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    /** Every test begins with no failure remembered, and with the account of the link in the log. */
    @BeforeEach
    void aDayLater() {
        visitor = new Visitor(hoixa);
        if (!firstLink.isEmpty()) {
            assertThat(visitor.get(firstLink).body()).contains("Tài khoản quản trị");
            assertThat(location(accept(visitor, firstLink, NAME, PASSWORD))).endsWith("/account/sign-in?said=made");
            assertThat(visitor.get(firstLink).statusCode()).isEqualTo(404);
            firstLink = "";
        }
        visitor = new Visitor(hoixa);
        hoixa.clock().pass(Duration.ofHours(25));
    }

    @Test
    void theFirstAdministratorIsGreetedAndFindsTheWay() {
        HttpResponse<String> signedIn = visitor.signIn(" Tran.Thi.Mau ", PASSWORD);

        assertThat(location(signedIn)).endsWith("/console");
        String page = visitor.get("/console").body();
        assertThat(page).contains("Chào " + SHOWN, "xã Hương Mẫu", "/thu-tuc?xa=xa-mau", "/account/password");
        assertThat(visitor.get("/console/reviews/xa-mau/read").body()).contains(SHOWN);
        assertThat(visitor.get("/console/reviews/xa-khac").statusCode()).isEqualTo(404);
    }

    @Test
    void anInvitationThatWasUsedInventedOrEndedOpensNothing() {
        String used = invite(Map.of());
        accept(visitor, used, "used.once", PASSWORD);
        String replaced = invite(Map.of());
        String holds = invite(Map.of());
        String guessed = holds.substring(0, holds.length() - 1) + (holds.endsWith("A") ? "B" : "A");

        for (String link : List.of(used, replaced, guessed, "/account/invitation/x", "/account/invitation/%27")) {
            HttpResponse<String> opened = visitor.get(link);
            assertThat(opened.statusCode()).as(link).isEqualTo(404);
            assertThat(opened.body()).contains("không dùng được nữa");
            HttpResponse<String> forced = visitor.submit(
                    holds, link, "username", "thief", "shown", "T", "password", PASSWORD, "again", PASSWORD);
            assertThat(forced.statusCode()).as(link).isEqualTo(404);
        }
        assertThat(location(new Visitor(hoixa).signIn("thief", PASSWORD))).endsWith("said=wrong");
    }

    @Test
    void anInvitationHoldsForADay() {
        String link = invite(Map.of());

        hoixa.clock().pass(Duration.ofHours(24).minusMillis(1));
        assertThat(visitor.get(link).statusCode()).isEqualTo(200);
        hoixa.clock().pass(Duration.ofMillis(1));

        assertThat(visitor.get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeChosenIsSaidAndTheLinkStillHolds() {
        String link = invite(Map.of());

        assertThat(accept(visitor, link, "new.name", "ngắn quá").body()).contains("ít nhất 12 ký tự");
        assertThat(accept(visitor, link, "new.name", "MatKhau 123456").body()).contains("dễ đoán");
        assertThat(accept(visitor, link, "new.name", "ababababababab").body()).contains("dễ đoán");
        assertThat(accept(visitor, link, "new.name.long", "New.Name.Long").body())
                .contains("không được trùng với tên");
        assertThat(accept(visitor, link, NAME, PASSWORD).body()).contains("đã có người dùng");
        assertThat(accept(visitor, link, "có cách", PASSWORD).body()).contains("Tên đăng nhập dài từ 3");
        assertThat(visitor.submit(
                                link,
                                link,
                                "username",
                                "new.name",
                                "shown",
                                SHOWN,
                                "password",
                                PASSWORD,
                                "again",
                                OTHER)
                        .body())
                .contains("không giống nhau");
        assertThat(location(accept(visitor, link, "new.name", PASSWORD))).endsWith("said=made");
    }

    @Test
    void whoForgotThePasswordGetsALinkForANewOne() {
        Visitor old = signedIn();

        String link = invite(Map.of("account", NAME));
        assertThat(visitor.get(link).body()).contains("Mời " + SHOWN + " chọn mật khẩu mới");
        accept(visitor, link, "somebody.else", OTHER);

        assertThat(old.isSignedIn()).isFalse();
        assertThat(location(visitor.signIn(NAME, PASSWORD))).endsWith("said=wrong");
        hoixa.clock().pass(Duration.ofSeconds(1));
        assertThat(location(visitor.signIn(NAME, OTHER))).endsWith("/console");
        accept(visitor, invite(Map.of("account", NAME)), "", PASSWORD);
    }

    @Test
    void eachWrongPasswordMakesTheNextWaitLongerAndNeverForGood() {
        for (Duration wait : Stream.concat(Attempts.LADDER.stream(), Stream.of(Duration.ofMinutes(30)))
                .toList()) {
            assertThat(location(visitor.signIn(NAME, OTHER))).endsWith("said=wrong");
            assertThat(location(visitor.signIn(NAME, PASSWORD))).endsWith("said=wait&seconds=" + wait.toSeconds());
            hoixa.clock().pass(wait.minusMillis(1));
            assertThat(location(visitor.signIn(NAME, PASSWORD))).endsWith("said=wait&seconds=1");
            hoixa.clock().pass(Duration.ofMillis(1));
        }

        assertThat(location(visitor.signIn(NAME, PASSWORD))).endsWith("/console");
        assertThat(location(new Visitor(hoixa).signIn(NAME, OTHER))).endsWith("said=wrong");
        hoixa.clock().pass(Duration.ofSeconds(1));
        assertThat(location(new Visitor(hoixa).signIn(NAME, PASSWORD))).endsWith("/console");
    }

    @Test
    void anUnknownNameIsAnsweredLikeAKnownOneAndTakesAsLong() {
        for (String name : List.of(NAME, "nobody.here")) {
            assertThat(location(visitor.signIn(name, OTHER))).endsWith("said=wrong");
            assertThat(location(visitor.signIn(name, OTHER))).endsWith("said=wait&seconds=1");
        }

        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        // In turns, so that what else this machine does slows both.
        for (int i = 0; i < 8; i++) {
            known = Math.min(known, time(NAME));
            unknown = Math.min(unknown, time("nobody.here"));
        }
        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    @Test
    void aFormThatIsNotOursIsRefused() {
        Visitor victim = signedIn();
        String strange =
                Visitor.token(new Visitor(hoixa).get("/account/sign-in").body());
        String link = invite(Map.of());

        for (String path : List.of(
                "/account/sign-in", "/account/sign-out", "/account/password", "/console/reviews/xa-mau/read", link)) {
            assertThat(victim.post(path, "username", NAME, "password", PASSWORD).statusCode())
                    .as(path)
                    .isEqualTo(403);
            HttpResponse<String> forged = victim.post(path, "_csrf", strange, "username", NAME, "password", PASSWORD);
            assertThat(forged.statusCode()).as(path).isEqualTo(403);
            assertThat(forged.body()).contains("Chưa có gì thay đổi");
        }
        assertThat(victim.isSignedIn()).isTrue();
    }

    @Test
    void aSecretThatWasPlantedBeforeIsWorthNothing() {
        visitor.get("/account/sign-in");
        String planted = visitor.cookies().get("hoixa");

        visitor.signIn(NAME, PASSWORD);

        assertThat(visitor.cookies().get("hoixa")).isNotEqualTo(planted);
        Visitor thief = new Visitor(hoixa);
        thief.cookies().put("hoixa", planted);
        assertThat(thief.isSignedIn()).isFalse();
        assertThat(visitor.isSignedIn()).isTrue();
    }

    @Test
    void aSessionEndsAfterTwoIdleHoursAndAfterTwelveInAll() {
        Visitor idle = signedIn();
        hoixa.clock().pass(Sessions.IDLE.minusMillis(1));
        assertThat(idle.isSignedIn()).isTrue();
        hoixa.clock().pass(Sessions.IDLE);
        assertThat(location(idle.get("/console"))).endsWith("/account/sign-in");

        Visitor busy = signedIn();
        for (int i = 0; i < 11; i++) {
            hoixa.clock().pass(Duration.ofHours(1));
            assertThat(busy.isSignedIn()).isTrue();
        }
        hoixa.clock().pass(Duration.ofHours(1));
        assertThat(busy.isSignedIn()).isFalse();
    }

    @Test
    void whoSignsOutIsOutEvenWithTheOldCookie() {
        Visitor gone = signedIn();
        Visitor copy = new Visitor(hoixa);
        copy.cookies().putAll(gone.cookies());

        assertThat(location(gone.submit("/console", "/account/sign-out"))).endsWith("said=out");

        assertThat(gone.cookies()).isEmpty();
        assertThat(copy.isSignedIn()).isFalse();
    }

    @Test
    void aChangedPasswordEndsEverySession() {
        Visitor here = signedIn();
        Visitor elsewhere = signedIn();

        assertThat(change(here, OTHER, OTHER).body()).contains("Mật khẩu đang dùng chưa đúng");
        assertThat(elsewhere.isSignedIn()).isTrue();
        hoixa.clock().pass(Duration.ofSeconds(1));
        assertThat(change(here, PASSWORD, "ngắn").body()).contains("ít nhất 12 ký tự");
        assertThat(location(change(here, PASSWORD, OTHER))).endsWith("said=changed");

        assertThat(here.isSignedIn()).isFalse();
        assertThat(elsewhere.isSignedIn()).isFalse();
        Visitor back = new Visitor(hoixa);
        assertThat(location(back.signIn(NAME, OTHER))).endsWith("/console");
        assertThat(location(change(back, OTHER, PASSWORD))).endsWith("said=changed");
    }

    @Test
    void aDisabledAccountIsOutAtOnceAndHearsNothingElse() {
        Visitor out = signedIn();
        disable("1");

        assertThat(out.isSignedIn()).isFalse();
        assertThat(location(visitor.signIn(NAME, PASSWORD))).endsWith("said=wrong");
        disable("NULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/thu-tuc",
                "/thu-tuc/1.001193",
                "/thu-tuc/qr",
                "/livez",
                "/readyz",
                "/site/site.css",
                "/site/icon.svg",
                "/console/review.css",
                "/account/account.css"
            })
    void whatIsForEverybodyIsOpenAndSetsNoCookie(String path) {
        HttpResponse<String> answer = visitor.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(visitor.cookies()).isEmpty();
        assertGuarded(answer);
    }

    @Test
    void zaloAndReviewLinksNeedNoForm() {
        assertThat(hoixa.say("3000000000000000001", "chào")).isEqualTo(200);
        assertThat(visitor.post("/duyet/x", "ma", "1", "dau", "1", "dung", "true")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console", "/console/zalo", "/console/reviews/xa-mau", "/account/password", "/console/a.txt"})
    void whatIsForAdministratorsAsksForASignIn(String path) {
        HttpResponse<String> answer = visitor.get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).endsWith("/account/sign-in");
        assertGuarded(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/unknown", "/actuator", "/actuator/health", "/login", "/account", "/error", "/console.css/x"})
    void whatNobodyKnowsIsNotThere(String path) {
        Visitor administrator = signedIn();

        assertThat(visitor.get(path).statusCode()).isEqualTo(404);
        assertThat(administrator.get(path).statusCode()).isEqualTo(404);
        assertGuarded(visitor.get(path));
    }

    @Test
    void pagesOfAccountsAreGuardedAndKeptNowhere() {
        Visitor administrator = signedIn();
        for (HttpResponse<String> page : List.of(
                visitor.get("/account/sign-in"),
                visitor.get(invite(Map.of())),
                visitor.get("/account/invitation/x"),
                visitor.post("/account/sign-in"),
                administrator.get("/account/password"),
                administrator.get("/console"))) {
            assertGuarded(page);
            assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
            assertThat(page.body())
                    .doesNotContain("style=", "onclick")
                    .doesNotContainPattern("<script(?! defer src=\"/)")
                    .contains("<h1");
        }
    }

    @Test
    void overHttpsTheCookieAndThePagesStayThere() {
        HttpResponse<String> plain = visitor.get("/account/sign-in");
        HttpResponse<String> secure =
                visitor.get("/account/sign-in", "X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.7");

        assertThat(plain.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("hoixa=")
                .contains("Path=/", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure", "Max-Age");
        assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(secure.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-hoixa=")
                .contains("Path=/", "HttpOnly", "SameSite=Lax", "Secure");
        assertThat(secure.headers().firstValue("Strict-Transport-Security").orElseThrow())
                .contains("max-age=31536000")
                .doesNotContain("includeSubDomains");
    }

    @Test
    void noPageInABrowserInvitesItself() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hoixa.management("/actuator/invitations"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        HttpResponse<String> forged = HttpClient.newHttpClient()
                .send(
                        request.header("Origin", "http://evil.example:8081").build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).doesNotContain("/account/invitation");
    }

    @Test
    void secretsAreKeptNowhere() throws IOException {
        String link = invite(Map.of());
        Visitor administrator = signedIn();

        for (String secret : List.of(
                link.substring(link.lastIndexOf('/') + 1),
                administrator.cookies().get("hoixa"),
                PASSWORD)) {
            for (String file : List.of("hoixa.db", "hoixa.db-wal")) {
                assertThat(Files.readAllBytes(data.resolve(file)))
                        .asString(java.nio.charset.StandardCharsets.UTF_8)
                        .doesNotContain(secret);
            }
        }
        assertThat(hoixa.database()
                        .read()
                        .sql("SELECT password_hash FROM account")
                        .query(String.class)
                        .list())
                .allMatch(hash -> hash.startsWith("{pbkdf2-sha512}"));
    }

    @Test
    void theAuditTellsWhoDidWhat() {
        visitor.signIn(NAME, OTHER);
        visitor.signIn("nobody.here", OTHER);
        hoixa.clock().pass(Duration.ofSeconds(1));
        visitor.signIn(NAME, PASSWORD);
        visitor.submit("/console", "/account/sign-out");

        List<String> rows = hoixa.database()
                .read()
                .sql("SELECT who || '|' || what || '|' || on_what || '|' || reason FROM audit ORDER BY id")
                .query(String.class)
                .list();

        assertThat(rows)
                .contains(
                        "invitation|account made|account 1|administrator",
                        "start|invitation made|new account|administrator");
        assertThat(rows.subList(rows.size() - 4, rows.size()))
                .containsExactly(
                        "account 1|sign-in refused|address 127.0.0.1|wrong password",
                        "nobody|sign-in refused|address 127.0.0.1|unknown name",
                        "account 1|signed in|address 127.0.0.1|",
                        "account 1|signed out|address 127.0.0.1|");
    }

    private static void assertGuarded(HttpResponse<String> answer) {
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    }

    /** In nanoseconds, as far as the machine's other work lets it be told. */
    private static long time(String name) {
        hoixa.clock().pass(Duration.ofHours(25));
        long start = System.nanoTime();
        hoixa.bean(SignIn.class).attempt(name, OTHER, "198.51.100.7");
        return System.nanoTime() - start;
    }

    private static Visitor signedIn() {
        Visitor administrator = new Visitor(hoixa);
        assertThat(location(administrator.signIn(NAME, PASSWORD))).endsWith("/console");
        return administrator;
    }

    private static HttpResponse<String> accept(Visitor visitor, String link, String name, String password) {
        return visitor.submit(link, link, "username", name, "shown", SHOWN, "password", password, "again", password);
    }

    private static HttpResponse<String> change(Visitor visitor, String current, String password) {
        return visitor.submit(
                "/account/password", "/account/password", "current", current, "password", password, "again", password);
    }

    private static void disable(String at) {
        hoixa.database()
                .write(transaction -> transaction
                        .sql("UPDATE account SET disabled_at = " + at + " WHERE name = ?")
                        .param(NAME)
                        .update());
    }

    /** The path of a new link, as {@code ./hoixa invite} makes it. */
    private static String invite(Map<String, String> body) {
        try {
            HttpResponse<String> made = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(hoixa.management("/actuator/invitations"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return java.net
                    .URI
                    .create(JSON.readTree(made.body()).path("link").asString())
                    .getPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
