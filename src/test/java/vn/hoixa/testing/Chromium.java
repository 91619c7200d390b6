package vn.hoixa.testing;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The system's Chromium, Vietnamese, with a policy that allows nothing but files of our own. */
public final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic");
    private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test where there is no Chromium. */
    public static Chromium start() {
        Needs.that(
                Files.isExecutable(PROGRAM),
                "no Chromium at " + PROGRAM + ": install it (apt-get install chromium) to run this");
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(QUIET);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** An empty page in a browser of its own, without cookies of others. */
    public Page page(int width, int height) {
        return page(width, height, true);
    }

    /** The same in a browser that runs no scripts. */
    public Page pageWithoutScripts(int width, int height) {
        return page(width, height, false);
    }

    private Page page(int width, int height, boolean runsScripts) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh")
                .setViewportSize(width, height)
                .setJavaScriptEnabled(runsScripts));
        context.route("**/*", Chromium::guard);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        return context.newPage();
    }

    public void closePages() {
        browser.contexts().forEach(context -> {
            // What is still under way must not be answered after the end.
            context.unrouteAll();
            context.close();
        });
    }

    /** Errors and warnings of the pages since the last call, also those of the policy. */
    public List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static void guard(Route route) {
        if (!route.request().resourceType().equals("document")) {
            route.resume();
            return;
        }
        APIResponse response = route.fetch();
        Map<String, String> headers = new HashMap<>(response.headers());
        headers.putIfAbsent("content-security-policy", STRICT);
        route.fulfill(new Route.FulfillOptions().setResponse(response).setHeaders(headers));
    }
}
