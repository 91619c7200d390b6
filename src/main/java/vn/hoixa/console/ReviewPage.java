package vn.hoixa.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.console.ReviewDesk.Paper;
import vn.hoixa.console.ReviewDesk.Reviewer;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Language;
import vn.hoixa.matching.Library;

/** A phone page on which one person reads the thirty most asked guides, one after the other. */
@Controller
class ReviewPage {
    private final ReviewDesk desk;
    private final Library library;

    ReviewPage(ReviewDesk desk, Library library) {
        this.desk = desk;
        this.library = library;
    }

    /** One part of a guide; whether it is kept back because the official fact changed. */
    record Section(String heading, String text, boolean isWithheld) {}

    @GetMapping("/duyet/{secret}")
    String next(
            @PathVariable("secret") String secret,
            @RequestParam(name = "ma", required = false) @Nullable String code,
            @RequestParam(name = "doi", defaultValue = "false") boolean changed,
            Model model,
            HttpServletResponse response) {
        Reviewer reviewer = reviewer(secret);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'self'; form-action 'self'; frame-ancestors 'none'");
        List<Paper> papers = desk.papers(reviewer.commune());
        Paper open = open(papers, code);
        model.addAttribute("secret", secret);
        model.addAttribute("reviewer", reviewer);
        model.addAttribute("papers", papers);
        model.addAttribute(
                "read", papers.stream().filter(paper -> paper.verdict() != null).count());
        model.addAttribute("changed", changed);
        model.addAttribute("open", open);
        model.addAttribute("sections", open == null ? List.of() : sections(open.guide()));
        return "console/review";
    }

    @PostMapping("/duyet/{secret}")
    String judge(
            @PathVariable("secret") String secret,
            @RequestParam("ma") String code,
            @RequestParam("dau") String fingerprint,
            @RequestParam("dung") boolean isRight,
            @RequestParam(name = "ghi-chu", defaultValue = "") String note) {
        boolean isKept = desk.judge(reviewer(secret), code, fingerprint, isRight, note.strip());
        return "redirect:/duyet/" + secret + (isKept ? "" : "?doi=true");
    }

    private Reviewer reviewer(String secret) {
        return desk.reviewer(secret).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The one that was asked for, else the first of which nothing was said. */
    private static @Nullable Paper open(List<Paper> papers, @Nullable String code) {
        return papers.stream()
                .filter(paper -> code == null
                        ? paper.verdict() == null
                        : paper.guide().code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private List<Section> sections(Guide guide) {
        Language language = library.current().knowledge().language();
        List<Section> sections = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            for (Map<Facet, String> texts : List.of(guide.withheld(), guide.facets())) {
                String text = texts.get(facet);
                if (text != null) {
                    sections.add(new Section(language.of(facet).heading(), text, texts == guide.withheld()));
                }
            }
        }
        return sections;
    }
}
