package vn.hoixa.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.matching.Library;
import vn.hoixa.storage.Database;

/** Slips to print, one for each officer of a commune, with the code that links their Zalo account. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class SlipsPage {
    private final LinkSlips slips;
    private final Library library;
    private final Database database;
    private final Audit audit;

    SlipsPage(LinkSlips slips, Library library, Database database, Audit audit) {
        this.slips = slips;
        this.library = library;
        this.database = database;
        this.audit = audit;
    }

    @GetMapping("/console/officers/{commune}/codes")
    String page(@PathVariable("commune") String id, Model model) {
        return show(commune(id), List.of(), model);
    }

    /**
     * Shown at once and never again: only their hashes are kept.
     *
     * @param officer for whom alone, or null for all
     */
    @PostMapping("/console/officers/{commune}/codes")
    String make(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "officer", required = false) @Nullable Long officer,
            Model model) {
        Commune commune = commune(id);
        List<LinkSlips.Slip> made = officer == null ? slips.make(commune) : slips.make(commune, officer);
        if (made.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String whose = officer == null ? "commune " + commune.id() : "officer " + officer;
        database.write(transaction -> {
            audit.note(transaction, who.who(), "link codes made", whose, "");
            return true;
        });
        return show(commune, made, model);
    }

    private static String show(Commune commune, List<LinkSlips.Slip> made, Model model) {
        model.addAttribute("commune", commune);
        model.addAttribute("slips", made);
        return "console/slips";
    }

    private Commune commune(String id) {
        Commune commune = library.current().knowledge().commune(id);
        if (commune == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return commune;
    }
}
