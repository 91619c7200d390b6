package vn.hoixa.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
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
import vn.hoixa.console.ReportExports.Export;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.storage.Database;

/** Large files of a report: started, looked after, cancelled, fetched. */
@Controller
@Opens(to = Role.LEADER)
class ReportExportPage {
    /** By the ending of the file's name. */
    static final Map<String, String> TYPES = Map.of(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv",
            "text/csv; charset=utf-8");

    private final Served served;
    private final ReportExports exports;
    private final ReportWriter writer;
    private final Reckoner reckoner;
    private final Database database;
    private final Audit audit;

    ReportExportPage(
            Served served,
            ReportExports exports,
            ReportWriter writer,
            Reckoner reckoner,
            Database database,
            Audit audit) {
        this.served = served;
        this.exports = exports;
        this.writer = writer;
        this.reckoner = reckoner;
        this.database = database;
        this.audit = audit;
    }

    @PostMapping("/console/report/{commune}/exports")
    String start(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            @RequestParam(name = "kind", defaultValue = "") String kind,
            Locale locale) {
        Commune commune = served.named(id);
        Period period = Period.of(wanted).orElseThrow(Served::gone);
        if (!TYPES.containsKey(kind)) {
            throw Served.gone();
        }
        note(who, "report exported", commune, period.key() + " " + kind);
        Optional<Long> export = exports.start(
                who,
                commune,
                period,
                kind,
                reckoner.rows(commune.oa(), period),
                kind.equals("csv")
                        ? (out, each) -> writer.csv(out, commune, period, each)
                        : (out, each) -> writer.xlsx(out, commune, period, locale, each));
        String report = "redirect:/console/report/" + commune.id();
        return export.map(number -> report + "/exports/" + number).orElse(report + "?busy=true&period=" + period.key());
    }

    @GetMapping("/console/report/{commune}/exports/{export}")
    String export(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("export") long number,
            Model model) {
        Commune commune = served.named(id);
        model.addAttribute("commune", commune);
        model.addAttribute("export", find(who, commune, number));
        return "console/report-export";
    }

    @PostMapping("/console/report/{commune}/exports/{export}/cancel")
    String cancel(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("export") long number) {
        Commune commune = served.named(id);
        Export export = find(who, commune, number);
        exports.cancel(export);
        return "redirect:/console/report/" + commune.id() + "?period=" + export.period();
    }

    @GetMapping("/console/report/{commune}/exports/{export}/file")
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("export") long number,
            HttpServletResponse response)
            throws IOException {
        Commune commune = served.named(id);
        Export export = find(who, commune, number);
        if (export.isMaking() || export.isFailed()) {
            throw Served.gone();
        }
        note(who, "report fetched", commune, export.period() + " " + export.kind());
        response.setContentType(TYPES.get(export.kind()));
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ReportFiles.disposition(commune, Period.of(export.period()).orElseThrow(Served::gone), export.kind()));
        response.setContentLengthLong(exports.size(export));
        exports.copy(export, response.getOutputStream());
    }

    private void note(SignedIn who, String what, Commune commune, String reason) {
        database.write(transaction -> {
            audit.note(transaction, who.who(), what, "commune " + commune.id(), reason);
            return true;
        });
    }

    private Export find(SignedIn who, Commune commune, long number) {
        return exports.find(who, commune, number).orElseThrow(Served::gone);
    }
}
