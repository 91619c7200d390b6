package vn.hoixa.console;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.hoixa.SetupException;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.AppSettings;
import vn.hoixa.zalo.Checks;
import vn.hoixa.zalo.Connecting;
import vn.hoixa.zalo.Connection;
import vn.hoixa.zalo.Connector;
import vn.hoixa.zalo.Secret;

/** Where an administrator connects the communes' pages on Zalo. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class ZaloPage {
    private static final String PAGE = "/console/zalo";
    /** What may be said after an action: the ends of messages' keys. */
    private static final Set<String> SUCCESSES = Set.of("saved", "connected");

    private static final Set<String> FAILURES = Set.of(
            "no-app",
            "unread",
            "stale",
            "refused",
            "not-served",
            "other-page",
            "no-tokens",
            "by-environment",
            "locked");

    private final Communes communes;
    private final Connector connector;
    private final AppSettings app;
    private final Checks checks;
    private final CheckLines words;
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    ZaloPage(
            Communes communes,
            Connector connector,
            AppSettings app,
            Checks checks,
            CheckLines words,
            Database database,
            Audit audit,
            InstantSource clock) {
        this.communes = communes;
        this.connector = connector;
        this.app = app;
        this.checks = checks;
        this.words = words;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A commune's page.
     *
     * @param until day on which the page can only be connected anew; null where it is not connected
     * @param daysLeft until then
     */
    record Line(
            Commune commune,
            @Nullable Connection connection,
            boolean isHealthy,
            boolean fromEnvironment,
            @Nullable String until,
            long daysLeft,
            List<CheckLines.Line> checks) {}

    /** @param said what was done before, the end of a message's key; empty for nothing */
    @GetMapping(PAGE)
    String page(@RequestParam(name = "said", defaultValue = "") String said, Model model, Locale locale) {
        List<CheckLines.Line> steps = words.of(checks.app(), locale);
        List<Line> lines = lines(locale);
        model.addAttribute("done", SUCCESSES.contains(said) ? said : "");
        model.addAttribute("failed", FAILURES.contains(said) ? said : "");
        model.addAttribute("app", app.state());
        model.addAttribute("callback", address("/console/zalo/callback"));
        model.addAttribute("webhook", address("/webhooks/zalo"));
        model.addAttribute("steps", steps);
        model.addAttribute("lines", lines);
        model.addAttribute("missing", count(steps, lines, "missing"));
        model.addAttribute("unknown", count(steps, lines, "unknown"));
        return "console/zalo";
    }

    /** Secrets are only ever written here: what is left empty stays as it is. */
    @PostMapping("/console/zalo/app")
    String save(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam("app") String id,
            @RequestParam(name = "secret", defaultValue = "") String secret,
            @RequestParam(name = "key", defaultValue = "") String key) {
        if (!id.strip().matches("\\d{5,25}")) {
            return back("no-app");
        }
        try {
            app.save(id, secret(secret), secret(key));
        } catch (SetupException e) {
            return back("locked");
        }
        note(who, "Zalo app settings changed", "app " + id.strip(), "");
        return back("saved");
    }

    /** To Zalo, where the page's own administrator agrees. A link and no form: a form may lead to this site only. */
    @GetMapping("/console/zalo/consent")
    ResponseEntity<Void> consent() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(begin()).build();
    }

    private URI begin() {
        try {
            return connector.begin(URI.create(address("/console/zalo/callback")));
        } catch (SetupException e) {
            return URI.create(PAGE + "?said=locked");
        }
    }

    /** Where Zalo sends the browser back to. */
    @GetMapping("/console/zalo/callback")
    String callback(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "state", defaultValue = "") String state,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "oa_id", defaultValue = "") String oa) {
        return outcome(who, oa, connector.finish(state, code, oa));
    }

    /** The two tokens that Zalo's API Explorer shows. */
    @PostMapping("/console/zalo/{oa}/tokens")
    String paste(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("oa") String oa,
            @RequestParam(name = "access", defaultValue = "") String access,
            @RequestParam(name = "refresh", defaultValue = "") String refresh) {
        return outcome(who, oa, connector.paste(oa, new Secret(access), new Secret(refresh)));
    }

    private String outcome(SignedIn who, String oa, Connecting came) {
        return switch (came) {
            case Connecting.Connected connected -> noted(who, oa, "connected");
            case Connecting.Unread unread -> noted(who, oa, "unread");
            case Connecting.Stale stale -> back("stale");
            case Connecting.Refused refused -> back("refused");
            case Connecting.NotServed other -> back("not-served");
            case Connecting.OtherPage other -> back("other-page");
            case Connecting.NoTokens none -> back("no-tokens");
            case Connecting.SetByEnvironment set -> back("by-environment");
            case Connecting.Locked locked -> back("locked");
        };
    }

    private String noted(SignedIn who, String oa, String said) {
        note(who, "Zalo page connected", "page " + oa, said);
        return back(said);
    }

    private void note(SignedIn who, String what, String onWhat, String reason) {
        database.write(transaction -> {
            audit.note(transaction, who.who(), what, onWhat, reason);
            return true;
        });
    }

    private static long count(List<CheckLines.Line> steps, List<Line> lines, String standing) {
        return Stream.concat(steps.stream(), lines.stream().flatMap(line -> line.checks().stream()))
                .filter(step -> step.standing().equals(standing))
                .count();
    }

    private List<Line> lines(Locale locale) {
        Instant now = clock.instant();
        return communes.all().stream()
                .map(commune -> {
                    Connection connection = connector.of(commune.oa()).orElse(null);
                    return new Line(
                            commune,
                            connection,
                            connection != null && connection.isHealthy(now),
                            connector.isSetByEnvironment(commune.oa()),
                            connection == null ? null : Times.DAY.format(CommuneTime.day(connection.refreshUntil())),
                            connection == null ? 0 : connection.daysLeft(now),
                            words.of(checks.page(commune.oa()), locale));
                })
                .toList();
    }

    private static @Nullable Secret secret(String entered) {
        return entered.isBlank() ? null : new Secret(entered.strip());
    }

    private static String address(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().path(path).toUriString();
    }

    private static String back(String said) {
        return "redirect:" + PAGE + "?said=" + said;
    }
}
