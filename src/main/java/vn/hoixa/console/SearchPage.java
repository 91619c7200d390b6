package vn.hoixa.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Sight;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.search.SearchTexts;
import vn.hoixa.storage.Database;

/** Where officers find what was written, by words, by the number of a case, by a resident's name. */
@Controller
@Opens(to = {Role.OFFICER, Role.LEADER})
class SearchPage {

    private static final Pattern NUMBER = Pattern.compile("(?i)\\s*ch[\\s-]*0*([1-9]\\d{0,8})\\s*");

    private final Readers readers;
    private final Search search;
    private final Database database;
    private final Audit audit;

    SearchPage(Readers readers, Search search, Database database, Audit audit) {
        this.readers = readers;
        this.search = search;
        this.database = database;
        this.audit = audit;
    }

    /**
     * @param typed what to look for
     * @param before where the page begins; the newest where it is not given
     */
    @GetMapping("/console/search/{commune}")
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "q", defaultValue = "") String typed,
            @RequestParam(name = "before", defaultValue = "" + Search.NEWEST) long before,
            Model model) {
        Reader reader = readers.allowed(who, id);
        Commune commune = reader.commune();
        Sight sight = reader.sight();
        model.addAttribute("commune", commune);
        model.addAttribute("typed", typed);
        model.addAttribute("time", Times.MINUTE);
        model.addAttribute("asked", !typed.isBlank());
        model.addAttribute(
                "wordless", !typed.isBlank() && SearchTexts.wordsOf(typed).isEmpty());
        if (!typed.isBlank()) {
            Search.Found found = search.find(commune, sight, typed, before);
            model.addAttribute("found", found);
            model.addAttribute("numbered", numbered(commune, sight, typed).orElse(null));
            database.write(transaction -> {
                audit.note(
                        transaction,
                        who.who(),
                        "searched",
                        "commune " + commune.id(),
                        found.hits().size() + " hits");
                return true;
            });
        }
        return "console/search";
    }

    /** The case of which the number was typed, if they may see it. */
    private Optional<CaseNumber> numbered(Commune commune, Sight sight, String typed) {
        Matcher number = NUMBER.matcher(typed);
        return !number.matches()
                ? Optional.empty()
                : database.read()
                        .sql("SELECT c.number FROM cases c WHERE c.commune = ? AND c.number = ? AND NOT "
                                + sight.hides("c"))
                        .params(commune.id(), Integer.valueOf(number.group(1)))
                        .query((row, i) -> new CaseNumber(row.getInt("number")))
                        .optional();
    }
}
