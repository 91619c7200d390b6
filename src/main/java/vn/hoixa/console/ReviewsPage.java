package vn.hoixa.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.console.ReviewDesk.Paper;
import vn.hoixa.console.ReviewDesk.Reviewer;
import vn.hoixa.knowledge.Commune;

/** What waits to be reviewed, field by field, for whoever is signed in; the guides are read as by {@link ReviewPage}. */
@Controller
@Opens(to = {Role.LEADER, Role.EDITOR, Role.ADMINISTRATOR})
class ReviewsPage {
    private static final String ADDRESS = "/console/reviews/";

    private final Served served;
    private final ReviewDesk desk;
    private final ReviewSheet sheet;

    ReviewsPage(Served served, ReviewDesk desk, ReviewSheet sheet) {
        this.served = served;
        this.desk = desk;
        this.sheet = sheet;
    }

    @GetMapping("/console/reviews/{commune}")
    String list(@PathVariable("commune") String id, Model model) {
        Commune commune = served.named(id);
        List<Paper> asked = desk.papers(commune);
        List<ReviewDesk.Field> fields = desk.fields(commune);
        List<ReviewDesk.Field> groups = new ArrayList<>(fields);
        groups.addFirst(new ReviewDesk.Field("", asked.size(), ReviewDesk.waiting(asked)));
        model.addAttribute("commune", commune);
        model.addAttribute("groups", groups);
        model.addAttribute(
                "waiting", fields.stream().mapToLong(ReviewDesk.Field::waiting).sum());
        return "console/reviews";
    }

    /** @param field whose guides are read; empty for those that are asked for most */
    @GetMapping("/console/reviews/{commune}/read")
    String read(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "linh-vuc", defaultValue = "") String field,
            @RequestParam(name = "ma", required = false) @Nullable String code,
            @RequestParam(name = "sau", required = false) @Nullable String before,
            @RequestParam(name = "doi", defaultValue = "false") boolean changed,
            Model model) {
        Commune commune = served.named(id);
        List<Paper> papers = field.isEmpty() ? desk.papers(commune) : desk.papers(commune, field);
        model.addAttribute("commune", commune);
        model.addAttribute("mayEdit", who.may(id, Role.EDITOR));
        sheet.fill(model, reviewer(who, commune), papers, address(id, field), code, before, changed);
        return "console/reviews-read";
    }

    @PostMapping("/console/reviews/{commune}/read")
    String judge(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "linh-vuc", defaultValue = "") String field,
            @RequestParam("ma") String code,
            @RequestParam("dau") String fingerprint,
            @RequestParam("dung") boolean isRight,
            @RequestParam(name = "ghi-chu", defaultValue = "") String note,
            RedirectAttributes next) {
        Commune commune = served.named(id);
        boolean isKept = desk.judge(reviewer(who, commune), code, fingerprint, isRight, note.strip());
        if (!field.isEmpty()) {
            next.addAttribute("linh-vuc", field);
        }
        if (isKept) {
            next.addAttribute("sau", code);
        } else {
            next.addAttribute("doi", true).addAttribute("ma", code);
        }
        return "redirect:" + ADDRESS + id + "/read";
    }

    private static Reviewer reviewer(SignedIn who, Commune commune) {
        return new Reviewer(commune, who.shown(), who.who());
    }

    private static String address(String id, String field) {
        var address = UriComponentsBuilder.fromPath(ADDRESS + id + "/read");
        return field.isEmpty()
                ? address.toUriString()
                : address.queryParam("linh-vuc", "{field}")
                        .encode()
                        .buildAndExpand(field)
                        .toUriString();
    }
}
