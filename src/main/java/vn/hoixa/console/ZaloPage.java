package vn.hoixa.console;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
import vn.hoixa.account.Audit;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.AppSettings;
import vn.hoixa.zalo.Connecting;
import vn.hoixa.zalo.Connection;
import vn.hoixa.zalo.Connector;
import vn.hoixa.zalo.Secret;

/** Where an administrator connects the communes' pages on Zalo. */
@Controller
class ZaloPage {
    private static final String PAGE = "/console/zalo";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final Communes communes;
    private final Connector connector;
    private final AppSettings app;
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    ZaloPage(
            Communes communes,
            Connector connector,
            AppSettings app,
            Database database,
            Audit audit,
            InstantSource clock) {
        this.communes = communes;
        this.connector = connector;
        this.app = app;
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
            long daysLeft) {}

    /** @param said what was done before, the end of a message's key; empty for nothing */
    @GetMapping(PAGE)
    String page(@RequestParam(name = "said", defaultValue = "") String said, Model model) {
        model.addAttribute("said", said.matches("[a-z-]{1,30}") ? said : "");
        model.addAttribute("app", app.state());
        model.addAttribute("callback", callback());
        model.addAttribute("lines", lines());
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
        app.save(id, secret(secret), secret(key));
        note(who, "Zalo app settings changed", "app " + id.strip(), "");
        return back("saved");
    }

    /** To Zalo, where the page's own administrator agrees. A link and no form: a form may lead to this site only. */
    @GetMapping("/console/zalo/consent")
    ResponseEntity<Void> consent() {
        URI zalo = connector.begin(URI.create(callback()));
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(zalo).build();
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

    private List<Line> lines() {
        Instant now = clock.instant();
        return communes.all().stream()
                .map(commune -> {
                    Connection connection = connector.of(commune.oa()).orElse(null);
                    return new Line(
                            commune,
                            connection,
                            connection != null && connection.isHealthy(now),
                            connector.isSetByEnvironment(commune.oa()),
                            connection == null ? null : DAY.format(CommuneTime.day(connection.refreshUntil())),
                            connection == null ? 0 : connection.daysLeft(now));
                })
                .toList();
    }

    private static @Nullable Secret secret(String entered) {
        return entered.isBlank() ? null : new Secret(entered.strip());
    }

    private static String callback() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/console/zalo/callback")
                .toUriString();
    }

    private static String back(String said) {
        return "redirect:" + PAGE + "?said=" + said;
    }
}
