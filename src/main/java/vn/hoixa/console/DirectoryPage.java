package vn.hoixa.console;

import java.util.List;
import java.util.Map;
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
import vn.hoixa.directory.Change;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;

/** Who works in the commune, who can be told of a case, and who treats which field. */
@Controller
@Opens(to = {Role.LEADER, Role.ADMINISTRATOR})
class DirectoryPage {
    private final Served served;
    private final Communes communes;
    private final Directory directory;
    private final OfficerLines lines;

    DirectoryPage(Served served, Communes communes, Directory directory, OfficerLines lines) {
        this.served = served;
        this.communes = communes;
        this.directory = directory;
        this.lines = lines;
    }

    /** A field with whoever treats it, and whoever does instead of them. */
    record Field(
            String key,
            String name,
            @Nullable Officer owner,
            @Nullable Officer substitute) {}

    @GetMapping("/console/directory/{commune}")
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        Commune commune = served.named(id);
        model.addAttribute("commune", commune);
        model.addAttribute("edits", who.may(commune.id(), Role.ADMINISTRATOR));
        model.addAttribute("units", lines.byUnit(commune));
        model.addAttribute("missed", lines.missed(commune));
        model.addAttribute("said", said.matches("added|removed") ? said : "");
        return "console/directory";
    }

    @GetMapping("/console/directory/{commune}/fields")
    String fields(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        Commune commune = served.named(id);
        model.addAttribute("commune", commune);
        model.addAttribute("edits", who.may(commune.id(), Role.ADMINISTRATOR));
        model.addAttribute("fields", fields(commune));
        model.addAttribute("officers", directory.of(commune.id()));
        model.addAttribute("said", said.matches("assigned|same") ? said : "");
        return "console/fields";
    }

    @PostMapping("/console/directory/{commune}/fields")
    @Opens(to = Role.ADMINISTRATOR)
    String assign(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("field") String field,
            @RequestParam("owner") long owner,
            @RequestParam("substitute") long substitute) {
        Commune commune = served.named(id);
        if (!communes.fields().containsKey(field)) {
            throw Served.gone();
        }
        boolean isDone = directory.assign(who.who(), commune.id(), field, owner, substitute) == Change.DONE;
        return "redirect:/console/directory/" + commune.id() + "/fields?said=" + (isDone ? "assigned" : "same");
    }

    private List<Field> fields(Commune commune) {
        return communes.fields().entrySet().stream()
                .map(field -> field(commune, field))
                .toList();
    }

    private Field field(Commune commune, Map.Entry<String, String> field) {
        List<Officer> treating = directory.forField(commune.id(), field.getKey());
        return new Field(
                field.getKey(),
                field.getValue(),
                treating.isEmpty() ? null : treating.getFirst(),
                treating.size() < 2 ? null : treating.get(1));
    }
}
