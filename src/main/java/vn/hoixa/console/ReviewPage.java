package vn.hoixa.console;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.hoixa.console.ReviewDesk.Reviewer;

/** A phone page on which one person reads the thirty most asked guides, one after the other. */
@Controller
class ReviewPage {
    private final ReviewDesk desk;
    private final ReviewSheet sheet;

    ReviewPage(ReviewDesk desk, ReviewSheet sheet) {
        this.desk = desk;
        this.sheet = sheet;
    }

    @GetMapping("/duyet/{secret}")
    String next(
            @PathVariable("secret") String secret,
            @RequestParam(name = "ma", required = false) @Nullable String code,
            @RequestParam(name = "sau", required = false) @Nullable String before,
            @RequestParam(name = "doi", defaultValue = "false") boolean changed,
            Model model,
            HttpServletResponse response) {
        guard(response);
        Reviewer reviewer = desk.reviewer(secret).orElse(null);
        if (reviewer == null) {
            return gone(response);
        }
        sheet.fill(model, reviewer, desk.papers(reviewer.commune()), "/duyet/" + secret, code, before, changed);
        return "console/review";
    }

    @PostMapping("/duyet/{secret}")
    String judge(
            @PathVariable("secret") String secret,
            @RequestParam("ma") String code,
            @RequestParam("dau") String fingerprint,
            @RequestParam("dung") boolean isRight,
            @RequestParam(name = "ghi-chu", defaultValue = "") String note,
            RedirectAttributes next,
            HttpServletResponse response) {
        guard(response);
        Reviewer reviewer = desk.reviewer(secret).orElse(null);
        if (reviewer == null) {
            return gone(response);
        }
        if (desk.judge(reviewer, code, fingerprint, isRight, note.strip())) {
            next.addAttribute("sau", code);
        } else {
            next.addAttribute("doi", true).addAttribute("ma", code);
        }
        return "redirect:/duyet/" + secret;
    }

    /** The address is a key: nobody else is to learn it, and nothing of the page is kept. */
    private static void guard(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'self'; form-action 'self'; frame-ancestors 'none'");
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "console/gone";
    }
}
