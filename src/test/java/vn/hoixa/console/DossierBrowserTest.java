package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.FirstLink;
import vn.hoixa.dossier.Lists;
import vn.hoixa.storage.Database;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningTrial;

/** An administrator brings in a list of dossiers, in a browser. */
class DossierBrowserTest {
    private static final String PASSWORD = "đò đầy bến vắng";

    private static Chromium chromium;
    private static RunningTrial trial;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        trial = RunningTrial.start(data);
    }

    @AfterAll
    static void stop() {
        if (trial != null) {
            trial.close();
            chromium.close();
        }
    }

    @Test
    void bringsInAListAndIsToldWhatCameOfIt() {
        Page page = chromium.pageWithoutScripts(360, 740);
        signIn(page);
        page.getByText("Danh sách hồ sơ").first().click();
        assertThat(page.locator("main")).containsText("Chưa nạp lần nào");

        upload(page, Lists.csv("1;H36.105-260317-0012;a;b;c;;;Mới lạ", "2;;;;;;;x", "3;H36.105-260317-0013;;;;;;x"));
        assertThat(page.locator(".alert")).containsText("Đã nạp danh sách mới");
        assertThat(page.locator("main")).containsText("đọc 3 dòng, giữ 2 hồ sơ, bỏ 1 dòng");
        assertThat(page.locator("main")).containsText("Mới lạ");

        upload(page, Lists.csv("1;H36.105-260317-0012;a;b;c;;;Mới lạ").replace("Trạng thái", "Bước"));
        assertThat(page.locator(".alert")).containsText("state – trạng thái");
        assertThat(page.locator(".alert")).containsText("Bước");
        assertThat(page.locator("main")).containsText("giữ 2 hồ sơ");
        assertThat(trial.bean(Database.class)
                        .read()
                        .sql("SELECT who FROM audit WHERE what = 'dossiers imported'")
                        .query(String.class)
                        .list())
                .containsExactly("account 1");
    }

    private static void upload(Page page, String csv) {
        page.locator("#file")
                .setInputFiles(new FilePayload("list.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        page.locator("main form button").click();
    }

    private static void signIn(Page page) {
        page.navigate(FirstLink.of(trial));
        page.locator("#shown").fill("Trần Thị Mẫu");
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("#again").fill(PASSWORD);
        page.locator("form button").first().click();
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("form button").first().click();
    }
}
