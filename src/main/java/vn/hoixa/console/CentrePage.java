package vn.hoixa.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
import vn.hoixa.centre.CentreTokens;
import vn.hoixa.centre.Token;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Links;

/** Where an administrator of everything lets the province's operations centre fetch figures, and ends that. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class CentrePage {
    private static final int LONGEST_NAME = 80;
    private static final List<Integer> DAYS = List.of(90, 365, 730);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(CommuneTime.ZONE);

    private final CentreTokens tokens;
    private final Communes communes;
    private final Links links;
    private final InstantSource clock;

    CentrePage(CentreTokens tokens, Communes communes, Links links, InstantSource clock) {
        this.tokens = tokens;
        this.communes = communes;
        this.links = links;
        this.clock = clock;
    }

    /**
     * A token as it is listed.
     *
     * @param state the end of a message's key
     * @param communes their names; empty for all
     */
    record Line(
            long id,
            String name,
            String state,
            List<String> communes,
            String made,
            String expires,
            @Nullable String used) {}

    @GetMapping("/console/centre")
    String page(@RequestParam(name = "said", defaultValue = "") String said, Model model) {
        return show(said.matches("revoked|gone") ? said : "", "", model);
    }

    /** The token stands in this one answer and nowhere else: not in an address, which browsers keep. */
    @PostMapping("/console/centre")
    String make(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "days", defaultValue = "365") int days,
            @RequestParam(name = "where", defaultValue = "") String where,
            @RequestParam(name = "commune", defaultValue = "") Set<String> chosen,
            Model model) {
        String used = name.strip();
        Set<String> known = new TreeSet<>(chosen);
        known.removeIf(id -> communes.named(id) == null);
        boolean isAll = where.equals("all");
        if (used.isEmpty() || used.length() > LONGEST_NAME || !DAYS.contains(days)) {
            return show("name", used, model);
        }
        if (!isAll && (known.isEmpty() || known.size() < chosen.size())) {
            return show("communes", used, model);
        }
        Set<String> read = isAll ? Set.of(Token.EVERYWHERE) : known;
        String token = tokens.make(who.who(), used, read, Duration.ofDays(days)).value();
        model.addAttribute("token", token);
        model.addAttribute(
                "request", List.of("GET " + links.address("/api/reports"), "Authorization: Bearer " + token));
        return show("", "", model);
    }

    @PostMapping("/console/centre/{id}/revoke")
    String revoke(@AuthenticationPrincipal SignedIn who, @PathVariable("id") long id) {
        return "redirect:/console/centre?said=" + (tokens.revoke(who.who(), id) ? "revoked" : "gone");
    }

    private String show(String said, String name, Model model) {
        model.addAttribute("said", said);
        model.addAttribute("name", name);
        model.addAttribute("days", DAYS);
        model.addAttribute("tokens", tokens.all().stream().map(this::line).toList());
        model.addAttribute("communes", communes.all());
        return "console/centre";
    }

    private Line line(Token token) {
        String state = token.revokedAt() != null ? "revoked" : token.isOver(clock.instant()) ? "expired" : "holds";
        List<String> names = token.communes().stream()
                .filter(id -> !id.equals(Token.EVERYWHERE))
                .sorted()
                .map(this::name)
                .toList();
        return new Line(
                token.id(),
                token.name(),
                state,
                names,
                day(token.madeAt()),
                day(token.expiresAt()),
                token.usedAt() == null ? null : CommuneTime.said(token.usedAt()));
    }

    /** One that is not served any more keeps its id. */
    private String name(String id) {
        Commune commune = communes.named(id);
        return commune == null ? id : commune.name();
    }

    private static String day(Instant at) {
        return Objects.requireNonNull(DAY.format(at));
    }
}
