package vn.hoixa.site;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.testing.RunningHoiXa;

class GuidePagesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Path data = folder.resolve("data");
        TwoCommunes.writeChangedFee(data);
        Path knowledge = TwoCommunes.write(folder.resolve("knowledge"));
        hoixa = RunningHoiXa.start(
                data, "hoixa.knowledge=" + knowledge, "hoixa.zalo.tokens.4600000000000000002=token-of-tests");
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    /** All requests here come from a phone that is set to English, as many are that belong to people who read none. */
    @Test
    void isVietnameseOnEveryPhone() {
        assertThat(body("/thu-tuc?xa=xa-hai"))
                .contains("<html lang=\"vi\"", "Tìm")
                .doesNotContain("Search");
        assertThat(body("/thu-tuc/nowhere?xa=xa-hai")).contains("<html lang=\"vi\"");
    }

    @Test
    void asksWhichCommuneWhereThereAreSeveral() {
        assertThat(body("/thu-tuc"))
                .contains("href=\"/thu-tuc?xa=xa-hai\"", "href=\"/thu-tuc?xa=xa-mot\"", "xã Một", "xã Hai");
        assertThat(body("/thu-tuc?linh-vuc=ho-tich&xa=nowhere"))
                .contains("href=\"/thu-tuc?xa=xa-mot&amp;linh-vuc=ho-tich\"");
        assertThat(body("/thu-tuc/" + TwoCommunes.WRITTEN)).contains("href=\"/thu-tuc/9.000001?xa=xa-mot\"");
        assertThat(body("/thu-tuc/qr")).contains("href=\"/thu-tuc/qr?xa=xa-mot\"");
    }

    @Test
    void keepsTheCommuneInEveryLink() {
        for (String page : List.of(
                "/thu-tuc?xa=xa-hai",
                "/thu-tuc?xa=xa-hai&linh-vuc=ho-tich",
                "/thu-tuc?xa=xa-hai&q=khai+sinh",
                "/thu-tuc/9.000001?xa=xa-hai",
                "/thu-tuc/qr?xa=xa-hai")) {
            assertThat(body(page)
                            .lines()
                            .filter(line -> line.contains("href=\"/thu-tuc"))
                            .toList())
                    .as(page)
                    .isNotEmpty()
                    .allMatch(line -> line.contains("xa=xa-hai"));
            assertThat(body(page)).doesNotContain("xa-mot");
        }
    }

    @Test
    void listsFieldsHelpAndTheCommuneItself() {
        assertThat(body("/thu-tuc?xa=xa-mot"))
                .contains("linh-vuc=ho-tich", "3 việc", "Cài VNeID", "Về xã Một", "Giờ làm việc")
                .doesNotContain("Cấp hộ chiếu");
        assertThat(body("/thu-tuc?xa=xa-hai")).contains("4 việc");
    }

    @Test
    void listsTheProceduresOfAField() {
        assertThat(body("/thu-tuc?xa=xa-hai&linh-vuc=ho-tich"))
                .containsSubsequence("Mượn nhà văn hóa", "Chưa có bài hướng dẫn", "Đăng ký tạm trú", "Nhận cha mẹ con");
        assertThat(get("/thu-tuc?xa=xa-mot&linh-vuc=khong-co").statusCode()).isEqualTo(404);
    }

    @Test
    void findsGuidesTheLikeliestFirst() {
        assertThat(body("/thu-tuc?xa=xa-mot&q=lam+giay+khai+sinh"))
                .containsSubsequence("Gần đúng nhất", "Khai sinh &lt;b&gt;mới&lt;/b&gt;");
        assertThat(body("/thu-tuc?xa=xa-mot&q=lam+ho+chieu"))
                .contains("Việc này do Phòng Quản lý xuất nhập cảnh giải quyết, không phải xã.");
        assertThat(body("/thu-tuc?xa=xa-mot&q=muon+nha+van+hoa+thon")).doesNotContain("Mượn nhà văn hóa");
        assertThat(body("/thu-tuc?xa=xa-hai&q=muon+nha+van+hoa+thon")).contains("Mượn nhà văn hóa");
        assertThat(body("/thu-tuc?xa=xa-mot&q=xyzzy")).contains("Tôi chưa tìm ra việc này");
        assertThat(body("/thu-tuc?xa=xa-mot&q=+")).contains("Chọn theo lĩnh vực");
    }

    @Test
    void neverRunsWhatSomebodyTyped() {
        String script = "\"><script>alert(1)</script>'${7*7}";

        for (String page : List.of("/thu-tuc?xa=xa-mot&q=", "/thu-tuc?xa=xa-mot&linh-vuc=", "/thu-tuc?xa=")) {
            assertThat(body(page + encoded(script))).doesNotContain("<script", "49");
        }
        assertThat(body("/thu-tuc/" + encoded("<script>") + "?xa=xa-mot")).doesNotContain("<script");
        assertThat(body("/thu-tuc?xa=xa-mot&q=" + encoded(script))).contains("&lt;script&gt;");
    }

    @Test
    void cutsALongQuestion() {
        assertThat(body("/thu-tuc?xa=xa-mot&q=" + "b".repeat(500)))
                .contains("b".repeat(200))
                .doesNotContain("b".repeat(201));
    }

    @Test
    void showsAGuide() {
        assertThat(body("/thu-tuc/9.000001?xa=xa-mot"))
                .contains(
                        "<h1 lang=\"vi\">Khai sinh &lt;b&gt;mới&lt;/b&gt;</h1>",
                        "id=\"giay-to\"",
                        "Giấy chứng sinh &lt;bản chính&gt; &amp; căn cước",
                        "Quầy xã Một",
                        "số 1 đường Mẫu",
                        "Nguyễn Thị Mẫu – công chức tư pháp đã xem lại ngày 01/09/2026.",
                        "href=\"https://a.gov.vn/1\"",
                        "href=\"https://zalo.me/4600000000000000001\"",
                        "href=\"tel:02000000000\"",
                        "<svg class=\"steps\" role=\"img\"");
    }

    @Test
    void linksOnlyToAddressesThatResidentsMayBeSentTo() {
        assertThat(body("/thu-tuc/9.000001?xa=xa-mot"))
                .contains("href=\"https://dichvucong.gov.vn\"", "https://xau.example.com/khong-mo")
                .doesNotContain("href=\"https://xau.example.com");
        assertThat(body("/thu-tuc/9.000002?xa=xa-mot")).doesNotContain("b.example.com");
    }

    @Test
    void keepsBackWhatChangedSinceItWasReviewed() {
        assertThat(body("/thu-tuc/9.000001?xa=xa-mot"))
                .containsSubsequence("<h2 lang=\"vi\">Lệ phí</h2>", "đang được xem lại")
                .doesNotContain("Miễn lệ phí");
    }

    @Test
    void hasNoPictureOfStepsThatAreNoList() {
        assertThat(body("/thu-tuc/giup.vneid?xa=xa-mot"))
                .contains("Mở kho ứng dụng")
                .doesNotContain("class=\"steps\"", "class=\"reception\"");
    }

    @Test
    void fillsInWhatTheCommuneTellsOfItself() {
        assertThat(body("/thu-tuc/xa.gio-lam-viec?xa=xa-hai"))
                .contains("xã Hai làm việc thứ Hai đến thứ Sáu.", "Theo thông tin của xã Hai.");
    }

    @Test
    void refersToAnOfficerWhereThereIsNothingToQuote() {
        assertThat(body("/thu-tuc/9.000002?xa=xa-mot"))
                .contains("Chưa có bài hướng dẫn", "Người phụ trách: Công chức tư pháp", "https://zalo.me/");
        assertThat(body("/thu-tuc/9.000003?xa=xa-mot"))
                .contains("đang được xem lại", "Người phụ trách: Công chức tư pháp", "href=\"https://a.gov.vn/3\"")
                .doesNotContain("Giấy chứng sinh");
        assertThat(body("/thu-tuc/9.000005?xa=xa-mot"))
                .contains("Phòng Quản lý xuất nhập cảnh giải quyết, không phải xã", "Nộp trên mạng.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"khong-co", "9.000004", "%3Cb%3E", "..."})
    void offersTheSearchWhereThereIsNoSuchGuide(String code) {
        HttpResponse<String> answer = get("/thu-tuc/" + code + "?xa=xa-mot");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Không tìm thấy trang này", "name=\"q\"");
    }

    @Test
    void letsBrowsersKeepAPageOnlyAsLongAsItHolds() {
        HttpResponse<String> answer = get("/thu-tuc?xa=xa-mot");
        String tag = answer.headers().firstValue("ETag").orElseThrow();

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(send(request("/thu-tuc?xa=xa-mot").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void countsAScanAndForgetsThePoster() {
        HttpResponse<String> field = get("/thu-tuc?xa=xa-mot&linh-vuc=ho-tich&qr=ho-tich");
        get("/thu-tuc?xa=xa-mot&linh-vuc=ho-tich&qr=ho-tich");
        HttpResponse<String> guide = get("/thu-tuc/9.000001?xa=xa-mot&qr=9.000001");
        hoixa.clock().pass(Duration.ofDays(1));
        get("/thu-tuc?xa=xa-mot&linh-vuc=ho-tich&qr=ho-tich");

        assertThat(field.statusCode()).isEqualTo(303);
        assertThat(location(field)).isEqualTo("/thu-tuc?xa=xa-mot&linh-vuc=ho-tich");
        assertThat(location(guide)).isEqualTo("/thu-tuc/9.000001?xa=xa-mot");
        eventually(() -> assertThat(scans())
                .contains(
                        "xa-mot 9.000001 2026-11-24 1", "xa-mot ho-tich 2026-11-24 2", "xa-mot ho-tich 2026-11-25 1"));
        assertThat(body("/thu-tuc/qr?xa=xa-mot")).contains("Đã quét 3 lần");
        assertThat(body("/thu-tuc/qr?xa=xa-mot&ma=9.000001")).contains("Đã quét 1 lần");
        assertThat(body("/thu-tuc/qr?xa=xa-hai")).contains("Đã quét 0 lần");
    }

    @Test
    void countsNothingElse() {
        List<String> before = scans();

        for (String poster : List.of("unknown", "..", "Ho-Tich", "a".repeat(81), encoded("'; DROP TABLE scan; --"))) {
            assertThat(get("/thu-tuc?xa=xa-hai&qr=" + poster).statusCode()).isEqualTo(303);
        }
        assertThat(get("/thu-tuc?qr=ho-tich").statusCode()).isEqualTo(303);
        assertThat(send(request("/thu-tuc?xa=xa-hai&qr=ho-tich").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(303);
        get("/thu-tuc?xa=xa-hai&qr=9.000004");

        // The last one is counted after all the others.
        eventually(() -> assertThat(scans()).hasSize(before.size() + 1));
        assertThat(scans()).anyMatch(row -> row.startsWith("xa-hai 9.000004"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/thu-tuc?xa=//evil.example&linh-vuc=https://evil.example&qr=ho-tich",
                "/thu-tuc?xa=xa-mot%0D%0ALocation:%20https://evil.example&qr=ho-tich",
                "/thu-tuc/%5C%5Cevil.example?xa=xa-mot&qr=ho-tich",
                "//evil.example/thu-tuc/9.000001?xa=xa-mot&qr=9.000001",
                "/thu-tuc/9.000001?xa=xa-mot&qr=https://evil.example"
            })
    void neverLeadsElsewhere(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().allValues("Location"))
                .allMatch(location -> location.matches("/thu-tuc([/?][^\\\\\\s]*)?"));
        assertThat(answer.statusCode()).isIn(303, 400, 404);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static List<String> scans() {
        return hoixa.database()
                .read()
                .sql("SELECT commune || ' ' || poster || ' ' || day || ' ' || scans FROM scan")
                .query(String.class)
                .list();
    }

    private static String body(String path) {
        return get(path).body();
    }

    private static HttpResponse<String> get(String path) {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hoixa.address(path)).header("Accept-Language", "en-US,en");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
