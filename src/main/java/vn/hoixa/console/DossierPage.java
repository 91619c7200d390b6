package vn.hoixa.console;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.dossier.DossierImports;
import vn.hoixa.dossier.ImportOutcome;
import vn.hoixa.dossier.Report;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;

/** Where a commune's list of dossiers is brought in, with what came of the last one. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class DossierPage {

    private static final int MOST_IMPORTS = 10;

    private final Communes communes;
    private final DossierImports imports;
    private final Database database;

    DossierPage(Communes communes, DossierImports imports, Database database) {
        this.communes = communes;
        this.database = database;
        this.imports = imports;
    }

    /** @param at as people say it */
    record Imported(String at, String by) {}

    @GetMapping("/console/dossiers/{commune}")
    String page(@PathVariable("commune") String id, Model model) {
        return page(commune(id), null, model);
    }

    @PostMapping("/console/dossiers/{commune}")
    String take(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("file") MultipartFile file,
            @RequestParam(name = "confirmed", defaultValue = "false") boolean isConfirmed,
            Model model)
            throws IOException {
        Commune commune = commune(id);
        try (InputStream in = file.getInputStream()) {
            return page(commune, imports.take(commune, in, isConfirmed, who.who()), model);
        }
    }

    private String page(Commune commune, @Nullable ImportOutcome outcome, Model model) {
        Report last = imports.last(commune).orElse(null);
        model.addAttribute("commune", commune);
        model.addAttribute("last", last);
        model.addAttribute("at", last == null ? "" : Times.MINUTE.format(last.at()));
        model.addAttribute(
                "imports",
                Audit.latest(database.read(), DossierImports.NOTED, "commune " + commune.id(), MOST_IMPORTS).stream()
                        .map(done -> new Imported(Times.MINUTE.format(done.at()), done.by()))
                        .toList());
        model.addAttribute("kinds", Report.Kind.values());
        model.addAttribute("largest", DossierImports.LARGEST / 1024 / 1024);
        model.addAttribute("taken", outcome instanceof ImportOutcome.Taken);
        model.addAttribute("held", outcome instanceof ImportOutcome.HeldBack held ? held : null);
        model.addAttribute("renamed", outcome instanceof ImportOutcome.Renamed renamed ? renamed : null);
        model.addAttribute("refused", outcome instanceof ImportOutcome.Refused refused ? refused : null);
        return "console/dossiers";
    }

    private Commune commune(String id) {
        Commune commune = communes.named(id);
        if (commune == null) {
            throw Served.gone();
        }
        return commune;
    }
}
