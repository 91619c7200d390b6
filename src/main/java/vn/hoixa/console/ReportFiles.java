package vn.hoixa.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.report.Pdf;
import vn.hoixa.report.Period;
import vn.hoixa.storage.Database;

/** The report as files: PDF to read, DOCX to paste from, a spreadsheet with every row, and CSV. */
@Controller
@Opens(to = Role.LEADER)
class ReportFiles {
    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Served served;
    private final ReportModels models;
    private final ReportWriter writer;
    private final ITemplateEngine templates;
    private final Database database;
    private final Audit audit;

    ReportFiles(
            Served served,
            ReportModels models,
            ReportWriter writer,
            ITemplateEngine templates,
            Database database,
            Audit audit) {
        this.served = served;
        this.models = models;
        this.writer = writer;
        this.templates = templates;
        this.database = database;
        this.audit = audit;
    }

    @GetMapping("/console/report/{commune}/report.pdf")
    ResponseEntity<byte[]> pdf(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            Locale locale) {
        Commune commune = served.named(id);
        Period period = models.period(wanted);
        note(who, commune, period, "pdf");
        Context context = new Context(locale, models.of(commune, period, locale));
        byte[] pdf = Pdf.of(templates.process("console/report-paper", context));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(commune, period, "pdf"))
                .body(pdf);
    }

    @GetMapping("/console/report/{commune}/report.docx")
    ResponseEntity<byte[]> docx(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            Locale locale) {
        Commune commune = served.named(id);
        Period period = models.period(wanted);
        note(who, commune, period, "docx");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(DOCX))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(commune, period, "docx"))
                .body(writer.docx(commune, period, locale));
    }

    @GetMapping("/console/report/{commune}/report.csv")
    void csv(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            HttpServletResponse response)
            throws IOException {
        Commune commune = served.named(id);
        Period period = models.period(wanted);
        note(who, commune, period, "csv");
        response.setContentType(ReportExportPage.TYPES.get("csv"));
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(commune, period, "csv"));
        writer.csv(response.getOutputStream(), commune, period, () -> {});
    }

    @GetMapping("/console/report/{commune}/report.xlsx")
    void spreadsheet(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        Commune commune = served.named(id);
        Period period = models.period(wanted);
        note(who, commune, period, "xlsx");
        response.setContentType(ReportExportPage.TYPES.get("xlsx"));
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(commune, period, "xlsx"));
        writer.xlsx(response.getOutputStream(), commune, period, locale, () -> {});
    }

    private void note(SignedIn who, Commune commune, Period period, String kind) {
        database.write(transaction -> {
            audit.note(transaction, who.who(), "report exported", "commune " + commune.id(), period.key() + " " + kind);
            return true;
        });
    }

    static String disposition(Commune commune, Period period, String ending) {
        return ContentDisposition.attachment()
                .filename("hoixa-" + commune.id() + "-" + period.key() + "." + ending)
                .build()
                .toString();
    }
}
