package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.Role;
import vn.hoixa.account.TrialMember;
import vn.hoixa.directory.Directory;
import vn.hoixa.storage.Database;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.OldEyes;
import vn.hoixa.testing.RunningTrial;

/** From a resident's question to an officer's answer, on small phones side by side. */
class InboxBrowserTest {
    private static final String COMMUNE = "xa-mau";
    private static final String PASSWORD = "mot cau dai de nho";
    private static final String QUESTION =
            "Giấy khai sinh của con tôi ghi sai tên đệm, số tôi 0912345678, cho tôi gặp cán bộ";
    private static final String ANSWER = "Chị mang bản gốc giấy khai sinh tới trung tâm, sáng thứ năm tôi làm ngay.";

    private static Chromium chromium;
    private static RunningTrial hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        hoixa = RunningTrial.start(data);
        // A turn that goes to a person waits some ten seconds for more words.
        PlaywrightAssertions.setDefaultAssertionTimeout(40_000);
    }

    @AfterAll
    static void stop() {
        if (hoixa != null) {
            chromium.closePages();
            hoixa.close();
            chromium.close();
        }
    }

    @Test
    void anAnswerGoesFromTheInboxToTheResidentsPhone() throws Exception {
        Page resident = chromium.page(360, 740);
        resident.navigate(hoixa.address("/simulator").toString());
        Page officer = member("lan", "tu-phap");
        assertThat(officer.locator(".empty")).hasText("Không còn câu hỏi nào chờ.");

        say(resident, QUESTION);

        Locator line = officer.locator(".cases a");
        assertThat(line).containsText("CH-0001");
        assertThat(line).containsText("ghi sai tên đệm");
        assertThat(line).not().containsText("0912345678");
        assertThat(line).containsText("Hạn ");
        recorded(QUESTION, recording(50));
        OldEyes.assertEasyAndKeep(officer, "console-inbox");
        OldEyes.assertSound(officer, "console-inbox");
        officer.keyboard().press("j");
        officer.keyboard().press("Enter");
        assertThat(officer.locator("#thread")).containsText("0912345678");
        officer.waitForLoadState();
        officer.locator(".voice button").click();
        Locator player = officer.locator(".voice audio");
        assertThat(player).hasJSProperty("duration", 1);
        assertThat(officer.locator(".voice p")).isHidden();
        officer.keyboard().press("r");
        assertThat(officer.locator("#text")).isFocused();
        officer.keyboard().type(ANSWER);

        Page colleague = member("minh", "trung-tam");
        open(colleague, "/console/cases/" + COMMUNE + "/1");
        assertThat(officer.locator("#others")).hasText("minh cũng đang mở câu hỏi này");
        say(resident, "Tôi có cần mang theo căn cước không ạ?");
        assertThat(officer.locator("#thread")).containsText("mang theo căn cước");
        assertThat(player).hasJSProperty("duration", 1);
        assertThat(officer.locator("#text")).hasValue(ANSWER);
        assertThat(officer.locator("#news")).hasText("Có tin mới trong cuộc trò chuyện.");
        officer.locator("#files")
                .setInputFiles(new FilePayload(
                        "../../mẫu đơn.pdf", "application/pdf", "%PDF-1.4 mẫu".getBytes(StandardCharsets.UTF_8)));
        officer.locator("#text").press("Control+Enter");

        assertThat(officer.locator(".said")).containsText("Đã gửi câu trả lời");
        assertThat(officer.locator("#text")).hasValue("");
        assertThat(officer.locator("#thread")).containsText("mẫu đơn.pdf");
        assertThat(officer.locator(".entry.officer .mark.sent").first()).isVisible();
        OldEyes.assertEasyAndKeep(officer, "console-conversation");
        OldEyes.assertSound(officer, "console-conversation");
        assertThat(resident.locator(".phone.active .row.page .said", withText("sáng thứ năm")))
                .isVisible();
        assertThat(colleague.locator("#thread")).containsText(ANSWER);

        colleague.locator("#text").fill("Tôi cũng trả lời");
        colleague.locator("button[value='answer']").click();

        assertThat(colleague.locator(".alert[role='alert']").first()).containsText("Tin của ông/bà chưa gửi");
        assertThat(colleague.locator("blockquote")).containsText(ANSWER);
        assertThat(colleague.locator("#text")).hasValue("Tôi cũng trả lời");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    /** AMR of 12.2 kbit/s: frames of 20 ms, with any sound in them. */
    private static byte[] recording(int frames) throws IOException {
        ByteArrayOutputStream amr = new ByteArrayOutputStream();
        amr.write("#!AMR\n".getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < frames; frame++) {
            amr.write(0x3c);
            for (int i = 0; i < 31; i++) {
                amr.write(frame * 37 + i * 11);
            }
        }
        return amr.toByteArray();
    }

    private static void recorded(String text, byte[] amr) throws NoSuchAlgorithmException {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(amr));
        hoixa.bean(Database.class).write(transaction -> {
            transaction
                    .sql("INSERT INTO stored_file (sha256, size, bytes) VALUES (?, ?, ?)")
                    .params(sha256, amr.length, amr)
                    .update();
            return transaction.sql("""
                            INSERT INTO attachment (resident_id, event_key, position, kind, name, url, state, type, size,
                                sha256, created_at)
                            SELECT resident_id, event_key, 0, 'audio', '', '', 'fetched', 'AMR', ?, ?, received_at
                            FROM incoming WHERE text = ?""").params(amr.length, sha256, text).update();
        });
    }

    private static Page member(String name, String officer) {
        long id = hoixa.bean(Directory.class).of(COMMUNE).stream()
                .filter(one -> one.key().equals(officer))
                .findFirst()
                .orElseThrow()
                .id();
        Page page = chromium.page(360, 740);
        page.navigate(TrialMember.invitation(hoixa, COMMUNE, Role.OFFICER, id));
        page.locator("[name='username']").fill(name);
        page.locator("[name='shown']").fill(name);
        page.locator("[name='password']").fill(PASSWORD);
        page.locator("[name='again']").fill(PASSWORD);
        page.locator("main button[type='submit']").click();
        assertThat(page.locator("h1")).hasText("Đăng nhập");
        page.locator("[name='username']").fill(name);
        page.locator("[name='password']").fill(PASSWORD);
        page.locator("main button[type='submit']").click();
        assertThat(page.locator("h1")).hasText("Hộp thư");
        open(page, "/console/inbox/" + COMMUNE);
        return page;
    }

    /** Where they signed in: the cookie belongs to that host. */
    private static void open(Page page, String path) {
        page.navigate(URI.create(page.url()).resolve(path).toString());
    }

    private static void say(Page resident, String text) {
        resident.locator(".phone.active .typing").fill(text);
        resident.locator(".phone.active .send").click();
    }

    private static Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
