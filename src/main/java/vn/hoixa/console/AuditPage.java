package vn.hoixa.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Audit;
import vn.hoixa.account.AuditTrail;
import vn.hoixa.account.AuditTrail.Entry;
import vn.hoixa.account.AuditTrail.Filter;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;

/** Who did what when: of a commune for those who answer for it, of all for the installation's administrator. */
@Controller
@Opens(to = {Role.LEADER, Role.ADMINISTRATOR})
class AuditPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy").withZone(CommuneTime.ZONE);

    private static final int A_PAGE = 50;

    /** Read at once for an export, so that no reader holds the database for long. */
    private static final int A_PIECE = 1_000;

    private final Served served;
    private final AuditTrail trail;
    private final Database database;
    private final Audit audit;

    AuditPage(Served served, AuditTrail trail, Database database, Audit audit) {
        this.served = served;
        this.trail = trail;
        this.database = database;
        this.audit = audit;
    }

    @GetMapping("/console/audit")
    @Opens(to = Role.ADMINISTRATOR)
    String all(
            @RequestParam(name = "day", defaultValue = "") String day,
            @RequestParam(name = "who", defaultValue = "") String account,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        return page("/console/audit", filter(null, day, account), after, model);
    }

    @GetMapping("/console/audit/{commune}")
    String ofCommune(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "day", defaultValue = "") String day,
            @RequestParam(name = "who", defaultValue = "") String account,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        String commune = served.named(id).id();
        model.addAttribute("more", who.may(Membership.EVERYWHERE, Role.ADMINISTRATOR));
        return page("/console/audit/" + commune, filter(commune, day, account), after, model);
    }

    @GetMapping("/console/audit.csv")
    @Opens(to = Role.ADMINISTRATOR)
    void exportAll(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "day", defaultValue = "") String day,
            @RequestParam(name = "who", defaultValue = "") String account,
            HttpServletResponse response)
            throws IOException {
        export(who, filter(null, day, account), response);
    }

    @GetMapping("/console/audit/{commune}/audit.csv")
    void exportOfCommune(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "day", defaultValue = "") String day,
            @RequestParam(name = "who", defaultValue = "") String account,
            HttpServletResponse response)
            throws IOException {
        export(who, filter(served.named(id).id(), day, account), response);
    }

    private String page(String address, Filter filter, String after, Model model) {
        List<Entry> entries = trail.read(filter, entry(after), A_PAGE);
        model.addAttribute("address", address);
        model.addAttribute("filter", filter);
        model.addAttribute("entries", entries);
        model.addAttribute("next", entries.size() < A_PAGE ? null : place(entries.getLast()));
        model.addAttribute("time", TIME);
        return "console/audit";
    }

    private void export(SignedIn who, Filter filter, HttpServletResponse response) throws IOException {
        database.write(transaction -> {
            String of = filter.commune() == null ? "installation" : "commune " + filter.commune();
            audit.note(transaction, who.who(), "audit exported", of, "");
            return true;
        });
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        try (var csv = new CSVPrinter(response.getWriter(), CSVFormat.RFC4180)) {
            csv.printRecord("id", "at", "who", "what", "on_what", "reason", "commune");
            Entry last = null;
            do {
                List<Entry> piece = trail.read(filter, last, A_PIECE);
                for (Entry entry : piece) {
                    csv.printRecord(
                            entry.id(),
                            entry.at(),
                            cell(entry.who()),
                            cell(entry.what()),
                            cell(entry.onWhat()),
                            cell(entry.reason()),
                            cell(Objects.requireNonNullElse(entry.commune(), "")));
                }
                last = piece.size() < A_PIECE ? null : piece.getLast();
            } while (last != null);
        }
    }

    /** A spreadsheet would take what begins so for a formula. */
    private static String cell(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** What is no day and no account filters nothing. */
    private static Filter filter(@Nullable String commune, String day, String account) {
        return new Filter(commune, day(day), account.isBlank() ? null : who(account.strip()));
    }

    /** A number is an account's. */
    private static String who(String account) {
        return account.matches("\\d+") ? "account " + account : account;
    }

    private static @Nullable LocalDate day(String day) {
        try {
            return day.isEmpty() ? null : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String place(Entry last) {
        return last.at().toEpochMilli() + "-" + last.id();
    }

    /** The last one of the page before, as far as its place goes. */
    private static @Nullable Entry entry(String place) {
        if (!place.matches("\\d{1,15}-\\d{1,18}")) {
            return null;
        }
        String[] parts = place.split("-", 2);
        Instant at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
        return new Entry(Long.parseLong(parts[1]), at, "", "", "", "", null);
    }
}
