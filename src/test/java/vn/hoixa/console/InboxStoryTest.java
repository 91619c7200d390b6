package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.CaseWork;
import vn.hoixa.escalation.State;
import vn.hoixa.escalation.Work;
import vn.hoixa.testing.CaseWalk;
import vn.hoixa.zalo.Parcel;

/** Officers at the console: what they see, what they do, and what is not there for them. */
class InboxStoryTest {
    private static final String COMMUNE = "xa-mau";
    private static final String INBOX = "/console/inbox/" + COMMUNE;
    private static final String QUESTION = "Giấy khai sinh của con tôi ghi sai tên đệm, cho tôi gặp cán bộ";

    private static CaseWalk walk;
    private static Visitor justice;
    private static Visitor centre;
    private static Visitor culture;
    private static Visitor chair;
    private static int people;

    private String resident = "";

    @BeforeAll
    static void start(@TempDir Path data) {
        walk = new CaseWalk(data);
        justice = officer("tu-phap", Role.OFFICER);
        centre = officer("trung-tam", Role.OFFICER);
        culture = officer("van-hoa", Role.OFFICER);
        chair = officer("chu-tich", Role.LEADER);
    }

    @AfterAll
    static void stop() {
        walk.close();
    }

    @BeforeEach
    void somebodyNew() {
        people++;
        resident = "person" + people;
    }

    private static Visitor officer(String key, Role role) {
        return Members.of(
                walk.hoixa(), "o." + key, COMMUNE, role, walk.officer(key).id());
    }

    @Test
    void listsBeginningsAndShowsWholeTextsInside() {
        int number = ask("Con tôi <b>khai sinh</b> sai tên đệm, số 0912345678, cho tôi gặp cán bộ");

        String list = justice.get(INBOX + "?tab=all").body();
        String inside = justice.get(at(number)).body();

        assertThat(list)
                .contains("CH-%04d".formatted(number), "Chưa ai nhận", "Hạn ", "&lt;b&gt;khai sinh")
                .doesNotContain("0912345678", "<b>khai sinh");
        assertThat(inside)
                .contains("&lt;b&gt;khai sinh", "0912345678", "href=\"tel:0912345678\"", "Trả lời tự động")
                .doesNotContain("<b>khai sinh");
        assertThat(audited("conversation read", number)).isEqualTo(1);
        justice.get(at(number), "X-Live", "1");
        assertThat(audited("conversation read", number)).isEqualTo(1);
    }

    @Test
    void answersAndCloses() {
        int number = ask(QUESTION);

        assertThat(location(act(justice, number, "take", ""))).endsWith("?done=take");
        assertThat(walk.aCase(number).state()).isEqualTo(State.TAKEN);
        assertThat(act(justice, number, "finish", "").body()).contains("Chưa có câu trả lời nào gửi");
        act(justice, number, "answer", "Chị mang <i>căn cước</i> tới trung tâm.");
        eventually(() -> assertThat(walk.last(resident))
                .startsWith("Chị mang <i>căn cước</i> tới trung tâm.")
                .contains("Hoàng Thị Mẫu"));
        walk.settle();

        assertThat(justice.get(at(number)).body()).contains("&lt;i&gt;căn cước", "Đã gửi", "Hoàng Thị Mẫu");
        act(justice, number, "finish", "");
        assertThat(walk.aCase(number).state()).isEqualTo(State.ANSWERED);
        assertThat(walk.history(number)).contains("taken", "answer sent", "answered");
        assertThat(justice.get(INBOX + "?tab=all").body())
                .contains("Tất cả")
                .doesNotContain("CH-%04d".formatted(number));
        assertThat(List.of(
                        audited("case: take", number),
                        audited("case: answer", number),
                        audited("case: finish", number)))
                .containsOnly(1);
    }

    @Test
    void doesEverythingElseThatCanBeDone() {
        int asked = taken(QUESTION);
        act(justice, asked, "ask", "Cháu sinh năm nào?");
        assertThat(walk.aCase(asked).state()).isEqualTo(State.WAITING);
        act(justice, asked, "hand-back", "");
        assertThat(walk.aCase(asked).state()).isEqualTo(State.CLOSED);
        walk.settle();
        assertThat(walk.last(resident)).contains("CH-%04d".formatted(asked), "tự trả lời", "nhắn 0");

        int refused = taken(QUESTION);
        assertThat(act(justice, refused, "refuse", " ").body()).contains("Ô nội dung đang trống");
        act(justice, refused, "refuse", "Hết hạn");
        assertThat(walk.aCase(refused).state()).isEqualTo(State.REFUSED);
        assertThat(act(justice, refused, "answer", "Còn nữa").body()).contains("Câu hỏi này đã xong", "Còn nữa");

        int outside = taken(QUESTION);
        act(justice, outside, "pass-outside", "Sở Tư pháp");
        assertThat(walk.aCase(outside).state()).isEqualTo(State.PASSED);

        int called = taken(QUESTION);
        act(justice, called, "finish-by-telephone", "");
        assertThat(walk.aCase(called).state()).isEqualTo(State.ANSWERED);

        int passed = taken(QUESTION);
        long other = walk.officer("van-hoa").id();
        submit(justice, passed, "act", "pass", "to", "officer-" + other, "text", "Nhờ anh xem giúp");
        assertThat(walk.aCase(passed).owner()).isEqualTo(other);
        assertThat(walk.noticed("van-hoa").getLast()).contains("Nhờ anh xem giúp");
        submit(culture, passed, "act", "pass", "to", "unit-trung-tam", "text", "");
        assertThat(walk.aCase(passed).owner())
                .isIn(walk.officer("tu-phap").id(), walk.officer("trung-tam").id());
        assertThat(act(justice, passed, "erase", "").body()).contains("Chưa rõ việc cần làm");
    }

    @Test
    void keepsNotesFromTheResident() {
        int number = ask(QUESTION);
        int before = walk.hoixa().answersTo(resident).size();

        act(centre, number, "note", "Nhà này <script>alert(1)</script> hay gọi");

        assertThat(justice.get(at(number)).body())
                .contains("ghi chú nội bộ", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        walk.settle();
        assertThat(walk.hoixa().answersTo(resident)).hasSize(before);
        assertThat(act(centre, number, "note", "dài ".repeat(5_000)).body())
                .contains("dài quá 10,000".replace(",", "."));
    }

    @Test
    void sendsOnceHoweverOftenTheSameFormComes() {
        int number = ask(QUESTION);
        String[] form = form(justice, number, "act", "answer", "text", "Mời bác lên trung tâm");

        justice.post(at(number), form);
        HttpResponse<String> again = justice.post(at(number), form);

        assertThat(location(again)).endsWith("?done=answer");
        walk.settle();
        assertThat(walk.told(resident, "Mời bác lên trung tâm")).hasSize(1);
        assertThat(audited("case: answer", number)).isEqualTo(1);
    }

    @Test
    void sendsOneOfTwoAndLosesNeither() throws Exception {
        int number = ask(QUESTION);
        justice.submit(at(number), at(number), "act", "take", "version", "0", "text", "");
        walk.hoixa()
                .database()
                .write(transaction -> transaction
                        .sql("UPDATE cases SET owner_id = NULL WHERE number = ?")
                        .param(number)
                        .update());
        String[] one = form(justice, number, "act", "answer", "text", "Lời của tư pháp");
        String[] two = form(centre, number, "act", "answer", "text", "Lời của trung tâm");

        List<HttpResponse<String>> answers;
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Callable<HttpResponse<String>>> posts =
                    List.of(() -> justice.post(at(number), one), () -> centre.post(at(number), two));
            answers = both.invokeAll(posts).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(302, 409);
        HttpResponse<String> later = answers.stream()
                .filter(one2 -> one2.statusCode() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(later.body()).contains("Lời của tư pháp", "Lời của trung tâm", "vừa viết cho người dân");
        walk.settle();
        assertThat(walk.told(resident, "Lời của t")).hasSize(1);
    }

    @Test
    void leavesAColleaguesCaseAlone() {
        int number = ask(QUESTION);
        act(justice, number, "take", "");

        HttpResponse<String> tried = act(culture, number, "answer", "Tôi trả lời thay");

        assertThat(tried.body()).contains("do Hoàng Thị Mẫu", "Tôi trả lời thay");
        act(culture, number, "take", "");
        assertThat(walk.aCase(number).owner()).isEqualTo(walk.officer("van-hoa").id());
        assertThat(walk.noticed("tu-phap").getLast()).contains("Bùi Văn Mẫu");
    }

    @Test
    void isNotThereForWhomItConcerns() {
        walk.say(resident, "tôi phản ánh cán bộ Bùi Văn Mẫu hách dịch, quát dân");
        int number = latest();
        assertThat(walk.aCase(number).exclusion().covers(walk.officer("van-hoa")))
                .isTrue();
        long row = walk.aCase(number).residentRow();

        assertThat(culture.get(INBOX + "?tab=all").body())
                .contains("Tất cả")
                .doesNotContain("CH-%04d".formatted(number));
        assertThat(culture.get(at(number)).statusCode()).isEqualTo(404);
        assertThat(culture.get(at(number) + "/here").statusCode()).isEqualTo(404);
        assertThat(culture.submit(INBOX, at(number), "act", "take", "version", "0")
                        .statusCode())
                .isIn(403, 404);
        assertThat(culture.get("/console/conversations/" + COMMUNE + "/" + row).body())
                .contains("Người dân")
                .doesNotContain("hách dịch", "CH-%04d".formatted(number));
        assertThat(justice.get(at(number)).body()).contains("hách dịch");
        assertThat(justice.get("/console/conversations/" + COMMUNE + "/" + row).body())
                .contains("hách dịch");
    }

    @Test
    void showsWhatAnOfficerSentToThoseWhoSeeItsConversationAlone() {
        walk.say(resident, "tôi phản ánh cán bộ Bùi Văn Mẫu hách dịch, quát dân");
        int number = latest();
        byte[] picture = "\u0089PNG\r\n\u001a\n0123456789".getBytes(StandardCharsets.ISO_8859_1);
        byte[] form = "%PDF-1.4 mẫu".getBytes(StandardCharsets.UTF_8);
        walk.hoixa()
                .zalo()
                .stubFor(WireMock.post(WireMock.urlMatching(".*/upload/.*"))
                        .willReturn(
                                WireMock.okJson("{\"data\":{\"attachment_id\":\"a\",\"token\":\"t\"},\"error\":0}")));
        act(justice, number, "take", "");
        CaseWork.Form sent = new CaseWork.Form(
                "test",
                walk.officer("tu-phap"),
                COMMUNE,
                walk.aCase(number).number(),
                walk.aCase(number).version(),
                "with-files");
        walk.hoixa()
                .bean(CaseWork.class)
                .work(
                        sent,
                        new Work.Answer(
                                "Bà xem hình và mẫu này",
                                List.of(new Parcel("hình.png", picture), new Parcel("../mẫu đơn.pdf", form))));

        String page = justice.get(at(number)).body();
        List<String> files = Pattern.compile("href=\"(/console/files/xa-mau/sent/\\d+)\"")
                .matcher(page)
                .results()
                .map(one -> one.group(1))
                .toList();
        assertThat(page)
                .contains("<img loading=\"lazy\" src=\"" + files.getFirst(), "mẫu đơn.pdf")
                .doesNotContain("../");
        HttpResponse<String> shown = justice.get(files.getFirst());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type")).contains("image/png");
        HttpResponse<String> kept = justice.get(files.getLast());
        assertThat(kept.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(kept.headers().firstValue("Content-Type")).contains("application/octet-stream");
        for (String file : files) {
            assertThat(chair.get(file).statusCode()).isEqualTo(200);
            assertThat(culture.get(file).statusCode()).isEqualTo(404);
            assertThat(justice.get(file.replace("xa-mau", "xa-khac")).statusCode())
                    .isEqualTo(404);
            assertThat(new Visitor(walk.hoixa()).get(file).statusCode()).isEqualTo(302);
        }
        assertThat(justice.get("/console/files/xa-mau/sent/999999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsADenunciationToWhoeverLooksAfterIt() {
        walk.say(resident, "tôi tố cáo ông Khỉ Gió ở thôn 3 lấn chiếm đất công");
        int number = latest();
        Officer owner = walk.hoixa()
                .bean(Directory.class)
                .find(Objects.requireNonNull(walk.aCase(number).owner()))
                .orElseThrow();
        Visitor theirs = Members.of(walk.hoixa(), "owner" + number, COMMUNE, Role.OFFICER, owner.id());

        assertThat(theirs.get(INBOX + "?tab=mine").body())
                .contains("CH-%04d".formatted(number), "Nội dung không hiển thị")
                .doesNotContain("Khỉ Gió", "lấn chiếm");
        assertThat(theirs.get(at(number)).body()).contains("Khỉ Gió");
        assertThat(culture.get(INBOX + "?tab=all").body())
                .contains("Tất cả")
                .doesNotContain("CH-%04d".formatted(number));
        assertThat(culture.get(at(number)).statusCode()).isEqualTo(404);
    }

    @Test
    void lettersThatDidNotArriveAreListed() {
        int number = ask(QUESTION);
        walk.hoixa()
                .database()
                .write(transaction -> transaction
                        .sql(
                                "UPDATE incoming SET received_at = received_at - 700000000, zalo_time = zalo_time - 700000000"
                                        + " WHERE resident_id = ?")
                        .param(walk.aCase(number).residentRow())
                        .update());
        act(justice, number, "answer", "Mời bác lên trung tâm");
        eventually(() -> assertThat(justice.get(INBOX + "?tab=undelivered").body())
                .contains("CH-%04d".formatted(number), "gọi điện"));

        assertThat(justice.get(at(number)).body()).contains("Chưa đến tay người dân", "Zalo chưa cho nhắn tiếp");
        act(justice, number, "finish-by-telephone", "");

        assertThat(justice.get(INBOX + "?tab=undelivered").body())
                .contains("Tất cả")
                .doesNotContain("CH-%04d".formatted(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/inbox/xa-mau",
                "/console/cases/xa-mau/1",
                "/console/cases/xa-mau/1/here",
                "/console/conversations/xa-mau/1",
                "/console/live/xa-mau"
            })
    void opensToOfficersAndLeadersOfTheCommuneAlone(String page) {
        ask(QUESTION);
        List<Visitor> strangers = List.of(
                Members.of(walk.hoixa(), "editor" + people, COMMUNE, Role.EDITOR, null),
                Members.of(walk.hoixa(), "admin" + people, COMMUNE, Role.ADMINISTRATOR, null),
                Members.of(walk.hoixa(), "abroad" + people, "xa-khac", Role.OFFICER, null));

        for (Visitor stranger : strangers) {
            assertThat(stranger.get(page).statusCode()).isEqualTo(404);
            assertThat(stranger.submit("/account/password", "/console/cases/xa-mau/1", "act", "take")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(location(new Visitor(walk.hoixa()).get(page))).endsWith("/account/sign-in");
    }

    @Test
    void whoeverIsNotInTheDirectoryReadsAsALeaderOnly() {
        int number = ask(QUESTION);
        Visitor leader = Members.of(walk.hoixa(), "leader" + people, COMMUNE, Role.LEADER, null);
        Visitor nobody = Members.of(walk.hoixa(), "nobody" + people, COMMUNE, Role.OFFICER, null);

        assertThat(leader.get(at(number)).body()).contains("ghi sai tên đệm", "cần gắn với một cán bộ");
        assertThat(leader.submit(at(number) + "/here", at(number)).statusCode()).isIn(403, 422);
        assertThat(nobody.get(INBOX).body()).contains("chưa gắn với cán bộ nào");
        assertThat(nobody.get(at(number)).statusCode()).isEqualTo(404);
        assertThat(chair.get(at(number)).body()).contains("ghi sai tên đệm");
        assertThat(location(leader.signIn("leader" + people, Members.PASSWORD))).endsWith(INBOX);
    }

    @Test
    void refusesWhatIsFarTooLong() {
        int number = ask(QUESTION);
        String[] form = form(justice, number, "act", "note", "text", "x".repeat(10_000_000));

        HttpResponse<String> refused = justice.post(at(number), form);

        assertThat(refused.statusCode()).isIn(403, 413);
        assertThat(refused.body()).contains("Chưa có gì thay đổi");
        assertThat(audited("case: note", number)).isZero();
    }

    @Test
    void offersWhatWasAnsweredToTheEditors() {
        int number = taken(QUESTION);
        act(justice, number, "answer", "Chị mang giấy khai sinh bản gốc tới.");
        walk.settle();
        act(justice, number, "finish", "");
        String learning = "/console/learning/" + COMMUNE;
        assertThat(justice.get(at(number)).body()).contains(learning + "/proposals");

        assertThat(justice.submit(at(number), learning + "/proposals", "number", "" + number, "kind", "phrasing")
                        .body())
                .contains("Đã gửi cho người biên tập");

        Visitor editor = Members.of(walk.hoixa(), "bien.tap", COMMUNE, Role.EDITOR, null);
        assertThat(editor.get(learning).body())
                .contains("ghi sai tên đệm", learning + "/proposals/")
                .doesNotContain("Cán bộ bấm «Thêm vào kho»");
        assertThat(editor.get(at(number)).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThat(List.of(
                        justice.get(at(0)).statusCode(),
                        justice.get(at(99_999)).statusCode(),
                        justice.get("/console/conversations/" + COMMUNE + "/99999")
                                .statusCode()))
                .containsOnly(404);
    }

    /** Whoever has least to do gets it first. */
    private int taken(String text) {
        int number = ask(text);
        act(justice, number, "take", "");
        return number;
    }

    private int ask(String text) {
        walk.say(resident + "." + people++, text);
        resident = resident(latest());
        return latest();
    }

    private static String resident(int number) {
        return walk.aCase(number).resident().user();
    }

    private static int latest() {
        return walk.hoixa()
                .database()
                .read()
                .sql("SELECT MAX(number) FROM cases")
                .query(Integer.class)
                .single();
    }

    private static String at(int number) {
        return "/console/cases/" + COMMUNE + "/" + number;
    }

    private static HttpResponse<String> act(Visitor who, int number, String act, String text) {
        return submit(who, number, "act", act, "text", text);
    }

    private static HttpResponse<String> submit(Visitor who, int number, String... fields) {
        return who.post(at(number), form(who, number, fields));
    }

    /** As the browser would send it now. */
    private static String[] form(Visitor who, int number, String... fields) {
        String page = who.get(at(number)).body();
        return Stream.concat(
                        Arrays.stream(fields),
                        Stream.of(
                                "version",
                                hidden(page, "version"),
                                "token",
                                hidden(page, "token"),
                                "_csrf",
                                hidden(page, "_csrf")))
                .toArray(String[]::new);
    }

    private static String hidden(String page, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as("%s in %s", name, page).isTrue();
        return found.group(1);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse(response.statusCode() + response.body());
    }

    private static int audited(String what, int number) {
        return walk.hoixa()
                .database()
                .read()
                .sql("SELECT COUNT(*) FROM audit WHERE what = ? AND on_what = ?")
                .params(what, "case " + walk.aCase(number).id())
                .query(Integer.class)
                .single();
    }
}
