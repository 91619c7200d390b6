package vn.hoixa.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.site.Catalogue.Field;

/** The commune's procedures for everybody: to search, to read in large letters, to print. */
@Controller
class GuidePages {
    private static final int LONGEST_QUESTION = 200;
    private static final int MOST_FOUND = 6;

    /** Below it the chat does not ask back either. */
    private static final double POSSIBLE = 0.30;

    private final Catalogues catalogues;
    private final GuideSheets sheets;

    GuidePages(Catalogues catalogues, GuideSheets sheets) {
        this.catalogues = catalogues;
        this.sheets = sheets;
    }

    @GetMapping("/thu-tuc")
    ModelAndView list(
            @RequestParam(name = "xa", required = false) @Nullable String xa,
            @RequestParam(name = "linh-vuc", required = false) @Nullable String field,
            @RequestParam(name = "q", defaultValue = "") String question) {
        Catalogue catalogue = catalogues.of(xa);
        if (catalogue == null) {
            return catalogues.choose(commune -> Addresses.list(commune, field));
        }
        if (!question.isBlank()) {
            return found(catalogue, cut(question.strip()));
        }
        return field == null ? everything(catalogue) : field(catalogue, field);
    }

    @GetMapping("/thu-tuc/{code}")
    ModelAndView guide(
            @PathVariable("code") String code, @RequestParam(name = "xa", required = false) @Nullable String xa) {
        Catalogue catalogue = catalogues.of(xa);
        if (catalogue == null) {
            return catalogues.choose(commune -> Addresses.guide(commune, code));
        }
        Guide guide = catalogue.guide(code);
        if (guide == null) {
            return missing(catalogue);
        }
        return sheets.of(catalogue, guide);
    }

    private ModelAndView everything(Catalogue catalogue) {
        return sheets.page("site/guides", catalogue)
                .addObject("fields", catalogue.fields())
                .addObject("help", catalogue.texts(Kind.HELP))
                .addObject("about", catalogue.texts(Kind.COMMUNE));
    }

    private ModelAndView field(Catalogue catalogue, String slug) {
        Field field = catalogue.field(slug);
        return field == null
                ? missing(catalogue)
                : sheets.page("site/field", catalogue).addObject("field", field);
    }

    private ModelAndView found(Catalogue catalogue, String question) {
        List<Candidate> found =
                catalogue.candidates(question).stream().limit(MOST_FOUND).toList();
        return sheets.page("site/found", catalogue)
                .addObject("question", question)
                .addObject("found", found)
                .addObject("isUnsure", found.isEmpty() || found.getFirst().confidence() < POSSIBLE);
    }

    private ModelAndView missing(Catalogue catalogue) {
        ModelAndView page = sheets.page("site/missing", catalogue);
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }

    private static String cut(String question) {
        return question.length() > LONGEST_QUESTION ? question.substring(0, LONGEST_QUESTION) : question;
    }
}
