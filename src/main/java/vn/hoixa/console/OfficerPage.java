package vn.hoixa.console;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Change;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Leave;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Unit;
import vn.hoixa.escalation.Departures;
import vn.hoixa.escalation.Reach;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;

/** One officer: who it is, when they are away, which Zalo account is theirs. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class OfficerPage {
    private static final int LONGEST_DAYS = 366;

    private final Served served;
    private final Directory directory;
    private final Reach reach;
    private final Departures departures;
    private final InstantSource clock;

    OfficerPage(Served served, Directory directory, Reach reach, Departures departures, InstantSource clock) {
        this.served = served;
        this.directory = directory;
        this.reach = reach;
        this.departures = departures;
        this.clock = clock;
    }

    @GetMapping("/console/directory/{commune}/new")
    String blank(@PathVariable("commune") String id, Model model) {
        return form(served.named(id), OfficerForm.empty(), model);
    }

    @PostMapping("/console/directory/{commune}/new")
    String add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam MultiValueMap<String, String> written,
            Model model) {
        Commune commune = served.named(id);
        OfficerForm form = OfficerForm.of(written);
        if (!form.isRight()) {
            return form(commune, form, model);
        }
        return directory
                .add(who.who(), commune.id(), form.entry(null, directory.everybody(commune.id())))
                .map(officer -> "redirect:" + address(officer) + "?said=added")
                .orElseGet(() -> form(commune, form, model));
    }

    @GetMapping("/console/directory/{commune}/officers/{officer}")
    @Opens(to = {Role.LEADER, Role.ADMINISTRATOR})
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("officer") long number,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        Officer officer = officer(id, number);
        model.addAttribute(
                "said", said.matches("added|changed|leave|leave-gone|days|unlinked|last-leader") ? said : "");
        return show(who, officer, OfficerForm.of(officer), model);
    }

    @PostMapping("/console/directory/{commune}/officers/{officer}")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("officer") long number,
            @RequestParam("seen") String seen,
            @RequestParam MultiValueMap<String, String> written,
            Model model) {
        Officer officer = officer(id, number);
        OfficerForm form = OfficerForm.of(written);
        if (!form.isRight()) {
            return show(who, officer, form, model);
        }
        return switch (directory.change(who.who(), number, seen, form.entry(officer, List.of()))) {
            case DONE -> "redirect:" + address(officer) + "?said=changed";
            case LAST_LEADER -> "redirect:" + address(officer) + "?said=last-leader";
            case CHANGED_MEANWHILE, KEY_TAKEN -> {
                Officer now = officer(id, number);
                model.addAttribute(
                        Conflict.SHOWN,
                        Conflict.withSomebody(OfficerForm.of(now).lines()));
                yield show(who, now, form, model);
            }
            case GONE -> throw Served.gone();
        };
    }

    @PostMapping("/console/directory/{commune}/officers/{officer}/remove")
    String remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("officer") long number) {
        Officer officer = officer(id, number);
        if (directory.remove(who.who(), number) == Change.LAST_LEADER) {
            return "redirect:" + address(officer) + "?said=last-leader";
        }
        departures.handOn(number);
        return "redirect:/console/directory/" + officer.commune() + "?said=removed";
    }

    @PostMapping("/console/directory/{commune}/officers/{officer}/unlink")
    String unlink(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("officer") long number) {
        Officer officer = officer(id, number);
        directory.unlink(who.who(), number);
        return "redirect:" + address(officer) + "?said=unlinked";
    }

    @PostMapping("/console/directory/{commune}/officers/{officer}/leaves")
    String addLeave(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("officer") long number,
            @RequestParam("kind") Leave.Kind kind,
            @RequestParam("first") String first,
            @RequestParam("last") String last) {
        Officer officer = officer(id, number);
        try {
            LocalDate from = LocalDate.parse(first);
            LocalDate to = last.isBlank() ? from : LocalDate.parse(last);
            if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_DAYS))) {
                return "redirect:" + address(officer) + "?said=days";
            }
            directory.addLeave(who.who(), number, kind, from, to);
            return "redirect:" + address(officer) + "?said=leave";
        } catch (DateTimeException e) {
            return "redirect:" + address(officer) + "?said=days";
        }
    }

    @PostMapping("/console/directory/{commune}/officers/{officer}/leaves/{leave}/remove")
    String removeLeave(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("officer") long number,
            @PathVariable("leave") long leave) {
        Officer officer = officer(id, number);
        if (directory.removeLeave(who.who(), number, leave) == Change.GONE) {
            throw Served.gone();
        }
        return "redirect:" + address(officer) + "?said=leave-gone";
    }

    private Officer officer(String commune, long number) {
        Commune of = served.named(commune);
        return directory
                .find(number)
                .filter(officer -> officer.commune().equals(of.id()) && !officer.removed())
                .orElseThrow(Served::gone);
    }

    private static String address(Officer officer) {
        return "/console/directory/" + officer.commune() + "/officers/" + officer.id();
    }

    private String show(SignedIn who, Officer officer, OfficerForm form, Model model) {
        Commune commune = served.named(officer.commune());
        LocalDate today = CommuneTime.day(clock.instant());
        model.addAttribute("officer", officer);
        model.addAttribute("seen", officer.entry().mark());
        model.addAttribute("edits", who.may(commune.id(), Role.ADMINISTRATOR));
        model.addAttribute("how", reach.of(commune, officer));
        model.addAttribute("away", directory.isAway(officer, clock.instant()));
        model.addAttribute(
                "leaves",
                directory.leaves(officer.id()).stream()
                        .filter(leave -> !leave.last().isBefore(today))
                        .toList());
        model.addAttribute("openCases", departures.open(officer.id()));
        return form(commune, form, model);
    }

    private static String form(Commune commune, OfficerForm form, Model model) {
        model.addAttribute("commune", commune);
        model.addAttribute("form", form);
        model.addAttribute("units", Unit.values());
        return "console/officer";
    }
}
