package vn.hoixa.console;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.rating.RatingSwitch;
import vn.hoixa.settings.Banners;
import vn.hoixa.settings.Bot;
import vn.hoixa.settings.Setting;
import vn.hoixa.settings.Settings;

/** All that a commune's people decide, with whatever needs a look first; here the bot is switched off and on. */
@Controller
@Opens(to = {Role.LEADER, Role.EDITOR, Role.ADMINISTRATOR})
class SettingsPage {
    private final Served served;
    private final Settings settings;
    private final Bot bot;
    private final RatingSwitch asking;
    private final Banners banners;
    private final OfficerLines lines;
    private final InstantSource clock;

    SettingsPage(
            Served served,
            Settings settings,
            Bot bot,
            RatingSwitch asking,
            Banners banners,
            OfficerLines lines,
            InstantSource clock) {
        this.served = served;
        this.settings = settings;
        this.bot = bot;
        this.asking = asking;
        this.banners = banners;
        this.lines = lines;
        this.clock = clock;
    }

    @GetMapping("/console/settings/{commune}")
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        settings.refresh();
        Commune commune = served.named(id);
        Setting switched = bot.switched(commune);
        boolean knowsOfficers = who.may(commune.id(), Role.LEADER, Role.ADMINISTRATOR);
        model.addAttribute("commune", commune);
        model.addAttribute("said", said.matches("(ratings-)?(off|on)|conflict") ? said : "");
        model.addAttribute("missed", knowsOfficers ? lines.missed(commune) : Map.of());
        model.addAttribute("isOff", bot.isOff(commune));
        model.addAttribute("switched", switched);
        model.addAttribute("at", CheckLines.time(switched.at()));
        Setting asks = asking.switched(commune);
        model.addAttribute("asksOff", asking.isOff(commune));
        model.addAttribute("asks", asks);
        model.addAttribute("asksAt", CheckLines.time(asks.at()));
        model.addAttribute("banner", banners.standing(commune, clock.instant()).orElse(null));
        model.addAttribute("switches", knowsOfficers);
        model.addAttribute("announces", who.may(commune.id(), Role.LEADER));
        model.addAttribute("administers", who.may(commune.id(), Role.ADMINISTRATOR));
        model.addAttribute("writes", who.may(commune.id(), Role.EDITOR, Role.ADMINISTRATOR));
        return "console/settings";
    }

    @PostMapping("/console/settings/{commune}/bot")
    @Opens(to = {Role.LEADER, Role.ADMINISTRATOR})
    String turn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("off") boolean off,
            @RequestParam("seen") long seen) {
        Commune commune = served.named(id);
        String said = off ? "off" : "on";
        return "redirect:/console/settings/" + commune.id() + "?said="
                + (bot.turn(who, commune, off, seen) ? said : "conflict");
    }

    @PostMapping("/console/settings/{commune}/ratings")
    @Opens(to = {Role.LEADER, Role.ADMINISTRATOR})
    String ask(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("off") boolean off,
            @RequestParam("seen") long seen) {
        Commune commune = served.named(id);
        String said = off ? "ratings-off" : "ratings-on";
        return "redirect:/console/settings/" + commune.id() + "?said="
                + (asking.turn(who, commune, off, seen) ? said : "conflict");
    }
}
