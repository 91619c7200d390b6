package vn.hoixa.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.settings.Setting;

/** Leaders see to whom the reports go by themselves, and switch that off and on, for all or for themselves. */
@Controller
@Opens(to = Role.LEADER)
class ReportSendingPage {
    private final Served served;
    private final ReportSending sending;
    private final OfficerLines lines;

    ReportSendingPage(Served served, ReportSending sending, OfficerLines lines) {
        this.served = served;
        this.sending = sending;
        this.lines = lines;
    }

    /** A switch as the page shows it. */
    record Switch(String whom, boolean isOff, Setting setting, String at) {}

    /** A leader, and whether the report gets to them. */
    record Leader(Officer officer, String how, boolean isOff) {}

    @GetMapping("/console/settings/{commune}/reports")
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        sending.refresh();
        Commune commune = served.named(id);
        Officer self = self(who, commune);
        model.addAttribute("commune", commune);
        model.addAttribute("said", said.matches("off|on|conflict") ? said : "");
        model.addAttribute("ofAll", of(commune, null));
        model.addAttribute("own", self == null ? null : of(commune, self));
        model.addAttribute(
                "leaders",
                leaders(commune).stream()
                        .map(line ->
                                new Leader(line.officer(), line.how().key(), sending.isOff(commune, line.officer())))
                        .toList());
        return "console/report-sending";
    }

    @PostMapping("/console/settings/{commune}/reports")
    String turn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("whom") String whom,
            @RequestParam("off") boolean off,
            @RequestParam("seen") long seen) {
        Commune commune = served.named(id);
        Officer self = whom.equals("all") ? null : self(who, commune);
        if (!whom.equals("all") && self == null) {
            throw Served.gone();
        }
        boolean isDone = sending.turn(who, commune, self, off, seen);
        return "redirect:/console/settings/" + commune.id() + "/reports?said="
                + (isDone ? (off ? "off" : "on") : "conflict");
    }

    private Switch of(Commune commune, @Nullable Officer leader) {
        Setting setting = sending.setting(commune, leader);
        boolean isOff = leader == null ? sending.isOff(commune) : sending.isOff(commune, leader);
        return new Switch(leader == null ? "all" : "me", isOff, setting, CheckLines.time(setting.at()));
    }

    private @Nullable Officer self(SignedIn who, Commune commune) {
        return leaders(commune).stream()
                .map(OfficerLines.Line::officer)
                .filter(officer -> who.officer() != null && officer.id() == who.officer())
                .findFirst()
                .orElse(null);
    }

    private List<OfficerLines.Line> leaders(Commune commune) {
        return lines.of(commune).stream()
                .filter(line -> line.officer().role() == vn.hoixa.directory.Role.LEADER)
                .toList();
    }
}
