package vn.hoixa.console;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.zalo.Credentials;

/** What whoever signed in sees first. */
@Controller
@Opens(
        to = {Role.OFFICER, Role.LEADER, Role.EDITOR, Role.ADMINISTRATOR},
        anywhere = true)
class HomePage {
    private final Communes communes;
    private final Credentials credentials;

    HomePage(Communes communes, Credentials credentials) {
        this.communes = communes;
        this.credentials = credentials;
    }

    /** A commune, and what the reader may do there. */
    record OfCommune(Commune commune, boolean decides, boolean administers) {}

    @GetMapping("/console")
    String home(@AuthenticationPrincipal SignedIn who, Model model) {
        model.addAttribute("who", who);
        model.addAttribute(
                "communes",
                communes.all().stream()
                        .filter(commune -> Navigation.isMember(who, commune))
                        .map(commune -> new OfCommune(
                                commune,
                                who.may(commune.id(), Role.LEADER, Role.EDITOR, Role.ADMINISTRATOR),
                                who.may(commune.id(), Role.ADMINISTRATOR)))
                        .toList());
        model.addAttribute("administers", who.may(Membership.EVERYWHERE, Role.ADMINISTRATOR));
        model.addAttribute("trial", credentials.isTrial());
        return "console/home";
    }
}
