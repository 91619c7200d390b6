package vn.hoixa.console;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.editing.Diff;
import vn.hoixa.editing.EditingDesk;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Publications;
import vn.hoixa.knowledge.Publications.Published;

/** What was in service when, what changed from one to the next, and the way back. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class VersionsPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT);
    private static final int MOST_FILES = 60;
    private static final int MOST_LINES = 120;

    private final Publications publications;
    private final EditingDesk desk;

    VersionsPage(Publications publications, EditingDesk desk) {
        this.publications = publications;
        this.desk = desk;
    }

    /** One version; its cause is files, guide or version: the end of a message's key. */
    record Row(long number, String version, String at, String cause, boolean isCurrent) {}

    /** What changed in one file; without the lines that stayed. */
    record Changed(String path, List<Diff.Line> lines) {}

    @GetMapping("/console/versions")
    String list(Model model) {
        List<Published> kept = publications.kept();
        model.addAttribute(
                "versions",
                kept.stream().map(one -> row(one, one.equals(kept.getFirst()))).toList());
        model.addAttribute("run", desk.lastRun().orElse(null));
        return "console/versions";
    }

    @GetMapping("/console/versions/{number}")
    String changes(@PathVariable("number") long number, Model model) {
        List<Published> kept = publications.kept();
        Published one = find(kept, number);
        Published before = kept.stream()
                .filter(earlier -> earlier.number() < number)
                .findFirst()
                .orElse(null);
        List<Changed> changed = before == null ? List.of() : changed(files(before), files(one));
        model.addAttribute("version", row(one, one.equals(kept.getFirst())));
        model.addAttribute("isFirst", before == null);
        model.addAttribute("count", changed.size());
        model.addAttribute("changed", changed.stream().limit(MOST_FILES).toList());
        return "console/version";
    }

    @PostMapping("/console/versions/{number}/again")
    String again(@AuthenticationPrincipal SignedIn who, @PathVariable("number") long number) {
        find(publications.kept(), number);
        desk.publishAgain(who, number);
        return "redirect:/console/versions";
    }

    private static Published find(List<Published> kept, long number) {
        return kept.stream().filter(one -> one.number() == number).findFirst().orElseThrow(Served::gone);
    }

    private Map<String, String> files(Published one) {
        return publications.files(one.version()).orElseThrow();
    }

    private static List<Changed> changed(Map<String, String> before, Map<String, String> after) {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Changed> changed = new ArrayList<>();
        for (String path : paths) {
            String old = before.getOrDefault(path, "");
            String fresh = after.getOrDefault(path, "");
            if (!old.equals(fresh)) {
                changed.add(new Changed(
                        path,
                        Diff.of(old, fresh).stream()
                                .filter(line -> line.change() != Diff.Change.SAME)
                                .limit(MOST_LINES)
                                .toList()));
            }
        }
        return changed;
    }

    private static Row row(Published one, boolean isCurrent) {
        Instant at = one.at();
        return new Row(
                one.number(),
                one.version(),
                TIME.format(at.atZone(CommuneTime.ZONE)),
                one.cause().replaceFirst(" .*", ""),
                isCurrent);
    }
}
