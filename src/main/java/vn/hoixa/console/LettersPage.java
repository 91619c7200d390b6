package vn.hoixa.console;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.inquiry.DeadLetters;
import vn.hoixa.knowledge.Communes;

/** What no try could treat, for whoever runs the installation: causes and times, nothing that anybody wrote. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class LettersPage {

    private final DeadLetters letters;
    private final Communes communes;
    private final Audit audit;

    LettersPage(DeadLetters letters, Communes communes, Audit audit) {
        this.letters = letters;
        this.communes = communes;
        this.audit = audit;
    }

    /** @param said what was done before, the end of a message's key; empty for nothing */
    @GetMapping("/console/letters")
    String page(@RequestParam(name = "said", defaultValue = "") String said, Model model) {
        model.addAttribute("said", said.matches("again|nothing") ? said : "");
        model.addAttribute("letters", letters.latest());
        model.addAttribute("served", communes);
        model.addAttribute("time", Times.MINUTE);
        return "console/letters";
    }

    @PostMapping("/console/letters/{id}/again")
    String again(@AuthenticationPrincipal SignedIn who, @PathVariable("id") long id) {
        boolean isUnderway = letters.tryAgain(
                id,
                transaction -> audit.note(transaction, who.who(), "dead letter tried again", "dead letter " + id, ""));
        return "redirect:/console/letters?said=" + (isUnderway ? "again" : "nothing");
    }
}
