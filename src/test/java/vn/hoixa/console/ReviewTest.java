package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.testing.RunningHoiXa;

/** A person of the commune approves guides by a link, and residents read who did. */
class ReviewTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PERSON = "Trần Thị Mẫu – Phó Chủ tịch xã";
    private static final Duration HELD_BACK = Duration.ofMillis(8_100);
    private static final AtomicInteger RESIDENTS = new AtomicInteger();

    private static final String MARRIAGE = "1.000894";
    private static final String SINGLE = "1.004873";
    private static final String BIRTH = "1.001193";
    private static final String DEATH = "1.000656";
    private static final String CORRECTED = "1.004859";
    private static final String CONFIRMED = "2.002516";
    private static final String ABROAD = "2.002189";
    private static final String TRANSCRIPT = "2.000635";

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static RunningHoiXa hoixa;
    private static Path knowledge;
    private static Path data;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        knowledge = folder.resolve("knowledge-base");
        data = folder.resolve("data");
        FileSystemUtils.copyRecursively(Path.of("knowledge-base"), knowledge);
        hoixa = RunningHoiXa.start(data, "hoixa.knowledge=" + knowledge);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void showsThirtyGuidesOneOfThemOpen() {
        String page = get(link()).body();

        assertThat(all("<li>", page)).hasSize(ReviewDesk.SITTING);
        assertThat(all("name=\"dau\" value=\"(\\w+)\"", page)).hasSize(2).containsOnly(fingerprint(page));
        assertThat(page).contains(PERSON + ", duyệt cho xã Hương Mẫu", "trên 30 bài", "Đúng, duyệt bài này");
    }

    @Test
    void whoApprovesStandsBehindTheAnswer() {
        assertThat(answerTo("Đăng ký kết hôn")).contains("Theo Cổng Dịch vụ công quốc gia");

        judge(link(), MARRIAGE, true, "");

        assertThat(answerTo("Đăng ký kết hôn"))
                .contains(PERSON + " đã xem lại ngày " + today())
                .doesNotContain("Theo Cổng Dịch vụ công quốc gia");
    }

    @Test
    void whatIsWrongIsHandedOverAndMayBeApprovedLater() {
        String link = link();
        assertThat(answerTo("xin giấy xác nhận tình trạng hôn nhân")).contains("Theo Cổng");

        judge(link, SINGLE, false, "Sai lệ phí");

        assertThat(answerTo("xin giấy xác nhận tình trạng hôn nhân"))
                .contains("đang được xem lại", "CH-")
                .doesNotContain("Theo Cổng", "Sai lệ phí");
        assertThat(get(link).body()).contains(PERSON + " báo có chỗ chưa đúng", "Sai lệ phí");

        judge(link, SINGLE, true, "");
        assertThat(answerTo("xin giấy xác nhận tình trạng hôn nhân")).contains(PERSON + " đã xem lại ngày " + today());
        assertThat(get(link).body()).doesNotContain("Sai lệ phí");
    }

    @Test
    void anotherTextIsNotWhatWasApprovedOrRefused() throws IOException {
        String link = link();
        judge(link, BIRTH, true, "");
        judge(link, DEATH, false, "");
        String before = get(link + "?ma=" + BIRTH).body();
        assertThat(answerTo("Đăng ký khai sinh")).contains("đã xem lại");

        change("bank/ho-tich/dang-ky-khai-sinh.md", "## Giấy tờ", "## Giấy tờ\n\nMang đủ giấy.");
        change("bank/ho-tich/dang-ky-khai-tu.md", "## Giấy tờ", "## Giấy tờ\n\nMang đủ giấy.");
        publish();

        assertThat(answerTo("Đăng ký khai sinh"))
                .contains("Theo Cổng Dịch vụ công")
                .doesNotContain("đã xem lại");
        assertThat(answerTo("Đăng ký khai tử"))
                .contains("Theo Cổng Dịch vụ công")
                .doesNotContain("đang được xem lại");

        HttpResponse<String> late = post(link, BIRTH, fingerprint(before), true, "");
        String page = get(late.headers().firstValue("Location").orElseThrow()).body();
        assertThat(get(link + "?sau=" + BIRTH).body()).doesNotContain("Đã duyệt: ");
        assertThat(page)
                .contains("đã được sửa trong lúc đang đọc", "Mang đủ giấy.")
                .contains(opened(BIRTH));
        assertThat(answerTo("Đăng ký khai sinh")).doesNotContain("đã xem lại");
    }

    @Test
    void aLinkHoldsForTwelveHours() {
        String link = link();

        hoixa.clock().pass(Duration.ofHours(12).minusMillis(1));
        assertThat(get(link).statusCode()).isEqualTo(200);
        hoixa.clock().pass(Duration.ofMillis(1));

        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(get(link).body())
                .contains("Liên kết này không dùng được nữa")
                .doesNotContain("Hương Mẫu");
        assertThat(post(link, TRANSCRIPT, "0", true, "").statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyGuessesALink() {
        String link = link();
        String other = link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A");

        assertThat(link.substring(link.lastIndexOf('/') + 1)).matches("[\\w-]{32}");
        assertThat(link()).isNotEqualTo(link);
        for (String wrong : List.of(other, "/duyet/x", "/duyet/%27%20OR%201=1", "/duyet/" + "a".repeat(4000))) {
            assertThat(get(wrong).statusCode()).as(wrong).isEqualTo(404);
            assertThat(post(wrong, TRANSCRIPT, "0", true, "").statusCode())
                    .as(wrong)
                    .isEqualTo(404);
        }
    }

    @Test
    void aNoteIsCutAndShownAsItWasWritten() {
        String link = link();
        String note = "<script>alert(1)</script> \"Lệ phí\" & 'giờ' ";

        judge(link, CORRECTED, false, note + "đ".repeat(600));

        String page = get(link).body();
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
        assertThat(kept(CORRECTED)).hasSize(500).startsWith(note).endsWith("đ");
    }

    @Test
    void aNameIsEscapedToo() {
        String link = link("<b>Bà Ba</b> – <i>xã</i>");

        assertThat(get(link).body()).contains("&lt;b&gt;Bà Ba&lt;/b&gt;").doesNotContain("<b>", "<i>");
    }

    @Test
    void thePageIsKeptNowhereAndTellsNobodyItsAddress() {
        String link = link();

        for (HttpResponse<String> response : List.of(get(link), get("/duyet/x"), post(link, BIRTH, "0", true, ""))) {
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(get(link).body()).doesNotContain("<script", "style=", "onclick");
    }

    @Test
    void theSecretIsNotInTheDatabase() throws IOException {
        String link = link();
        String secret = link.substring(link.lastIndexOf('/') + 1);

        judge(link, TRANSCRIPT, true, "");

        assertThat(hoixa.database()
                        .read()
                        .sql("SELECT secret_hash FROM review_link")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
    }

    @Test
    void whatResidentsAskForMostComesFirst() {
        assertThat(papers()).doesNotContain(CONFIRMED, ABROAD);

        for (int i = 0; i < 12; i++) {
            answerTo(i < 8 ? "Xác nhận thông tin hộ tịch" : "Ghi vào sổ việc kết hôn đã làm ở nước ngoài");
        }

        assertThat(papers()).hasSize(ReviewDesk.SITTING).doesNotHaveDuplicates().startsWith(CONFIRMED, ABROAD);
    }

    @Test
    void theCommandLineTakesNothingHalf() {
        assertThat(post("xa-mau", Map.of("person", " ")).statusCode()).isEqualTo(400);
        assertThat(post("xa-mau", Map.of("person", PERSON, "code", BIRTH)).statusCode())
                .isEqualTo(400);
        assertThat(post("xa-mau", Map.of()).statusCode()).isEqualTo(400);
        assertThat(post("xa-khac", Map.of("person", PERSON)).statusCode()).isNotEqualTo(200);
    }

    private static String link() {
        return link(PERSON);
    }

    private static String link(String person) {
        HttpResponse<String> made = post("xa-mau", Map.of("person", person));
        assertThat(made.statusCode()).isEqualTo(200);
        return JSON.readTree(made.body()).path("link").asString();
    }

    private static HttpResponse<String> post(String commune, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(hoixa.management("/actuator/reviews/" + commune))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Opens a guide, reads it, and says what is to be said of it. */
    private static void judge(String link, String code, boolean isRight, String note) {
        String page = get(link + "?ma=" + code).body();
        assertThat(page).contains(opened(code));

        HttpResponse<String> answer = post(link, code, fingerprint(page), isRight, note);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(link + "?sau=" + code);
    }

    private static HttpResponse<String> post(
            String link, String code, String fingerprint, boolean isRight, String note) {
        String form = Map.of("ma", code, "dau", fingerprint, "dung", String.valueOf(isRight), "ghi-chu", note)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> get(String link) {
        return send(request(link));
    }

    private static HttpRequest.Builder request(String link) {
        URI address = link.startsWith("http") ? URI.create(link) : hoixa.address(link);
        return HttpRequest.newBuilder(address).header("Accept-Language", "en-US,en");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void publish() {
        HttpResponse<String> published = send(HttpRequest.newBuilder(hoixa.management("/actuator/knowledge"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        JsonNode outcome = JSON.readTree(published.body());
        assertThat(outcome.path("refusals").valueStream().map(JsonNode::asString))
                .isEmpty();
    }

    private static void change(String file, String instead, String text) throws IOException {
        Path path = knowledge.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(instead);
        Files.writeString(path, before.replace(instead, text));
    }

    /** What somebody who never wrote before is answered. */
    private static String answerTo(String question) {
        String resident = "reader" + RESIDENTS.incrementAndGet();
        hoixa.say(resident, question);
        hoixa.clock().pass(HELD_BACK);
        eventually(() -> assertThat(hoixa.answersTo(resident)).isNotEmpty());
        return String.join("\n", hoixa.answersTo(resident));
    }

    /** Codes of the papers, as the command line has them. */
    private static List<String> papers() {
        return JSON.readTree(get(hoixa.management("/actuator/reviews/xa-mau").toString())
                        .body())
                .valueStream()
                .map(paper -> paper.path("code").asString())
                .toList();
    }

    private static String kept(String code) {
        return hoixa.database()
                .read()
                .sql("SELECT note FROM guide_review WHERE code = ?")
                .param(code)
                .query(String.class)
                .single();
    }

    private static String opened(String code) {
        return "<input type=\"hidden\" name=\"ma\" value=\"" + code + "\">";
    }

    private static String fingerprint(String page) {
        return all("name=\"dau\" value=\"(\\w+)\"", page).getFirst();
    }

    private static List<String> all(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.groupCount() == 0 ? found.group() : found.group(1))
                .toList();
    }

    private static String today() {
        return DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT)
                .format(CommuneTime.day(hoixa.clock().instant()));
    }
}
