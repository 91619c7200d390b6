package vn.hoixa.console;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.account.Audit;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.matching.Library;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Credentials;

/** What an administrator sees first. */
@Controller
class HomePage {
    private final Communes communes;
    private final Library library;
    private final ReviewDesk desk;
    private final Credentials credentials;
    private final Database database;
    private final Audit audit;

    HomePage(
            Communes communes,
            Library library,
            ReviewDesk desk,
            Credentials credentials,
            Database database,
            Audit audit) {
        this.communes = communes;
        this.library = library;
        this.desk = desk;
        this.credentials = credentials;
        this.database = database;
        this.audit = audit;
    }

    @GetMapping("/console")
    String home(@AuthenticationPrincipal SignedIn who, Model model) {
        model.addAttribute("who", who);
        model.addAttribute("communes", communes.all());
        model.addAttribute("trial", credentials.isTrial());
        return "console/home";
    }

    /** A review link in the name of whoever is signed in, opened at once. */
    @PostMapping("/console/reviews/{commune}")
    String review(@AuthenticationPrincipal SignedIn who, @PathVariable("commune") String id) {
        Commune commune = library.current().knowledge().commune(id);
        if (commune == null) {
            throw new ResponseStatusException(org.springframework.http.HttpStatus.NOT_FOUND);
        }
        String secret = desk.link(commune, who.shown());
        database.write(transaction -> {
            audit.note(transaction, who.who(), "review link made", "commune " + commune.id(), "");
            return true;
        });
        return "redirect:/duyet/" + secret;
    }
}
