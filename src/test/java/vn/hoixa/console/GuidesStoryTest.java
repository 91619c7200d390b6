package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.SmallBank.BIRTH;
import static vn.hoixa.testing.SmallBank.DEATH;
import static vn.hoixa.testing.SmallBank.MARRIAGE;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;
import vn.hoixa.account.Members;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.knowledge.Wording;
import vn.hoixa.matching.Library;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.OldEyes;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.testing.SmallBank;

/** Editors of two communes change what residents are answered, over real HTTP. */
class GuidesStoryTest {
    private static final String LEARNING = "/console/learning/xa-mot";
    private static final String GUIDES = "/console/guides/xa-mot";
    private static final Duration QUIET = Duration.ofSeconds(9);

    private static Path base;
    private static RunningHoiXa hoixa;
    private static Visitor writer;
    private static Visitor approver;
    private static Visitor neighbour;
    private static Visitor officer;
    private static Visitor administrator;

    private static int residents;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        base = SmallBank.in(folder.resolve("knowledge"));
        hoixa = RunningHoiXa.start(
                folder.resolve("data"),
                "hoixa.knowledge=" + base,
                "hoixa.zalo.tokens.4600000000000000002=token-of-tests");
        writer = Members.of(hoixa, "nguoi.viet", "xa-mot", Role.EDITOR, null);
        approver = Members.of(hoixa, "nguoi.duyet", "xa-mot", Role.EDITOR, null);
        neighbour = Members.of(hoixa, "xa.ben", "xa-hai", Role.EDITOR, null);
        officer = Members.of(hoixa, "can.bo", "xa-mot", Role.OFFICER, null);
        administrator = Members.of(hoixa, "quan.tri", Membership.EVERYWHERE, Role.ADMINISTRATOR, null);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void residentsReadWhatOneEditorWroteAndAnotherApprovedAndTheOtherCommuneDoesNot() {
        assertThat(writer.get(GUIDES + "?q=khai+sinh").body()).contains("Đăng ký khai sinh", "Bài chung");
        String page = page(BIRTH);
        assertThat(page).contains("Miễn lệ phí.");

        String preview =
                write(BIRTH, "preview", "p-fee", "8.000 đồng một bản sao.").body();
        assertThat(preview)
                .contains("Người dân sẽ đọc như thế này", "8.000 đồng một bản sao.", "Theo bài chung:", "Miễn lệ phí.")
                .contains("Người nguoi.viet – xã Một");
        assertThat(page(BIRTH)).as("nothing is kept by looking").doesNotContain("8.000 đồng");

        assertThat(location(write(BIRTH, "send", "p-fee", "8.000 đồng một bản sao.")))
                .endsWith("said=waiting");
        assertThat(fee("xa-mot", BIRTH)).as("not before it is approved").isEqualTo("Miễn lệ phí.");
        assertThat(location(act(writer, BIRTH, "approve"))).as("own text").endsWith("said=needs-another");
        assertThat(location(act(approver, BIRTH, "approve"))).endsWith("said=queued");
        eventually(() -> assertThat(fee("xa-mot", BIRTH)).isEqualTo("8.000 đồng một bản sao."));

        assertThat(fee("xa-hai", BIRTH)).isEqualTo("Miễn lệ phí.");
        assertThat(answer("lệ phí đăng ký khai sinh bao nhiêu"))
                .contains("8.000 đồng một bản sao.", "Người nguoi.duyet – xã Một");
    }

    @Test
    void opensToEditorsOfTheCommuneAndForLookingToAdministrators() {
        for (String page : List.of("", "/" + BIRTH, "/" + BIRTH + "/history", "/" + BIRTH + "/state")) {
            assertThat(writer.get(GUIDES + page).statusCode()).as(page).isEqualTo(200);
            assertThat(administrator.get(GUIDES + page).statusCode()).as(page).isEqualTo(200);
            for (Visitor stranger : List.of(neighbour, officer)) {
                assertThat(stranger.get(GUIDES + page).statusCode()).as(page).isEqualTo(404);
            }
            assertThat(location(new Visitor(hoixa).get(GUIDES + page))).contains("/account/sign-in");
        }
        assertThat(administrator.get(GUIDES + "/" + BIRTH).body()).doesNotContain("value=\"send\"");
        for (Visitor stranger : List.of(neighbour, officer, administrator)) {
            HttpResponse<String> tried = stranger.submit(
                    "/account/password", GUIDES + "/" + BIRTH, "basis", "0", "action", "save", "p-fee", "1 đồng");
            assertThat(tried.statusCode()).isEqualTo(404);
        }
        assertThat(writer.get("/console/guides/xa-mot/9.999999").statusCode()).isEqualTo(404);
        assertThat(writer.get("/console/guides/xa-khong/" + BIRTH).statusCode()).isEqualTo(404);
    }

    @Test
    void oneTextOfTwoWhoWriteAtOnceIsNotLost() {
        String before = basis(writer, DEATH);

        assertThat(location(write(writer, DEATH, before, "save", "p-time", "Trong 2 ngày.")))
                .endsWith("said=saved");
        String conflict = HtmlUtils.htmlUnescape(write(approver, DEATH, before, "save", "p-time", "Trong 3 ngày.")
                .body());

        assertThat(conflict)
                .contains("Chưa lưu", "Bản kia do Người nguoi.viet viết")
                .contains(">Trong 3 ngày.</textarea>", "Trong 2 ngày.");
        assertThat(page(DEATH)).contains("Trong 2 ngày.").doesNotContain("Trong 3 ngày.");

        assertThat(location(write(approver, DEATH, basis(approver, DEATH), "save", "p-time", "Trong 3 ngày.")))
                .endsWith("said=saved");
        assertThat(page(DEATH)).contains("Trong 3 ngày.");
        String history = writer.get(GUIDES + "/" + DEATH + "/history").body();
        assertThat(history).contains("Bản nháp đã bị ghi đè");
        assertThat(location(act(writer, DEATH, "drop"))).endsWith("said=dropped");
    }

    @Test
    void whatTheCommuneAddsIsFoundGivenBackAndTakenAway() {
        String code = added("Mượn nhà văn hóa thôn");
        assertThat(location(write(
                        code, "send", "p-title", "Mượn nhà văn hóa thôn", "p-summary", "Hỏi trưởng thôn {phone}.")))
                .endsWith("said=unsound");
        assertThat(page(code)).contains("class=\"wrong\"");
        send(
                code,
                "p-title",
                "Mượn nhà văn hóa thôn",
                "p-field",
                "Hộ tịch",
                "p-summary",
                "Hỏi trưởng thôn, {phone}.",
                "p-phrasings",
                "cho tôi mượn nhà văn hóa\nmuốn mượn hội trường thôn");
        eventually(() -> assertThat(known("xa-mot", code)).isTrue());

        assertThat(known("xa-hai", code)).as("an addition is its commune's own").isFalse();
        assertThat(answer("cho toi muon nha van hoa")).contains("Hỏi trưởng thôn, 0200 000 0000.");
        assertThat(neighbour.get("/console/guides/xa-hai/" + code).statusCode()).isEqualTo(404);

        send(
                code,
                "p-title",
                "Mượn nhà văn hóa thôn",
                "p-field",
                "Hộ tịch",
                "p-summary",
                "Hỏi bí thư thôn.",
                "p-phrasings",
                "cho tôi mượn nhà văn hóa");
        eventually(() -> assertThat(guide("xa-mot", code).summary()).isEqualTo("Hỏi bí thư thôn."));
        String history = GUIDES + "/" + code + "/history";
        String changes = first(writer.get(history).body(), "href=\"(" + history + "/\\d+)\"");
        assertThat(HtmlUtils.htmlUnescape(writer.get(changes).body()))
                .contains("<del>Hỏi trưởng thôn, {phone}.</del>", "<ins>Hỏi bí thư thôn.</ins>");

        String former = first(writer.get(history).body(), "name=\"text\" value=\"(\\d+)\"");
        writer.submit(history, GUIDES + "/" + code + "/undo", "basis", basis(writer, code), "text", former);
        act(approver, code, "approve");
        eventually(() -> assertThat(guide("xa-mot", code).summary()).contains("Hỏi trưởng thôn"));

        writer.submit(history, GUIDES + "/" + code + "/undo", "basis", basis(writer, code));
        act(approver, code, "approve");
        eventually(() -> assertThat(known("xa-mot", code)).isFalse());
    }

    @Test
    void whatHeardQuestionsWouldMakeWorseIsRefusedInPlainWords() {
        send(MARRIAGE, "p-place", "Ở quầy số 2.", "p-phrasings", "khai sinh cho con\nkhai sinh con\ncho con khai sinh");

        eventually(() -> assertThat(page(MARRIAGE)).contains("Chưa đưa vào dùng được"));
        assertThat(page(MARRIAGE))
                .contains("Câu «khai sinh cho con» sẽ không còn tìm ra đúng bài.")
                .as("the text is not lost")
                .contains(">Ở quầy số 2.</textarea>");
        assertThat(guide("xa-mot", MARRIAGE).facets()).containsEntry(Facet.PLACE, "Tại quầy.");
        act(writer, MARRIAGE, "drop");
    }

    @Test
    void markupIsShownAsItWasTypedAndLongTextsAreSentBack() {
        String hostile = "<script>alert(1)</script> *đậm* [x](http://xau.example) # \"a\" & {b}";

        String preview = write(DEATH, "preview", "p-papers", hostile, "p-phrasings", hostile)
                .body();

        assertThat(preview).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
        assertThat(HtmlUtils.htmlUnescape(first(preview, "(?s)id=\"preview\"(.*?)<form")))
                .contains(hostile);
        String large = write(DEATH, "save", "p-papers", "đ".repeat(30_000)).body();
        assertThat(large).contains("có ô quá dài");
        HttpResponse<String> huge = write(DEATH, "save", "p-papers", "x".repeat(10_000_000));
        assertThat(huge.statusCode()).isBetween(400, 499);
        assertThat(huge.body()).contains("Nội dung gửi lên dài quá", "Chưa có gì thay đổi");
        assertThat(page(DEATH)).doesNotContain("alert(1)", "đđđđ");
    }

    @Test
    void aHeardQuestionOfASharedGuideIsLearnt() {
        send(BIRTH, "p-phrasings", "báo thêm em bé cho nhà nước biết");

        eventually(() -> assertThat(guide("xa-hai", BIRTH).phrasings()).contains("báo thêm em bé cho nhà nước biết"));
        assertThat(answer("bao them em be cho nha nuoc biet")).contains("Đăng ký khai sinh");
    }

    @Test
    void whatWasAskedInVainIsCountedMaskedAndLearntInAnEditorsWords() {
        for (String asked : List.of(
                "mượn loa kéo đám cưới của thôn, gọi 0912 345 678",
                "muon loa keo dam cuoi cua thon",
                "mượn loa kéo đám cưới của thôn được không")) {
            answer(asked);
        }

        String page = HtmlUtils.htmlUnescape(writer.get(LEARNING).body());
        assertThat(page).contains("loa kéo", "3 lần").doesNotContain("0912");
        assertThat(location(writer.submit(
                        LEARNING,
                        LEARNING + "/questions",
                        "question",
                        "mượn loa kéo, gọi 0912 345 678",
                        "answer",
                        "Hỏi nhà văn hóa.",
                        "field",
                        "Hộ tịch")))
                .endsWith("said=private");
        assertThat(location(writer.submit(
                        LEARNING,
                        LEARNING + "/questions",
                        "question",
                        "mượn loa kéo đám cưới của thôn",
                        "answer",
                        "Hỏi nhà văn hóa thôn, {phone}.",
                        "field",
                        "Hộ tịch")))
                .as("written by an editor, so another approves")
                .endsWith("said=waiting");
        String code = "xa-mot.muon-loa-keo-dam-cuoi-cua-thon";
        assertThat(location(act(approver, code, "approve"))).endsWith("said=queued");
        eventually(() -> assertThat(known("xa-mot", code)).isTrue());

        assertThat(answer("muon loa keo dam cuoi cua thon")).contains("Hỏi nhà văn hóa thôn, 0200 000 0000.");
        assertThat(HtmlUtils.htmlUnescape(writer.get(LEARNING).body())).doesNotContain("loa kéo");
    }

    @Test
    void anAnsweredCaseIsOfferedByAnOfficerTakenByAnEditorAndGoesWithItsResident() {
        String first = asker("bờ kênh sau đồi mọc đầy cỏ, gọi 0987 654 321, ai coi sóc");
        int number = answered(first, "Gọi trưởng thôn để đăng ký sửa bờ kênh.");
        String second = asker("bờ kênh sau đồi mọc đầy cỏ, ai coi sóc vậy");
        answered(second, "Liên hệ hợp tác xã nông nghiệp trước ngày rằm.");
        String[] offer = {"number", String.valueOf(number), "kind", "answer"};

        assertThat(neighbour.submit("/console", LEARNING + "/proposals", offer).statusCode())
                .isEqualTo(404);
        assertThat(administrator
                        .submit("/console", LEARNING + "/proposals", offer)
                        .statusCode())
                .isEqualTo(404);
        assertThat(neighbour
                        .submit("/console", "/console/learning/xa-hai/proposals", offer)
                        .statusCode())
                .as("a number of another commune's")
                .isEqualTo(404);
        assertThat(officer.submit("/console", LEARNING + "/proposals", offer).body())
                .contains("Đã gửi cho người biên tập");
        assertThat(officer.get(LEARNING).statusCode()).isEqualTo(404);
        String page = HtmlUtils.htmlUnescape(writer.get(LEARNING).body());
        assertThat(page)
                .contains("Người can.bo đề nghị", "Gọi trưởng thôn để đăng ký sửa bờ kênh.")
                .contains("Liên hệ hợp tác xã nông nghiệp trước ngày rằm.")
                .doesNotContain("0987");

        String target = first(writer.get(LEARNING).body(), "action=\"(" + LEARNING + "/proposals/\\d+)\"");
        assertThat(neighbour
                        .submit("/console", target.replace("xa-mot", "xa-hai"), "question", "x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(location(writer.submit(
                        LEARNING,
                        target,
                        "question",
                        "bờ kênh mọc cỏ thì hỏi ai",
                        "answer",
                        "Ông/bà gọi trưởng thôn.",
                        "field",
                        "Hộ tịch")))
                .as("an officer proposed it, an editor approves it")
                .endsWith("said=queued");
        eventually(() ->
                assertThat(known("xa-mot", "xa-mot.bo-kenh-moc-co-thi-hoi-ai")).isTrue());
        assertThat(proposals()).isZero();

        officer.submit("/console", LEARNING + "/proposals", offer);
        assertThat(proposals()).isEqualTo(1);
        hoixa.post("""
                {"app_id":"%s","oa_id":"%s","user_id":"%s","event_name":"user_withdraw","timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP, RunningHoiXa.OA, first, hoixa.clock().millis()));
        eventually(() -> assertThat(proposals()).isZero());
        assertThat(known("xa-mot", "xa-mot.bo-kenh-moc-co-thi-hoi-ai"))
                .as("an editor's own words stay")
                .isTrue();
    }

    @Test
    void isReadAndWrittenOnASmallPhone() {
        answer("loa ngoài ngõ sáng nào cũng ồn, nói bao nhiêu lần rồi");
        try (Chromium chromium = Chromium.start()) {
            Page page = signedIn(chromium, "nguoi.duyet");
            show(page, GUIDES + "/" + DEATH);
            page.locator("#p-fee").fill("5000");
            page.locator("button[value=preview]").click();

            assertThat(page.locator("#p-fee-wrong-0").textContent()).contains("đồng");
            assertThat(page.locator("#preview").textContent()).contains("5000");
            FrameLocator sheet = page.frameLocator("iframe.sheet");
            assertThat(sheet.locator("h1").textContent()).isEqualTo("Đăng ký khai tử");
            assertThat(sheet.locator("article").textContent()).contains("5000");
            assertThat(sheet.locator("body").evaluate("body => getComputedStyle(body).fontFamily"))
                    .as("drawn with the site's own style")
                    .isNotEqualTo("\"Times New Roman\"");
            OldEyes.assertEasyAndKeep(page, "console-guide");
            OldEyes.assertSound(page, "console-guide");

            look(page, "console-guides", GUIDES);
            look(page, "console-guide-history", GUIDES + "/" + DEATH + "/history");
            look(page, "console-learning", LEARNING);
            assertThat(page.locator("main").textContent()).contains("loa ngoài ngõ");
            look(page, "console-reviews", "/console/reviews/xa-mot");
            page.locator("main .rows a").first().click();
            assertThat(page.locator(".review h2").count()).isEqualTo(1);
            OldEyes.assertEasy(page, "console-review");
            OldEyes.assertSound(page, "console-review");

            Page other = signedIn(chromium, "quan.tri");
            look(other, "console-versions", "/console/versions");
            look(other, "console-version", "/console/versions/" + version());
            assertThat(chromium.takeComplaints()).isEmpty();
        }
    }

    private static Page signedIn(Chromium chromium, String name) {
        Page page = chromium.page(360, 740);
        show(page, "/account/sign-in");
        page.locator("#username").fill(name);
        page.locator("#password").fill(Members.PASSWORD);
        page.locator("form button").first().click();
        return page;
    }

    private static void show(Page page, String path) {
        page.navigate(hoixa.address(path).toString());
    }

    private static void look(Page page, String name, String path) {
        show(page, path);
        OldEyes.assertEasy(page, name);
        OldEyes.assertSound(page, name);
    }

    @Test
    void eachVersionTellsWhatChangedAndAnEarlierComesBackBelowWhatEditorsSaid() throws IOException {
        send(MARRIAGE, "p-result", "Giấy <b>kết hôn</b> & sổ.");
        eventually(() -> assertThat(guide("xa-mot", MARRIAGE).facets())
                .containsEntry(Facet.RESULT, "Giấy <b>kết hôn</b> & sổ."));
        String before = version();
        String edit = administrator.get("/console/versions/" + before).body();

        assertThat(edit)
                .contains("1 tệp khác bản trước", "communes/xa-mot/console/9.000003.md")
                .contains("&lt;b\\&gt;kết hôn")
                .doesNotContain("<b\\>", "<b>");
        assertThat(HtmlUtils.htmlUnescape(administrator.get("/console/versions").body()))
                .contains("Bản số " + before, "Xã sửa bài, lúc", "Đang dùng");

        Path file = base.resolve("bank/ho-tich/ket-hon.md");
        String old = Files.readString(file);
        Files.writeString(file, old.replace("Trong 1 ngày làm việc.", "Trong 5 ngày làm việc."));
        assertThat(hoixa.bean(Library.class).publish().refusals()).isEmpty();
        assertThat(guide("xa-hai", MARRIAGE).facets()).containsEntry(Facet.TIME, "Trong 5 ngày làm việc.");
        String changed = version();
        assertThat(changed).isNotEqualTo(before);
        assertThat(HtmlUtils.htmlUnescape(
                        administrator.get("/console/versions/" + changed).body()))
                .contains("Từ tệp, lúc", "bank/ho-tich/ket-hon.md")
                .contains("<del>time: Trong 1 ngày làm việc.</del>", "<ins>time: Trong 5 ngày làm việc.</ins>");

        assertThat(location(again(administrator, before))).endsWith("/console/versions");
        eventually(() ->
                assertThat(guide("xa-hai", MARRIAGE).facets()).containsEntry(Facet.TIME, "Trong 1 ngày làm việc."));
        eventually(() -> assertThat(HtmlUtils.htmlUnescape(
                        administrator.get("/console/versions").body()))
                .contains("bản số " + before + ", đã xong", "Dùng lại bản cũ, lúc"));
        assertThat(guide("xa-mot", MARRIAGE).facets())
                .as("above it, what editors say stays")
                .containsEntry(Facet.RESULT, "Giấy <b>kết hôn</b> & sổ.");
        Files.writeString(file, old);
    }

    @Test
    void versionsOpenToAdministratorsAlone() {
        String number = version();
        assertThat(administrator.get("/console/versions/" + number).statusCode())
                .isEqualTo(200);
        for (Visitor stranger : List.of(writer, neighbour, officer)) {
            assertThat(stranger.get("/console/versions").statusCode()).isEqualTo(404);
            assertThat(stranger.get("/console/versions/" + number).statusCode()).isEqualTo(404);
            assertThat(again(stranger, number).statusCode()).isEqualTo(404);
        }
        for (String wrong : List.of("0", "999999", "-1")) {
            assertThat(administrator.get("/console/versions/" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(404);
            assertThat(again(administrator, wrong).statusCode()).as(wrong).isEqualTo(404);
        }
        assertThat(administrator.get("/console/versions/x").statusCode()).isBetween(400, 404);
        assertThat(version()).as("nothing was published").isEqualTo(number);
    }

    @Test
    void whatIsWrongIsToldInTheWordsOfTheForm() {
        String form = write(
                        BIRTH, "preview", "p-fee", "5000", "p-online", "http://xau", "p-papers", "giấy ".repeat(300))
                .body();
        assertThat(wrong(form))
                .anyMatch(text -> text.startsWith("«" + label(form, "fee") + "» có số thì phải ghi đơn vị: "))
                .anyMatch(text -> text.startsWith("«" + label(form, "online") + "» phải bắt đầu bằng địa chỉ"))
                .anyMatch(text -> text.startsWith("«" + label(form, "papers") + "» dài"));
        String code = added("Chợ phiên chủ nhật");
        String empty = write(code, "preview", "p-steps", "Tới {nha} hỏi.").body();
        assertThat(wrong(empty))
                .contains("«Tên bài» chưa có gì.", "«Lĩnh vực» chưa có gì.", "Cần ít nhất một câu người dân hay hỏi.")
                .anyMatch(text -> text.startsWith("Cần một, hai câu giới thiệu"))
                .anyMatch(text -> text.startsWith("Không có chỗ điền {nha}."));
        String asked = write(code, "preview", "p-phrasings", "làm giấy kết hôn\nđi chợ phiên\nĐi chợ phiên")
                .body();
        assertThat(wrong(asked))
                .contains("Câu «Đi chợ phiên» có hai lần.")
                .anyMatch(text -> text.startsWith("Câu «làm giấy kết hôn» đã có ở bài «Đăng ký kết hôn»."));
        act(writer, code, "drop");

        assertThat(location(write(DEATH, "send", "p-fee", "5000"))).endsWith("said=unsound");
        assertThat(wrong(page(DEATH)))
                .as("beside the one field that was changed")
                .hasSize(1);
        act(writer, DEATH, "drop");

        assertThat(List.of(form, empty, asked))
                .allSatisfy(page -> assertThat(wrong(page))
                        .noneMatch(text -> text.matches(
                                "(?s).*(\\b(" + String.join("|", Wording.PARTS) + "|yaml|twins)\\b|\\.md).*")));
    }

    @Test
    void markupInEveryFieldIsTextOnEveryPage() {
        String hostile = "</textarea></iframe>\"'><script>alert(1)</script><img src=x onerror=alert(2)> ${7*7} #{x}";
        String code = added("Hỏi " + hostile);
        List<String> fields = new ArrayList<>();
        Wording.PARTS.forEach(part -> {
            fields.add("p-" + part);
            fields.add(part.equals("valid-until") ? "2030-01-01" : part + " " + hostile);
        });
        List<String> pages = new ArrayList<>();
        pages.add(write(code, "preview", fields.toArray(String[]::new)).body());
        write(code, "save", fields.toArray(String[]::new));
        pages.add(write(approver, code, "0", "save", fields.toArray(String[]::new))
                .body());
        String history = GUIDES + "/" + code + "/history";
        for (String page : List.of(GUIDES, GUIDES + "/" + code, history)) {
            pages.add(approver.get(page).body());
        }
        pages.add(writer.get(first(pages.getLast(), "href=\"(" + history + "/\\d+)\""))
                .body());
        act(writer, code, "drop");

        assertThat(pages)
                .hasSize(6)
                .allSatisfy(page -> assertThat(page).doesNotContain("<script>alert", "<img src=x", " 49 "));
    }

    @Test
    void whatEditorsSaidIsTakenAlongAsFilesThatSayTheSame(@TempDir Path other) throws IOException {
        String code = added("Lịch tiêm phòng dại");
        send(
                code,
                "p-title",
                "Lịch tiêm phòng dại",
                "p-field",
                "Hộ tịch",
                "p-summary",
                "Tiêm ở trạm, gọi {phone}.",
                "p-phrasings",
                "hôm nào tiêm chó");
        send(MARRIAGE, "p-result", "Giấy chứng nhận # hai bản.", "p-phrasings", "mình muốn cưới nhau");
        eventually(() -> assertThat(guide("xa-mot", MARRIAGE).phrasings()).contains("mình muốn cưới nhau"));

        HttpResponse<byte[]> all = writer.download(GUIDES + "/export");
        SmallBank.in(other);
        Map<String, String> files = unpacked(all.body());
        for (var file : files.entrySet()) {
            assertThat(file.getKey())
                    .matches("(communes/xa-mot/guides|phrasings)/[A-Za-z0-9-][A-Za-z0-9._-]*\\.(md|txt)");
            Path path = other.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        assertThat(all.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"hoixa-xa-mot.zip\"");
        assertThat(files)
                .containsEntry("phrasings/" + MARRIAGE + ".txt", "mình muốn cưới nhau\n")
                .containsKey("communes/xa-mot/guides/" + code + ".md");
        Publisher read = Publisher.read(Publisher.files(other, null), LocalDate.of(2026, 7, 20));
        assertThat(read.problems()).filteredOn(Problem::isError).isEmpty();
        Knowledge taken = read.draft();
        Commune commune = Objects.requireNonNull(taken.commune("xa-mot"));
        for (String one : List.of(code, MARRIAGE)) {
            Guide again = Objects.requireNonNull(taken.guide(commune, one));
            assertThat(again.facets()).isEqualTo(guide("xa-mot", one).facets());
            assertThat(again.summary()).isEqualTo(guide("xa-mot", one).summary());
            assertThat(again.review()).isEqualTo(guide("xa-mot", one).review());
        }
        assertThat(unpacked(administrator
                                .download(GUIDES + "/" + MARRIAGE + "/export")
                                .body())
                        .keySet())
                .containsExactly("communes/xa-mot/guides/9.000003.md", "phrasings/9.000003.txt");
        assertThat(writer.get(GUIDES + "/9.999999/export").statusCode()).isEqualTo(404);
        assertThat(neighbour.get(GUIDES + "/export").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWaitsToBeReviewedIsReadFieldByFieldAndOneStandsUpForIt() {
        String reviews = "/console/reviews/xa-hai";
        String read = reviews + "/read?linh-vuc=H%E1%BB%99+t%E1%BB%8Bch";
        assertThat(neighbour.get(reviews).body()).contains("Hộ tịch", "Còn 3 trên 3 bài");
        String card = neighbour.get(read + "&ma=" + BIRTH).body();
        String fingerprint = first(card, "name=\"dau\" value=\"(\\w+)\"");

        HttpResponse<String> approved = judge(read, BIRTH, fingerprint, "true", "");

        assertThat(location(approved)).contains("linh-vuc=", "sau=" + BIRTH);
        assertThat(neighbour
                        .get(location(approved).replaceFirst("^http://[^/]*", ""))
                        .body())
                .contains("Đã duyệt: Đăng ký khai sinh", "Đã xem 1 trên 3 bài");
        assertThat(Objects.requireNonNull(guide("xa-hai", BIRTH).review()).who())
                .isEqualTo("Người xa.ben");
        assertThat(location(judge(read, DEATH, fingerprint, "true", "")))
                .as("another text than was read")
                .contains("doi=true");
        String other = first(neighbour.get(read + "&ma=" + DEATH).body(), "name=\"dau\" value=\"(\\w+)\"");
        judge(read, DEATH, other, "false", "<script>alert(1)</script> sai phí");
        assertThat(neighbour.get(reviews).body()).contains("Còn 1 trên 3 bài");
        assertThat(neighbour.get(read).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; sai phí")
                .doesNotContain("<script>alert");
        assertThat(hoixa.database()
                        .read()
                        .sql("SELECT what FROM audit WHERE reason = 'xa-hai' AND what LIKE 'guide %ed' ORDER BY id")
                        .query(String.class)
                        .list())
                .containsSubsequence("guide approved", "guide refused");
        for (Visitor stranger : List.of(writer, officer)) {
            assertThat(stranger.get(read).statusCode()).isEqualTo(404);
            assertThat(stranger.submit("/account/password", read, "ma", BIRTH, "dau", fingerprint, "dung", "false")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(guide("xa-hai", BIRTH).isWritten()).isTrue();
    }

    private static HttpResponse<String> judge(String read, String code, String fingerprint, String right, String note) {
        return neighbour.submit(read, read, "ma", code, "dau", fingerprint, "dung", right, "ghi-chu", note);
    }

    private static Map<String, String> unpacked(byte[] zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** What stands in red, as it is read. */
    private static List<String> wrong(String page) {
        return Pattern.compile("<p class=\"wrong\"[^>]*>([^<]*)</p>")
                .matcher(page)
                .results()
                .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                .toList();
    }

    private static String label(String page, String part) {
        return HtmlUtils.htmlUnescape(first(page, "<label for=\"p-" + part + "\">([^<]*)<"));
    }

    /** Number of the version in service. */
    private static String version() {
        return first(administrator.get("/console/versions").body(), "href=\"/console/versions/(\\d+)\"");
    }

    private static HttpResponse<String> again(Visitor who, String number) {
        return who.submit("/account/password", "/console/versions/" + number + "/again");
    }

    private static int proposals() {
        return hoixa.database()
                .read()
                .sql("SELECT COUNT(*) FROM learning_proposal")
                .query(Integer.class)
                .single();
    }

    /** Who asked what goes to a person. */
    private static String asker(String question) {
        answer(question);
        return "dan" + residents;
    }

    /** The number of the resident's case, which an officer has answered now. */
    private static int answered(String resident, String answer) {
        long id = hoixa.database()
                .read()
                .sql("SELECT c.id FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?")
                .param(resident)
                .query(Long.class)
                .single();
        return hoixa.database().write(transaction -> {
            transaction.sql("""
                            INSERT INTO case_text (case_id, resident_id, kind, text, created_at)
                            SELECT id, resident_id, 'answer', ?, opened_at FROM cases WHERE id = ?""").params(answer, id).update();
            transaction
                    .sql("UPDATE cases SET state = 'answered', due_at = NULL WHERE id = ?")
                    .param(id)
                    .update();
            return transaction
                    .sql("SELECT number FROM cases WHERE id = ?")
                    .param(id)
                    .query(Integer.class)
                    .single();
        });
    }

    /** Written by one, approved by the other. */
    private static void send(String code, String... fields) {
        assertThat(location(write(code, "send", fields))).endsWith("said=waiting");
        assertThat(location(act(approver, code, "approve"))).endsWith("said=queued");
    }

    private static String added(String title) {
        String location = location(writer.submit(GUIDES, GUIDES, "title", title));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static boolean known(String commune, String code) {
        Knowledge knowledge = hoixa.bean(Library.class).current().knowledge();
        return knowledge.guide(Objects.requireNonNull(knowledge.commune(commune)), code) != null;
    }

    private static String first(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** What a resident who never wrote before is answered. */
    private static String answer(String question) {
        String resident = "dan" + ++residents;
        hoixa.say(resident, question);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(resident)).isNotEmpty());
        return String.join("\n", hoixa.answersTo(resident));
    }

    private static String fee(String commune, String code) {
        return Objects.requireNonNullElse(guide(commune, code).facets().get(Facet.FEE), "");
    }

    private static Guide guide(String commune, String code) {
        Knowledge knowledge = hoixa.bean(Library.class).current().knowledge();
        return Objects.requireNonNull(knowledge.guide(Objects.requireNonNull(knowledge.commune(commune)), code), code);
    }

    private static String page(String code) {
        return HtmlUtils.htmlUnescape(writer.get(GUIDES + "/" + code).body());
    }

    private static HttpResponse<String> write(String code, String action, String... fields) {
        return write(writer, code, basis(writer, code), action, fields);
    }

    /** A form with those fields alone; what it does not have is taken from below. */
    private static HttpResponse<String> write(Visitor who, String code, String basis, String action, String... fields) {
        String[] all = new String[fields.length + 4];
        System.arraycopy(fields, 0, all, 4, fields.length);
        all[0] = "basis";
        all[1] = basis;
        all[2] = "action";
        all[3] = action;
        return who.submit(GUIDES + "/" + code, GUIDES + "/" + code, all);
    }

    private static HttpResponse<String> act(Visitor who, String code, String action) {
        String page = GUIDES + "/" + code;
        return who.submit(page, page + "/" + action, "basis", basis(who, code));
    }

    private static String basis(Visitor who, String code) {
        return who.get(GUIDES + "/" + code).body().replaceAll("(?s).*name=\"basis\" value=\"([^\"]*)\".*", "$1");
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }
}
