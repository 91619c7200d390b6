package vn.hoixa.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.hoixa.console.ReviewDesk.Paper;
import vn.hoixa.console.ReviewDesk.Reviewer;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Language;
import vn.hoixa.matching.Library;

/** One guide after the other, whoever reads them and wherever. */
@Component
class ReviewSheet {
    private final Library library;

    ReviewSheet(Library library) {
        this.library = library;
    }

    /** One part of a guide; whether it is kept back because the official fact changed. */
    record Section(String heading, String text, boolean isWithheld) {}

    /**
     * Opens the guide with that code, else the next of which nobody said anything.
     *
     * @param address of the page
     * @param before code of the guide that was open before
     * @param changed whether that was changed while it was read
     */
    void fill(
            Model model,
            Reviewer reviewer,
            List<Paper> papers,
            String address,
            @Nullable String code,
            @Nullable String before,
            boolean changed) {
        Paper open = paper(papers, code).or(() -> next(papers, before)).orElse(null);
        model.addAttribute("address", address);
        model.addAttribute("reviewer", reviewer);
        model.addAttribute("papers", papers);
        model.addAttribute("read", papers.size() - ReviewDesk.waiting(papers));
        model.addAttribute("changed", changed);
        model.addAttribute(
                "said",
                paper(papers, before).filter(paper -> !paper.isWaiting()).orElse(null));
        model.addAttribute("open", open);
        model.addAttribute("sections", open == null ? List.of() : sections(open.guide()));
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
                .filter(Paper::isWaiting)
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
