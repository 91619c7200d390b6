package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Leave;
import vn.hoixa.directory.Officer;
import vn.hoixa.testing.RunningHoiXa;

/** A commune's calendar, counters and officers, kept in the console: who may, and what residents notice of it. */
class OfficeStoryTest extends SettingsStory {
    @Test
    void walksToNoOfficerOfAnotherCommune() {
        Officer theirs = hoixa.bean(Directory.class).of("xa-hai").getFirst();
        String address = DIRECTORY + "/officers/" + theirs.id();

        assertThat(administrator.get(address).statusCode()).isEqualTo(404);
        for (String action : List.of("", "/remove", "/unlink", "/leaves")) {
            assertThat(administrator
                            .submit(
                                    DIRECTORY + "/new",
                                    address + action,
                                    "kind",
                                    "LEAVE",
                                    "first",
                                    "2026-12-01",
                                    "last",
                                    "",
                                    "seen",
                                    "",
                                    "name",
                                    "A",
                                    "post",
                                    "B",
                                    "unit",
                                    "thon",
                                    "role",
                                    "OFFICER",
                                    "rank",
                                    "1")
                            .statusCode())
                    .as(action)
                    .isEqualTo(404);
        }
        submit(
                administrator,
                DIRECTORY + "/fields",
                DIRECTORY + "/fields",
                "field",
                "ho-tich",
                "owner",
                String.valueOf(theirs.id()),
                "substitute",
                String.valueOf(officer("tu-phap").id()));

        assertThat(hoixa.bean(Directory.class).of("xa-hai")).contains(theirs);
        assertThat(hoixa.bean(Directory.class).forField("xa-mau", "ho-tich")).doesNotContain(theirs);
        assertThat(hoixa.bean(Directory.class).leaves(theirs.id())).isEmpty();
    }

    @Test
    void removesNoLeaveOfAnotherOfficer() {
        Directory directory = hoixa.bean(Directory.class);
        Officer theirs = directory.of("xa-hai").get(1);
        var day = java.time.LocalDate.of(2027, 3, 1);
        directory.addLeave("test", theirs.id(), Leave.Kind.LEAVE, day, day);
        long leave = directory.leaves(theirs.id()).getFirst().id();

        int status = administrator
                .submit(
                        DIRECTORY + "/new",
                        DIRECTORY + "/officers/" + officer("tu-phap").id() + "/leaves/" + leave + "/remove")
                .statusCode();

        assertThat(status).isEqualTo(404);
        assertThat(directory.leaves(theirs.id())).hasSize(1);
    }

    @Test
    void promisesByTheCommunesOwnCalendar() {
        String before = day(promised());
        submit(
                administrator,
                CALENDAR,
                CALENDAR + "/closures",
                "seen",
                seen(administrator.get(CALENDAR)),
                "first",
                "2026-11-24",
                "last",
                "2026-12-18",
                "half",
                "",
                "name",
                "Chuyển <trụ sở>");
        String closed = day(promised());
        say("gặp cán bộ");
        String page = administrator.get(CALENDAR).body();
        submit(
                administrator,
                CALENDAR,
                CALENDAR + "/closures/" + lastRow(page, "closures") + "/remove",
                "seen",
                seen(administrator.get(CALENDAR)));

        assertThat(closed).isNotEqualTo(before).contains("/12");
        assertThat(last()).contains("/12");
        assertThat(page).contains("Chuyển &lt;trụ sở&gt;").doesNotContain("Chuyển <trụ");
        assertThat(day(promised())).isEqualTo(before);
    }

    @Test
    void swapsADayOffForOneThatIsWorked() {
        submit(
                administrator,
                CALENDAR,
                CALENDAR + "/swaps",
                "seen",
                seen(administrator.get(CALENDAR)),
                "off",
                "2027-03-01",
                "worked",
                "2027-02-27",
                "name",
                "Hội làng");
        var days = hoixa.bean(vn.hoixa.knowledge.Communes.class);
        var commune = java.util.Objects.requireNonNull(days.named("xa-mau"));

        assertThat(days.officeDays(commune).on(java.time.LocalDate.of(2027, 3, 1)))
                .isEmpty();
        assertThat(days.officeDays(commune).on(java.time.LocalDate.of(2027, 2, 27)))
                .isNotEmpty();
        String page = administrator.get(CALENDAR).body();
        submit(
                administrator,
                CALENDAR,
                CALENDAR + "/swaps/" + lastRow(page, "swaps") + "/remove",
                "seen",
                seen(administrator.get(CALENDAR)));
        assertThat(days.officeDays(commune).on(java.time.LocalDate.of(2027, 3, 1)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8:00-7:00", "abc", "25:00-26:00", "'7:00-9:00, 8:00-10:00'", "7:00-11:30-"})
    void takesNoHoursThatCannotBe(String hours) {
        String before = everything();

        String page = body(submit(
                administrator,
                CALENDAR,
                CALENDAR + "/week",
                "seen",
                seen(administrator.get(CALENDAR)),
                "MONDAY",
                hours,
                "TUESDAY",
                "7:30-11:30"));

        assertThat(page).contains("class=\"wrong\"", hours);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void closesNoWeekAltogether() {
        assertThat(submit(administrator, CALENDAR, CALENDAR + "/week", "seen", seen(administrator.get(CALENDAR)))
                        .body())
                .contains("class=\"wrong\"");
    }

    @Test
    void keepsBothWeeksWhenTwoWriteThem() {
        String seen = seen(administrator.get(CALENDAR));
        writeWeek(seen, "7:00-11:00");

        String page = body(writeWeek(seen, "8:00-12:00"));

        assertThat(page).contains("7:00-11:00", "8:00-12:00", "id=\"theirs\"");
        assertThat(location(writeWeek(seen(administrator.get(CALENDAR)), "7:30-11:30, 13:30-17:00")))
                .endsWith("said=done");
    }

    @Test
    void saysWhichCounterAndShowsTheWay() {
        String address = SETTINGS + "/points";
        assertThat(points("123", "https://maps.app.goo.gl/abc", "0200 123 456").statusCode())
                .isEqualTo(302);

        say("nộp giấy đăng ký kết hôn ở đâu");

        assertThat(String.join("\n", hoixa.answersTo(resident)))
                .contains("Quầy số 123", "https://maps.app.goo.gl/abc", "Điện thoại: 0200 123 456", "Sảnh <mới>");
        assertThat(points("1", "https://lua-dao.example/maps", "").body()).contains("class=\"wrong\"");
        assertThat(points("1", "http://maps.google.com/x", "").body()).contains("class=\"wrong\"");
        assertThat(points("1", "https://www.google.com/url?q=x", "").body()).contains("class=\"wrong\"");
        assertThat(points("1", "", "gọi em").body()).contains("class=\"wrong\"");
        assertThat(administrator.get(address).body())
                .contains("Sảnh &lt;mới&gt;")
                .doesNotContain("Sảnh <mới>");
    }

    @Test
    void addsChangesAndRemovesAnOfficer() {
        HttpResponse<String> added = officerForm(DIRECTORY + "/new", "Ngô Thị <Thử>", "", "thu@mau.example");
        String address = location(added).replaceFirst("\\?.*", "");
        String seen = seenMark(administrator.get(address));
        HttpResponse<String> changed = officerForm(address, "Ngô Thị Thử Hai", seen, "hai@mau.example");
        String conflict = body(officerForm(address, "Ngô Thị Thử Ba", seen, "ba@mau.example"));
        String list = administrator.get(DIRECTORY).body();
        submit(administrator, address, address + "/remove");

        assertThat(location(changed)).endsWith("said=changed");
        assertThat(conflict).contains("Ngô Thị Thử Hai", "Ngô Thị Thử Ba", "ba@mau.example", "hai@mau.example");
        assertThat(list).contains("Ngô Thị Thử Hai").doesNotContain("<Thử>");
        assertThat(administrator.get(address).statusCode()).isEqualTo(404);
        assertThat(audits("officer added")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"'', a@b.vn", "'Tên\u0000lạ', a@b.vn", "Tên, khong-phai-thu", "Tên, '<a@b.vn>'"})
    void takesNoOfficerWhoCannotBe(String name, String email) {
        String before = everything();

        HttpResponse<String> answer = officerForm(DIRECTORY + "/new", name, "", email);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("class=\"wrong\"");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void handsOnTheCasesOfWhoLeaves() {
        String address = location(officerForm(DIRECTORY + "/new", "Lê Văn Đi", "", "di@mau.example"))
                .replaceFirst("\\?.*", "");
        long leaving = Long.parseLong(address.replaceFirst(".*/", ""));
        say("gặp cán bộ");
        hoixa.database()
                .write(transaction -> transaction
                        .sql(
                                "UPDATE cases SET owner_id = ? WHERE resident_id = (SELECT id FROM resident WHERE zalo_user = ?)")
                        .params(leaving, resident)
                        .update());
        assertThat(body(administrator.get(address))).contains("Câu hỏi đang giữ: 1.");

        submit(administrator, address, address + "/remove");

        assertThat(owner()).isNotNull().isNotEqualTo(leaving);
    }

    @Test
    void keepsOneLeader() {
        Directory directory = hoixa.bean(Directory.class);
        List<Officer> leaders = directory.leaders("xa-mau");
        String last = "";
        for (Officer one : leaders) {
            String address = DIRECTORY + "/officers/" + one.id();
            last = location(submit(administrator, address, address + "/remove"));
        }

        assertThat(last).endsWith("said=last-leader");
        assertThat(directory.leaders("xa-mau")).hasSize(1);
    }

    @Test
    void writesDownWhoIsAwayAndWhoCannotBeTold() {
        Officer officer = officer("dia-chinh");
        String address = DIRECTORY + "/officers/" + officer.id();
        submit(
                administrator,
                address,
                address + "/leaves",
                "kind",
                "TRIP",
                "first",
                "2026-11-24",
                "last",
                "2026-12-31");
        HttpResponse<String> odd = submit(
                administrator,
                address,
                address + "/leaves",
                "kind",
                "TRIP",
                "first",
                "2026-12-31",
                "last",
                "2026-11-24");
        officerForm(DIRECTORY + "/new", "Không Ai Gọi", "", "");

        String list = body(leader.get(DIRECTORY));

        assertThat(list).contains("đi công tác đến hết 31/12/2026", "chưa báo tin được", "Không Ai Gọi");
        assertThat(body(leader.get(SETTINGS))).contains("Chưa liên kết Zalo và chưa có thư điện tử.");
        assertThat(location(odd)).endsWith("said=days");
        assertThat(leader.get(DIRECTORY).body()).doesNotContain("Thêm cán bộ");
    }

    @Test
    void unlinksAnAccount() {
        Officer officer = officer("trung-tam");
        Directory directory = hoixa.bean(Directory.class);
        directory.redeem(RunningHoiXa.OA, "phone-of-officer", directory.newCode(officer.id()));
        String address = DIRECTORY + "/officers/" + officer.id();
        assertThat(body(administrator.get(address))).contains("Gỡ Zalo");

        submit(administrator, address, address + "/unlink");

        assertThat(directory.linked(RunningHoiXa.OA, "phone-of-officer")).isEmpty();
    }

    @Test
    void makesASlipForOneOfficerOfTheCommuneAlone() {
        String codes = "/console/officers/xa-mau/codes";
        Officer theirs = hoixa.bean(Directory.class).of("xa-hai").getFirst();

        String page = submit(
                        administrator,
                        codes,
                        codes,
                        "officer",
                        String.valueOf(officer("tu-phap").id()))
                .body();
        int status = submit(administrator, codes, codes, "officer", String.valueOf(theirs.id()))
                .statusCode();

        assertThat(page.split("class=\"slip\"", -1)).hasSize(2);
        assertThat(status).isEqualTo(404);
    }

    @Test
    void assignsAField() {
        Officer owner = officer("trung-tam");
        Officer substitute = officer("tu-phap");
        String fields = DIRECTORY + "/fields";

        submit(
                administrator,
                fields,
                fields,
                "field",
                "cho-thuong-mai",
                "owner",
                String.valueOf(owner.id()),
                "substitute",
                String.valueOf(substitute.id()));
        HttpResponse<String> same = submit(
                administrator,
                fields,
                fields,
                "field",
                "cho-thuong-mai",
                "owner",
                String.valueOf(owner.id()),
                "substitute",
                String.valueOf(owner.id()));

        assertThat(hoixa.bean(Directory.class).forField("xa-mau", "cho-thuong-mai"))
                .extracting(Officer::id)
                .containsExactly(owner.id(), substitute.id());
        assertThat(location(same)).endsWith("said=same");
    }

    private static HttpResponse<String> writeWeek(String seen, String hours) {
        return submit(
                administrator,
                CALENDAR,
                CALENDAR + "/week",
                "seen",
                seen,
                "MONDAY",
                hours,
                "TUESDAY",
                hours,
                "WEDNESDAY",
                hours,
                "THURSDAY",
                hours,
                "FRIDAY",
                hours);
    }

    private static HttpResponse<String> points(String counter, String map, String phone) {
        String address = SETTINGS + "/points";
        return submit(
                administrator,
                address,
                address,
                "seen",
                seen(administrator.get(address)),
                "phone",
                "0200 000 000",
                "hours",
                "giờ hành chính",
                "COMMUNE-name",
                "Sảnh <mới>",
                "COMMUNE-address",
                "số 1",
                "COMMUNE-hours",
                "sáng, chiều",
                "COMMUNE-counter",
                counter,
                "COMMUNE-phone",
                phone,
                "COMMUNE-map",
                map,
                "POLICE-name",
                "Công an xã",
                "POLICE-address",
                "số 2",
                "POLICE-hours",
                "sáng",
                "point-name",
                "Điểm cũ",
                "point-address",
                "số 3, thôn Cuối",
                "point-hours",
                "thứ Ba");
    }

    private static HttpResponse<String> officerForm(String address, String name, String seen, String email) {
        return submit(
                administrator,
                DIRECTORY + "/new",
                address,
                "name",
                name,
                "post",
                "Công chức",
                "unit",
                "trung-tam",
                "telephone",
                "0200 000 111",
                "email",
                email,
                "role",
                "OFFICER",
                "rank",
                "50",
                "seen",
                seen);
    }

    private static String seenMark(HttpResponse<String> page) {
        Matcher seen = Pattern.compile("name=\"seen\" value=\"([0-9a-f]+)\"").matcher(page.body());
        return seen.find() ? seen.group(1) : "";
    }

    private static String lastRow(String page, String kind) {
        Matcher row = Pattern.compile("/" + kind + "/(\\d+)/remove").matcher(page);
        String last = "";
        while (row.find()) {
            last = row.group(1);
        }
        return last;
    }

    private static String promised() {
        Matcher promised = Pattern.compile("id=\"promised\">([^<]*)<")
                .matcher(administrator.get(CALENDAR).body());
        assertThat(promised.find()).isTrue();
        return promised.group(1);
    }

    private static String day(String promised) {
        return promised.replaceFirst(".* ", "");
    }

    private Long owner() {
        return hoixa.database()
                .read()
                .sql("SELECT owner_id FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?")
                .param(resident)
                .query(Long.class)
                .single();
    }

    private static int audits(String what) {
        return hoixa.database()
                .read()
                .sql("SELECT COUNT(*) FROM audit WHERE what = ?")
                .param(what)
                .query(Integer.class)
                .single();
    }
}
