package vn.hoixa.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
import vn.hoixa.escalation.Drafts;
import vn.hoixa.knowledge.Autonomy;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.OwnSettings;
import vn.hoixa.settings.Settings;

/** For each field: whether answers go out by themselves, beside how often officers send them as they are. */
@Controller
@Opens(to = {Role.LEADER, Role.ADMINISTRATOR})
class DraftsPage {
    private static final Duration LOOKS_BACK = Duration.ofDays(90);

    /** In the form, every field at once. */
    private static final String ALL = "all";

    private final Served served;
    private final Communes communes;
    private final Drafts drafts;
    private final Settings settings;
    private final InstantSource clock;

    DraftsPage(Served served, Communes communes, Drafts drafts, Settings settings, InstantSource clock) {
        this.served = served;
        this.communes = communes;
        this.drafts = drafts;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param unchanged of the drafts that were sent, how many of a hundred; null where none was */
    record Field(
            String key,
            String name,
            Autonomy autonomy,
            long seen,
            @Nullable Long unchanged) {}

    @GetMapping("/console/settings/{commune}/drafts")
    String page(
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        settings.refresh();
        Commune commune = served.named(id);
        Map<String, Double> unchanged =
                drafts.unchanged(commune, clock.instant().minus(LOOKS_BACK));
        List<Field> fields = communes.fields().entrySet().stream()
                .map(field -> field(commune, field, unchanged.get(field.getKey())))
                .toList();
        model.addAttribute("commune", commune);
        model.addAttribute("said", said.matches("done|conflict") ? said : "");
        model.addAttribute("fields", fields);
        model.addAttribute("modes", Autonomy.values());
        return "console/drafts";
    }

    @PostMapping("/console/settings/{commune}/drafts")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("field") String field,
            @RequestParam("mode") Autonomy mode,
            @RequestParam(name = "seen", defaultValue = "0") long seen) {
        settings.refresh();
        Commune commune = served.named(id);
        boolean isAll = field.equals(ALL);
        if (!isAll && !communes.fields().containsKey(field)) {
            throw Served.gone();
        }
        boolean isDone = isAll
                ? communes.fields().keySet().stream()
                        .map(each -> set(who, commune, each, mode, revision(commune, each)))
                        .reduce(true, Boolean::logicalAnd)
                : set(who, commune, field, mode, seen);
        return "redirect:/console/settings/" + commune.id() + "/drafts?said=" + (isDone ? "done" : "conflict");
    }

    private boolean set(SignedIn who, Commune commune, String field, Autonomy mode, long seen) {
        return settings.change(who, commune.id(), OwnSettings.DRAFTS + field, mode.key(), seen);
    }

    private long revision(Commune commune, String field) {
        return settings.get(commune.id(), OwnSettings.DRAFTS + field).revision();
    }

    private Field field(Commune commune, Map.Entry<String, String> field, @Nullable Double unchanged) {
        return new Field(
                field.getKey(),
                field.getValue(),
                communes.autonomy(commune, field.getKey()),
                revision(commune, field.getKey()),
                unchanged == null ? null : Math.round(unchanged * 100));
    }
}
