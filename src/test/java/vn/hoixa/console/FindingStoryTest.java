package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;
import vn.hoixa.account.Members;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.search.SearchTexts;
import vn.hoixa.testing.RunningHoiXa;

/** Searching, files, dead letters, canned replies and the audit, over real HTTP, by those who may and those who may not. */
class FindingStoryTest {
    private static final String COMMUNE = "xa-mau";
    private static final String OA = RunningHoiXa.OA;
    private static final byte[] PICTURE = bytes("\u0089PNG\r\n\u001a\n0123456789");

    private static RunningHoiXa hoixa;
    private static Visitor stranger;
    private static Visitor officer;
    private static Visitor concerned;
    private static Visitor leader;
    private static Visitor editor;
    private static Visitor keeper;
    private static Visitor administrator;
    private static Visitor neighbour;
    private static long concernedId;
    private static int rows;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
        concernedId = officer("dia-chinh");
        stranger = new Visitor(hoixa);
        administrator = Members.of(hoixa, "quan.tri", Membership.EVERYWHERE, Role.ADMINISTRATOR, null);
        officer = Members.of(hoixa, "can.bo", COMMUNE, Role.OFFICER, officer("tu-phap"));
        concerned = Members.of(hoixa, "dia.chinh", COMMUNE, Role.OFFICER, concernedId);
        leader = Members.of(hoixa, "chu.tich", COMMUNE, Role.LEADER, null);
        editor = Members.of(hoixa, "bien.tap", COMMUNE, Role.EDITOR, null);
        keeper = Members.of(hoixa, "quan.tri.xa", COMMUNE, Role.ADMINISTRATOR, null);
        neighbour = Members.of(hoixa, "xa.khac", "xa-khac", Role.OFFICER, null);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void opensEachPageToItsRolesAndToNobodyElse() {
        long resident = resident("bang", null);
        caseOf(resident, 9000, "question", "");
        long picture = attachment(resident, null, "image", "a.png", "PNG", PICTURE);
        Map<String, List<Visitor>> doors = new LinkedHashMap<>();
        doors.put("/console/search/" + COMMUNE, List.of(officer, leader));
        doors.put("/console/search/" + COMMUNE + "?q=khai+sinh", List.of(officer, leader));
        doors.put("/console/files/" + COMMUNE + "/" + picture, List.of(officer, leader));
        doors.put("/console/replies/" + COMMUNE, List.of(editor, keeper, administrator));
        doors.put("/console/replies/" + COMMUNE + "/choose?case=CH-9000", List.of(officer, leader));
        doors.put("/console/audit/" + COMMUNE, List.of(leader, keeper, administrator));
        doors.put("/console/audit/" + COMMUNE + "/audit.csv", List.of(leader, keeper, administrator));
        doors.put("/console/audit", List.of(administrator));
        doors.put("/console/audit.csv", List.of(administrator));
        doors.put("/console/letters", List.of(administrator));

        doors.forEach((path, may) -> {
            for (Visitor visitor : List.of(officer, leader, editor, keeper, administrator, neighbour)) {
                assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(may.contains(visitor) ? 200 : 404);
            }
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(302);
        });
        assertThat(officer.post("/console/letters/1/again", "_csrf", "x").statusCode())
                .isEqualTo(403);
        assertThat(officer.submit("/console", "/console/letters/1/again").statusCode())
                .isEqualTo(404);
        assertThat(neighbour.get("/console/search/xa-khac").statusCode()).isEqualTo(404);
    }

    @Test
    void findsWhatAResidentHasJustWritten() {
        hoixa.say("vua-nhan", "Nhà tôi có <b>cây cổ thụ</b> sắp đổ, gọi 0912 345 678");

        eventually(() -> {
            hoixa.clock().pass(Duration.ofSeconds(15));
            assertThat(search(officer, "cay co thu")).contains("<mark>cây</mark>");
        });

        assertThat(search(officer, "cay co thu"))
                .contains("/console/", "•••", "&lt;b&gt;")
                .doesNotContain("<b>", "0912", "345 678");
        assertThat(search(officer, "<script>alert(1)</script>")).doesNotContain("<script>alert");
        assertThat(audited("searched")).isNotEmpty().noneMatch(row -> row.contains("cay co thu"));
    }

    @Test
    void findsNoCaseForThoseWhomItConcerns() {
        long resident = resident("dan-phan-anh", "Lò Văn Sáu");
        long about = caseOf(resident, 6100, "complaint", "NONE," + concernedId);
        say(resident, about, "Cán bộ địa chính hẹn hoamuoigio mãi không làm");

        assertThat(search(officer, "hoamuoigio")).contains("CH-6100");
        assertThat(search(officer, "ch-6100")).contains("/console/cases/xa-mau/6100");
        assertThat(search(concerned, "hoamuoigio")).doesNotContain("CH-6100", "địa chính");
        assertThat(search(concerned, "CH-6100")).doesNotContain("/console/cases/");
        assertThat(search(leader, "hoamuoigio")).doesNotContain("CH-6100");
        assertThat(concerned
                        .get("/console/replies/" + COMMUNE + "/choose?case=CH-6100")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void handsOutFilesThatABrowserMayShowAndKeepsTheRest() {
        long resident = resident("gui-anh", null);
        long picture = attachment(resident, null, "image", "../../etc/\u202epasswd\".png", "PNG", PICTURE);
        long document = attachment(resident, null, "file", "<script>.pdf", "PDF", bytes("%PDF-1.4 x"));
        long voice = attachment(resident, null, "audio", "", "M4A", bytes("\0\0\0 ftypM4A 0123456789"));
        long amr = attachment(resident, null, "audio", "", "AMR", bytes("#!AMR\n0123"));

        HttpResponse<String> shown = officer.get(file(picture));
        HttpResponse<String> kept = officer.get(file(document));
        HttpResponse<String> part = officer.get(file(voice), "Range", "bytes=4-11");
        HttpResponse<String> phone = officer.get(file(amr));

        assertThat(shown.headers().map())
                .containsEntry("content-type", List.of("image/png"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
        assertThat(header(shown, "Content-Security-Policy")).startsWith("default-src 'none'; sandbox");
        assertThat(header(shown, "Content-Disposition"))
                .startsWith("inline")
                .doesNotContain("..", "/", "\u202e", "202e", "etc");
        assertThat(header(kept, "Content-Disposition")).startsWith("attachment").doesNotContain("<");
        assertThat(header(kept, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ftypM4A ");
        assertThat(header(part, "Content-Type")).isEqualTo("audio/mp4");
        assertThat(header(phone, "Content-Disposition"))
                .startsWith("attachment")
                .contains(".amr");
        assertThat(audited("file read")).contains("attachment " + picture);
    }

    @Test
    void handsOutNoFileOfAnotherCommuneOrOfACaseThatConcernsTheReader() {
        long resident = resident("to-anh", null);
        long about = caseOf(resident, 6200, "complaint", "NONE," + concernedId);
        long ofCase = attachment(resident, about, "image", "a.png", "PNG", PICTURE);
        long other = hoixa.database()
                .write(transaction -> transaction
                        .sql(
                                "INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('4600000000000000009', 'x', 0) RETURNING id")
                        .query(Long.class)
                        .single());
        long elsewhere = attachment(other, null, "image", "a.png", "PNG", PICTURE);

        long denounced = attachment(
                resident, caseOf(resident("to-cao", null), 6301, "denunciation", ""), "image", "a.png", "PNG", PICTURE);

        assertThat(officer.get(file(denounced)).statusCode()).isEqualTo(404);
        assertThat(leader.get(file(denounced)).statusCode()).isEqualTo(404);
        assertThat(search(officer, "CH-6301")).doesNotContain("/console/cases/");
        assertThat(officer.get(file(ofCase)).statusCode()).isEqualTo(200);
        assertThat(concerned.get(file(ofCase)).statusCode()).isEqualTo(404);
        assertThat(leader.get(file(ofCase)).statusCode()).isEqualTo(404);
        assertThat(officer.get(file(elsewhere)).statusCode()).isEqualTo(404);
        assertThat(officer.get("/console/files/xa-khac/" + ofCase).statusCode()).isEqualTo(404);
        assertThat(officer.get(file(987_654_321)).statusCode()).isEqualTo(404);
    }

    @Test
    void triesADeadLetterAgainOnceAndAnswersOnce() {
        long letter = bury("lan-hai", "Đăng ký kết hôn cần giấy tờ gì?");
        String page = administrator.get("/console/letters").body();
        assertThat(page)
                .contains("hỏng vì thử", "/console/letters/" + letter + "/again")
                .doesNotContain("kết hôn");

        HttpResponse<String> done = again(letter);
        HttpResponse<String> repeated = again(letter);
        eventually(() -> {
            hoixa.clock().pass(Duration.ofSeconds(15));
            assertThat(hoixa.answersTo("lan-hai")).hasSize(1);
        });

        assertThat(location(done)).endsWith("said=again");
        assertThat(location(repeated)).endsWith("said=nothing");
        eventually(() -> assertThat(administrator.get("/console/letters").body())
                .doesNotContain("/console/letters/" + letter + "/again"));
        hoixa.clock().pass(Duration.ofHours(1));
        assertThat(location(again(letter))).endsWith("said=nothing");
        assertThat(hoixa.answersTo("lan-hai")).hasSize(1);
        assertThat(audited("dead letter tried again")).containsOnlyOnce("dead letter " + letter);
    }

    @Test
    void buriesAgainWhatFailsAgainWithoutTellingTheResidentTwice() {
        String event = """
                {"event_name":"user_send_text","sender":{"id":"hong"},"recipient":{"id":"%s"},"timestamp":"%d"}""".formatted(OA, hoixa.clock().millis());
        hoixa.post(event);
        eventually(() -> assertThat(hoixa.sentTo("hong")).hasSize(1));
        long letter = hoixa.database()
                .read()
                .sql("SELECT id FROM dead_letter WHERE zalo_user = 'hong'")
                .query(Long.class)
                .single();

        again(letter);

        eventually(() -> assertThat(hoixa.database()
                        .read()
                        .sql("SELECT attempts FROM dead_letter WHERE id = ? AND retried_at IS NULL")
                        .param(letter)
                        .query(Integer.class)
                        .list())
                .containsExactly(2));
        assertThat(hoixa.sentTo("hong")).hasSize(1);
    }

    @Test
    void keepsRepliesWithGapsThatItKnows() {
        String page = "/console/replies/" + COMMUNE;
        assertThat(editor.get(page).body()).contains("Đã nhận, sẽ trả lời", "{câu hỏi}");

        HttpResponse<String> refused =
                editor.submit(page, page, "field", "", "title", "Thử", "text", "Chào {ten} <b>và {hạn}");
        HttpResponse<String> saved = editor.submit(
                page,
                page,
                "field",
                "",
                "title",
                "Lịch tiếp dân",
                "text",
                "Chào {tên}, câu {câu hỏi}, hạn {hạn}. {cán bộ}");

        assertThat(refused.body())
                .contains("{ten}", "&lt;b&gt;và {hạn}</textarea>")
                .doesNotContain("<b>và");
        assertThat(location(saved)).endsWith("said=saved");
        long resident = resident("ten-la", "<i>An</i> {cán bộ}");
        caseOf(resident, 6300, "question", "");
        String choices = HtmlUtils.htmlUnescape(
                officer.get(page + "/choose?case=CH-6300").body());
        assertThat(choices)
                .contains("data-insert=\"Chào <i>An</i> {cán bộ}, câu CH-6300, hạn ngày gần nhất. Hoàng Thị Mẫu\"")
                .doesNotContain("<html", "<i>An</i> Hoàng");
        assertThat(officer.get(page + "/choose?case=CH-6300").body()).contains("&lt;i&gt;An");
        assertThat(officer.get(page + "/choose?case=CH-7777").statusCode()).isEqualTo(404);
        assertThat(editor.submit(page, "/console/replies/xa-khac", "field", "", "title", "T", "text", "x")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsBothTextsToWhoeverChangesAReplySecond() {
        String page = "/console/replies/" + COMMUNE;
        editor.submit(page, page, "field", "", "title", "Hai người sửa", "text", "Bản đầu");
        long id = hoixa.database()
                .read()
                .sql("SELECT id FROM canned_reply WHERE title = 'Hai người sửa'")
                .query(Long.class)
                .single();
        String one = page + "/" + id;

        HttpResponse<String> first =
                editor.submit(one, one, "version", "1", "field", "", "title", "Hai người sửa", "text", "Bản của tôi");
        HttpResponse<String> second =
                keeper.submit(one, one, "version", "1", "field", "", "title", "Hai người sửa", "text", "Bản của bạn");

        assertThat(location(first)).endsWith("said=saved");
        assertThat(second.body()).contains("Bản của tôi", "Bản của bạn</textarea>", "name=\"version\" value=\"2\"");
        assertThat(location(keeper.submit(
                        one, one, "version", "2", "field", "", "title", "Hai người sửa", "text", "Cả hai")))
                .endsWith("said=saved");
        assertThat(editor.submit(one, one + "/delete", "version", "2").body()).contains("Cả hai");
        assertThat(location(editor.submit(one, one + "/delete", "version", "3")))
                .endsWith("said=deleted");
        assertThat(editor.get(one).statusCode()).isEqualTo(404);
        assertThat(keeper.submit(page, one, "version", "3", "field", "", "title", "Hai người sửa", "text", "Bản muộn")
                        .body())
                .contains("Bản muộn</textarea>");
    }

    @Test
    void tellsACommuneWhatWasDoneThereAndNothingElse() {
        search(officer, "nhat ky");
        hoixa.database()
                .write(transaction ->
                        transaction.sql("""
                        INSERT INTO audit (at, who, what, on_what, reason, commune)
                        VALUES (?, 'account 77', '=cmd', 'elsewhere 1', '', 'xa-khac')""").param(hoixa.clock().millis()).update());

        String ofCommune = leader.get("/console/audit/" + COMMUNE).body();
        String all = administrator.get("/console/audit?who=77").body();
        HttpResponse<String> csv = leader.get("/console/audit/" + COMMUNE + "/audit.csv");

        assertThat(ofCommune).contains("searched").doesNotContain("elsewhere 1");
        assertThat(all).contains("elsewhere 1").doesNotContain("searched");
        assertThat(csv.body())
                .startsWith("id,at,who,what,on_what,reason,commune")
                .contains("searched,commune xa-mau");
        assertThat(csv.body()).doesNotContain("elsewhere 1");
        assertThat(header(csv, "Content-Disposition")).startsWith("attachment");
        assertThat(administrator.get("/console/audit.csv?who=77").body()).contains("'=cmd");
        assertThat(leader.get("/console/audit/" + COMMUNE + "?day=2001-01-01").body())
                .doesNotContain("searched");
        assertThat(leader.get("/console/audit/" + COMMUNE + "?day=x&after=x&who=%27")
                        .statusCode())
                .isEqualTo(200);
        assertThat(audited("audit exported")).contains("commune " + COMMUNE);
    }

    @Test
    void leavesNoRowOutOfAnExportOrAPageByPage() {
        hoixa.database().write(transaction -> {
            for (int i = 0; i < 2_100; i++) {
                transaction
                        .sql(
                                "INSERT INTO audit (at, who, what, on_what, reason, commune) VALUES (?, 'account 88', 'x', ?, '', NULL)")
                        .params(1_000L + i / 700, "row " + i)
                        .update();
            }
            return true;
        });

        String csv = administrator.get("/console/audit.csv?who=88").body();
        String next = "/console/audit?who=88";
        int seen = 0;
        while (next != null) {
            String page = administrator.get(next).body();
            seen += page.split("· row \\d", -1).length - 1;
            String link = HtmlUtils.htmlUnescape(
                    page.replaceAll("(?s).*href=\"(/console/audit\\?[^\"]*after=[^\"]*)\".*", "$1"));
            next = link.startsWith("/console/audit?") ? link : null;
        }

        assertThat(csv.lines()).hasSize(2_101);
        assertThat(seen).isEqualTo(2_100);
    }

    private static long officer(String key) {
        return hoixa.database()
                .read()
                .sql("SELECT id FROM officer WHERE commune = ? AND officer_key = ?")
                .params(COMMUNE, key)
                .query(Long.class)
                .single();
    }

    private static String search(Visitor visitor, String words) {
        return visitor.get("/console/search/" + COMMUNE + "?q="
                        + java.net.URLEncoder.encode(words, StandardCharsets.UTF_8))
                .body();
    }

    private static HttpResponse<String> again(long letter) {
        return administrator.submit("/console/replies/" + COMMUNE, "/console/letters/" + letter + "/again");
    }

    private static String file(long attachment) {
        return "/console/files/" + COMMUNE + "/" + attachment;
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String location(HttpResponse<String> response) {
        return header(response, "Location");
    }

    private static List<String> audited(String what) {
        return hoixa.database()
                .read()
                .sql("SELECT on_what FROM audit WHERE what = ? ORDER BY id")
                .param(what)
                .query(String.class)
                .list();
    }

    private static long resident(String user, @Nullable String name) {
        return hoixa.database()
                .write(transaction -> transaction
                        .sql(
                                "INSERT INTO resident (oa, zalo_user, first_seen, display_name) VALUES (?, ?, 0, ?) RETURNING id")
                        .param(OA)
                        .param(user)
                        .param(name)
                        .query(Long.class)
                        .single());
    }

    private static long caseOf(long resident, int number, String kind, String excluded) {
        return hoixa.database()
                .write(transaction -> transaction
                        .sql("""
                        INSERT INTO cases (commune, number, resident_id, reason, state, opened_at, kind, excluded)
                        VALUES (?, ?, ?, '', 'taken', 0, ?, ?) RETURNING id""")
                        .params(COMMUNE, number, resident, kind, excluded)
                        .query(Long.class)
                        .single());
    }

    private static String say(long resident, @Nullable Long about, String text) {
        String key = "story" + ++rows;
        hoixa.database().write(transaction -> {
            transaction
                    .sql("""
                            INSERT INTO incoming (event_key, resident_id, kind, text, zalo_time, received_at, turn)
                            VALUES (?, ?, 'text', ?, ?, 0, ?)""")
                    .params(key, resident, text, hoixa.clock().millis(), rows)
                    .update();
            transaction.sql("""
                            INSERT INTO turn (resident_id, number, decision, reason, knowledge, case_id, decided_at)
                            VALUES (?, ?, 'answer', '', '', ?, 0)""").param(resident).param(rows).param(about).update();
            SearchTexts.arrived(transaction, List.of(key));
            return true;
        });
        return key;
    }

    private static long attachment(
            long resident, @Nullable Long about, String kind, String name, String type, byte[] content) {
        String key = say(resident, about, "có tệp");
        String hash = hash(content);
        return hoixa.database().write(transaction -> {
            transaction
                    .sql("INSERT INTO stored_file (sha256, size, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(hash, content.length, content)
                    .update();
            return transaction
                    .sql("""
                            INSERT INTO attachment (resident_id, event_key, position, kind, name, url, state, type, size,
                                sha256, created_at)
                            VALUES (?, ?, 0, ?, ?, '', 'fetched', ?, ?, ?, ?) RETURNING id""")
                    .params(
                            resident,
                            key,
                            kind,
                            name,
                            type,
                            content.length,
                            hash,
                            hoixa.clock().millis())
                    .query(Long.class)
                    .single();
        });
    }

    private static long bury(String user, String text) {
        String body = hoixa.textEvent(user, text, hoixa.newMessageId());
        return hoixa.database()
                .write(transaction -> transaction
                        .sql("""
                        INSERT INTO dead_letter (event_key, oa, zalo_user, cause, attempts, body, buried_at)
                        VALUES (?, ?, ?, 'hỏng vì thử', 6, ?, ?) RETURNING id""")
                        .params("dead-" + user, OA, user, body, hoixa.clock().millis())
                        .query(Long.class)
                        .single());
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
