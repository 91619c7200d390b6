package vn.hoixa.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hoixa.knowledge.CommuneTime;

/** One report, for whoever has the link that was sent to a leader: nothing on it leads further. */
@Controller
class ReportLinkPage {
    private final ReportLinks links;
    private final ReportModels models;

    ReportLinkPage(ReportLinks links, ReportModels models) {
        this.links = links;
        this.models = models;
    }

    @GetMapping(ReportLinks.PATH + "{secret}")
    String report(@PathVariable("secret") String secret, Locale locale, Model model, HttpServletResponse response) {
        // The address is a key: nobody else is to learn it, and nothing of the page is kept.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        ReportLinks.Opened opened = links.open(secret).orElse(null);
        if (opened == null) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "console/report-gone";
        }
        model.addAllAttributes(models.of(opened.commune(), opened.period(), locale));
        model.addAttribute("leader", opened.leader().name());
        model.addAttribute("until", CommuneTime.said(opened.until()));
        return "console/report-read";
    }
}
