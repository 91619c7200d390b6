package vn.hoixa.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.editing.Diff;
import vn.hoixa.editing.EditingDesk;
import vn.hoixa.editing.EditingDesk.Outcome;
import vn.hoixa.editing.GuideText;
import vn.hoixa.editing.Wordings;
import vn.hoixa.editing.Wordings.Checked;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Layer;
import vn.hoixa.knowledge.Wording;
import vn.hoixa.site.SitePreview;

/** Where an editor writes what the commune says of its matters; an administrator may look. */
@Controller
@Opens(to = {Role.EDITOR, Role.ADMINISTRATOR})
class GuidesPage {
    private static final String TEXT = "console/guide";
    private static final int LONGEST_TITLE = 200;

    private final Served served;
    private final GuideList list;
    private final GuideForms forms;
    private final EditingDesk desk;
    private final Wordings wordings;
    private final SitePreview site;

    GuidesPage(Served served, GuideList list, GuideForms forms, EditingDesk desk, Wordings wordings, SitePreview site) {
        this.served = served;
        this.list = list;
        this.forms = forms;
        this.desk = desk;
        this.wordings = wordings;
        this.site = site;
    }

    @GetMapping("/console/guides/{commune}")
    String list(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(name = "state", defaultValue = "") String state,
            Model model) {
        Commune commune = served.named(id);
        List<GuideList.Row> rows = list.rows(commune, words.strip(), state);
        model.addAttribute("commune", commune);
        model.addAttribute("mayEdit", who.may(id, Role.EDITOR));
        model.addAttribute("words", words.strip());
        model.addAttribute("state", state);
        model.addAttribute("states", List.of(GuideList.State.values()));
        model.addAttribute("hasOwn", desk.hasPublished(commune));
        model.addAttribute("count", rows.size());
        model.addAttribute("rows", rows.stream().limit(GuideList.MOST).toList());
        return "console/guides";
    }

    /** A new matter of the commune begins with its name. */
    @PostMapping("/console/guides/{commune}")
    @Opens(to = Role.EDITOR)
    String add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("title") String title) {
        Commune commune = served.named(id);
        String name = GuideForms.clean(title).replaceAll("\\s+", " ");
        String code = name.length() > LONGEST_TITLE
                ? null
                : desk.newCode(commune, name).orElse(null);
        if (code == null) {
            return "redirect:/console/guides/" + id;
        }
        desk.save(who, commune, code, "0", new Wording(Layer.CONSOLE, Map.of("title", name)));
        return "redirect:/console/guides/" + id + "/" + code;
    }

    @GetMapping("/console/guides/{commune}/{code}")
    String open(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        Commune commune = matter(id, code);
        GuideText open = desk.open(commune, code).orElse(null);
        Wording wording = open == null ? wordings.own(commune, code) : wordings.read(open);
        // What was just begun is not told what it lacks before anybody wrote a word.
        boolean isBegun =
                open != null && !open.isEmpty() && !wording.parts().keySet().equals(Set.of("title"));
        Checked checked = isBegun ? forms.check(who, commune, code, wording) : null;
        model.addAttribute("said", said.matches("[a-z-]{1,20}") ? said : "");
        return show(who, commune, code, wording, checked, null, model);
    }

    /** @param action save, preview or send */
    @PostMapping("/console/guides/{commune}/{code}")
    @Opens(to = Role.EDITOR)
    String write(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            @RequestParam("basis") String basis,
            @RequestParam("action") String action,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Commune commune = matter(id, code);
        Wording wording = forms.wording(commune, code, fields);
        model.addAttribute("said", "");
        if (forms.isTooLong(wording)) {
            model.addAttribute("said", "long");
            model.addAttribute("basis", basis);
            return show(who, commune, code, wording, null, null, model);
        }
        Checked checked = forms.check(who, commune, code, wording);
        if (action.equals("preview")) {
            model.addAttribute("basis", basis);
            model.addAttribute("preview", forms.preview(commune, code, wording, checked.knowledge()));
            Guide guide = checked.knowledge().guide(commune, code);
            model.addAttribute(
                    "sheet", guide == null ? null : site.page(checked.knowledge(), commune, guide, request, response));
            return show(who, commune, code, wording, checked, null, model);
        }
        Outcome outcome = desk.save(who, commune, code, basis, wording);
        if (outcome instanceof Outcome.Kept kept && action.equals("send") && checked.isSound()) {
            outcome = desk.send(
                    who, commune, code, kept.text().id() + "." + kept.text().version());
        }
        return switch (outcome) {
            case Outcome.Conflict conflict -> {
                model.addAttribute("said", "conflict");
                yield show(who, commune, code, wording, checked, conflict.theirs(), model);
            }
            case Outcome.Kept kept -> back(id, code, action.equals("send") ? sent(kept, checked) : "saved");
            case Outcome.NeedsAnother ignored -> back(id, code, "needs-another");
            case Outcome.NotNow ignored -> back(id, code, "not-now");
        };
    }

    private static String sent(Outcome.Kept kept, Checked checked) {
        return checked.isSound() ? kept.text().state().key() : "unsound";
    }

    @PostMapping("/console/guides/{commune}/{code}/approve")
    @Opens(to = Role.EDITOR)
    String approve(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            @RequestParam("basis") String basis) {
        return done(id, code, "queued", commune -> desk.approve(who, commune, code, basis));
    }

    @PostMapping("/console/guides/{commune}/{code}/back")
    @Opens(to = Role.EDITOR)
    String sendBack(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            @RequestParam("basis") String basis) {
        return done(id, code, "back", commune -> desk.sendBack(who, commune, code, basis));
    }

    @PostMapping("/console/guides/{commune}/{code}/drop")
    @Opens(to = Role.EDITOR)
    String drop(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            @RequestParam("basis") String basis) {
        String page = done(id, code, "dropped", commune -> desk.drop(who, commune, code, basis));
        return exists(served.named(id), code) ? page : "redirect:/console/guides/" + id;
    }

    /** @param text id of one that was in service; without it all that the editors said is taken back */
    @PostMapping("/console/guides/{commune}/{code}/undo")
    @Opens(to = Role.EDITOR)
    String undo(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            @RequestParam("basis") String basis,
            @RequestParam(name = "text", required = false) @Nullable Long text) {
        return done(id, code, "undone", commune -> desk.undo(who, commune, code, basis, text));
    }

    /** Asked again and again while it is on its way into service; then the page is read anew. */
    @GetMapping("/console/guides/{commune}/{code}/state")
    String state(
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            Model model,
            HttpServletResponse response) {
        Commune commune = matter(id, code);
        GuideText open = desk.open(commune, code).orElse(null);
        if (open == null || open.state() != GuideText.State.QUEUED) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("commune", commune);
        model.addAttribute("code", code);
        return "console/guide :: queued";
    }

    @GetMapping("/console/guides/{commune}/{code}/history")
    String history(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            Model model) {
        Commune commune = matter(id, code);
        model.addAttribute("commune", commune);
        model.addAttribute("code", code);
        model.addAttribute("title", forms.title(commune, code));
        model.addAttribute("texts", desk.history(commune, code));
        model.addAttribute("basis", desk.basis(commune, code));
        model.addAttribute(
                "mayUndo", who.may(id, Role.EDITOR) && desk.open(commune, code).isEmpty());
        return "console/guide-history";
    }

    /** A part that differs. */
    record Changed(String label, List<Diff.Line> lines) {}

    @GetMapping("/console/guides/{commune}/{code}/history/{text}")
    String changes(
            @PathVariable("commune") String id,
            @PathVariable("code") String code,
            @PathVariable("text") long text,
            Model model) {
        Commune commune = matter(id, code);
        GuideText after = desk.text(commune, code, text).orElseThrow(Served::gone);
        GuideText before = desk.history(commune, code).stream()
                .filter(earlier -> earlier.id() < text)
                .findFirst()
                .orElse(null);
        Wording old = before == null ? new Wording(Layer.CONSOLE, Map.of()) : wordings.read(before);
        List<Changed> changed = new ArrayList<>();
        wordings.read(after)
                .changes(old)
                .forEach((part, texts) ->
                        changed.add(new Changed(forms.label(part), Diff.of(texts.getFirst(), texts.getLast()))));
        model.addAttribute("commune", commune);
        model.addAttribute("code", code);
        model.addAttribute("title", forms.title(commune, code));
        model.addAttribute("text", after);
        model.addAttribute("before", before);
        model.addAttribute("changed", changed);
        return "console/guide-changes";
    }

    private String show(
            SignedIn who,
            Commune commune,
            String code,
            Wording wording,
            @Nullable Checked checked,
            @Nullable GuideText theirs,
            Model model) {
        GuideText open = desk.open(commune, code).orElse(null);
        boolean mayEdit = who.may(commune.id(), Role.EDITOR);
        model.addAttribute("commune", commune);
        model.addAttribute("code", code);
        model.addAttribute("title", forms.title(commune, code));
        model.addAttribute("open", open);
        model.addAttribute("theirs", theirs);
        model.addAttribute("mayEdit", mayEdit && (open == null || open.state() != GuideText.State.QUEUED));
        model.addAttribute(
                "isOwn",
                desk.published(commune, code).filter(text -> !text.isEmpty()).isPresent());
        boolean isAuthor = open != null && open.author() == who.id();
        model.addAttribute(
                "mayApprove",
                mayEdit
                        && open != null
                        && open.state() == GuideText.State.WAITING
                        && !(isAuthor && desk.needsAnother(commune, who.id())));
        model.addAttribute("needsAnother", desk.needsAnother(commune, who.id()));
        // A form that is shown again keeps to what it was opened on, unless it has just told what changed since.
        if (model.getAttribute("basis") == null) {
            model.addAttribute("basis", desk.basis(commune, code));
        }
        forms.fill(model, commune, code, wording, checked, theirs);
        return TEXT;
    }

    private String done(String id, String code, String said, Function<Commune, Outcome> work) {
        return switch (work.apply(matter(id, code))) {
            case Outcome.Kept ignored -> back(id, code, said);
            case Outcome.Conflict ignored -> back(id, code, "changed");
            case Outcome.NeedsAnother ignored -> back(id, code, "needs-another");
            case Outcome.NotNow ignored -> back(id, code, "not-now");
        };
    }

    private static String back(String id, String code, String said) {
        return "redirect:/console/guides/" + id + "/" + code + "?said=" + said;
    }

    private Commune matter(String id, String code) {
        Commune commune = served.named(id);
        if (!exists(commune, code)) {
            throw Served.gone();
        }
        return commune;
    }

    private boolean exists(Commune commune, String code) {
        return forms.isKnown(commune, code) || desk.open(commune, code).isPresent();
    }
}
