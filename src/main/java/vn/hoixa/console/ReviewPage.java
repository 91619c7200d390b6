package vn.hoixa.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
            @RequestParam(name = "sau", required = false) @Nullable String before,
            @RequestParam(name = "doi", defaultValue = "false") boolean changed,
            Model model,
            HttpServletResponse response) {
        guard(response);
        Reviewer reviewer = desk.reviewer(secret).orElse(null);
        if (reviewer == null) {
            return gone(response);
        }
        List<Paper> papers = desk.papers(reviewer.commune());
        Paper open = paper(papers, code).or(() -> next(papers, before)).orElse(null);
        model.addAttribute("secret", secret);
        model.addAttribute("reviewer", reviewer);
        model.addAttribute("papers", papers);
        model.addAttribute(
                "read", papers.stream().filter(paper -> paper.verdict() != null).count());
        model.addAttribute("changed", changed);
        model.addAttribute(
                "said",
                paper(papers, before).filter(paper -> paper.verdict() != null).orElse(null));
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

    private static Optional<Paper> paper(List<Paper> papers, @Nullable String code) {
        return papers.stream()
                .filter(paper -> paper.guide().code().equals(code))
                .findFirst();
    }

    /** The first after that one of which nothing was said; at the end, from the beginning. */
    private static Optional<Paper> next(List<Paper> papers, @Nullable String before) {
        int from = paper(papers, before).map(papers::indexOf).orElse(-1) + 1;
        return Stream.concat(papers.subList(from, papers.size()).stream(), papers.subList(0, from).stream())
                .filter(paper -> paper.verdict() == null)
                .findFirst();
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
