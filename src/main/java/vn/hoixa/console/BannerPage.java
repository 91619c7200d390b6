package vn.hoixa.console;

import java.time.InstantSource;
import java.util.List;
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
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.settings.Banner;
import vn.hoixa.settings.Banners;
import vn.hoixa.settings.Fault;
import vn.hoixa.settings.Setting;
import vn.hoixa.settings.Settings;

/** Where a leader tells all residents at once what cannot wait. */
@Controller
@Opens(to = Role.LEADER)
class BannerPage {
    private static final int USUAL_HOURS = 12;

    private final Served served;
    private final Settings settings;
    private final Banners banners;
    private final InstantSource clock;

    BannerPage(Served served, Settings settings, Banners banners, InstantSource clock) {
        this.served = served;
        this.settings = settings;
        this.banners = banners;
        this.clock = clock;
    }

    @GetMapping("/console/settings/{commune}/banner")
    String page(
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        settings.refresh();
        Commune commune = served.named(id);
        model.addAttribute("said", said.matches("raised|ended|conflict") ? said : "");
        String text =
                banners.standing(commune, clock.instant()).map(Banner::text).orElse("");
        return show(commune, text, USUAL_HOURS, model);
    }

    /** @param preview whether it is only to be shown as residents would read it */
    @PostMapping("/console/settings/{commune}/banner")
    String raise(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("text") String text,
            @RequestParam("hours") int hours,
            @RequestParam("seen") long seen,
            @RequestParam(name = "preview", defaultValue = "false") boolean preview,
            Model model) {
        Commune commune = served.named(id);
        String written = text.replace("\r\n", "\n");
        Fault fault = banners.fault(written, hours).orElse(null);
        if (fault != null) {
            model.addAttribute("fault", fault);
            return show(commune, written, hours, model);
        } else if (preview) {
            model.addAttribute("preview", written.strip());
            return show(commune, written, hours, model);
        } else if (!banners.raise(who, commune, written, hours, seen)) {
            model.addAttribute(
                    Conflict.SHOWN,
                    Conflict.with(
                            banners.set(commune),
                            List.of(banners.standing(commune, clock.instant())
                                    .map(standing -> Conflict.line(standing.text()))
                                    .orElse(new Conflict.Line("console.banner.none", "")))));
            return show(commune, written, hours, model);
        }
        return "redirect:/console/settings/" + commune.id() + "/banner?said=raised";
    }

    @PostMapping("/console/settings/{commune}/banner/end")
    String end(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("seen") long seen) {
        Commune commune = served.named(id);
        boolean isDone = banners.end(who, commune, seen);
        return "redirect:/console/settings/" + commune.id() + "/banner?said=" + (isDone ? "ended" : "conflict");
    }

    private String show(Commune commune, String text, int hours, Model model) {
        Setting set = banners.set(commune);
        Banner standing = banners.standing(commune, clock.instant()).orElse(null);
        model.addAttribute("commune", commune);
        model.addAttribute("text", text);
        model.addAttribute("hours", hours);
        model.addAttribute("longest", Banners.LONGEST);
        model.addAttribute("most", Banners.MOST_HOURS);
        model.addAttribute("seen", set.revision());
        model.addAttribute("by", set.by());
        model.addAttribute("at", CheckLines.time(set.at()));
        model.addAttribute("standing", standing);
        model.addAttribute("until", standing == null ? "" : CommuneTime.said(standing.until()));
        return "console/banner";
    }
}
