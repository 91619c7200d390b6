package vn.hoixa.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.HandlerMapping;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Opens;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;

/** The links at the head of each page: where the commune is one of several, and what there opens to whoever reads. */
@ControllerAdvice(basePackages = {"vn.hoixa.console", "vn.hoixa.account"})
class Navigation {
    private static final String COMMUNE = "{commune}";

    /** In the order in which they stand; each page says itself to whom it opens. */
    private static final List<Item> ITEMS = List.of(
            new Item("home", "/console", HomePage.class),
            new Item("reports", "/console/report", ReportsPage.class),
            new Item("report", "/console/report/" + COMMUNE, ReportPage.class),
            new Item(
                    "inbox",
                    "/console/inbox/" + COMMUNE,
                    InboxPage.class,
                    "/console/cases/",
                    "/console/conversations/"),
            new Item("feedback", "/console/feedback/" + COMMUNE, FeedbackPage.class),
            new Item("meetings", "/console/meetings/" + COMMUNE, MeetingsPage.class),
            new Item("search", "/console/search/" + COMMUNE, SearchPage.class),
            new Item("learning", "/console/learning/" + COMMUNE, LearningPage.class),
            new Item("guides", "/console/guides/" + COMMUNE, GuidesPage.class),
            new Item("reviews", "/console/reviews/" + COMMUNE, ReviewsPage.class),
            new Item("replies", "/console/replies/" + COMMUNE, RepliesPage.class),
            new Item(
                    "settings",
                    "/console/settings/" + COMMUNE,
                    SettingsPage.class,
                    "/console/calendar/",
                    "/console/directory/",
                    "/console/officers/"),
            new Item("dossiers", "/console/dossiers/" + COMMUNE, DossierPage.class),
            new Item("zalo", "/console/zalo", ZaloPage.class),
            new Item("versions", "/console/versions", VersionsPage.class),
            new Item("letters", "/console/letters", LettersPage.class),
            new Item("people", "/console/people", PeoplePage.class),
            new Item("audit", "/console/audit/" + COMMUNE, AuditPage.class),
            new Item("centre", "/console/centre", CentrePage.class));

    /** Below these stands what belongs to other links. */
    private static final Set<String> ALONE = Set.of("/console", "/console/report");

    private final Communes communes;

    Navigation(Communes communes) {
        this.communes = communes;
    }

    /**
     * @param key the end of a message's key
     * @param below beginnings of what else is reached from there
     */
    private record Item(String key, String path, Class<?> page, List<String> below) {
        Item(String key, String path, Class<?> page, String... below) {
            this(key, path, page, List.of(below));
        }
    }

    /** One link. */
    record Link(String key, String address, boolean isHere) {}

    @ModelAttribute("navigation")
    List<Link> navigation(@AuthenticationPrincipal @Nullable SignedIn who, HttpServletRequest request) {
        Commune here = who == null ? null : here(who, request);
        if (who == null) {
            return List.of();
        }
        String commune = here == null ? null : here.id();
        return ITEMS.stream()
                .filter(item -> opens(item, who, commune))
                .filter(item -> item.page() != ReportsPage.class
                        || ReportsPage.led(who, communes).size() > 1)
                .map(item -> link(item, commune, request))
                .toList();
    }

    /** The commune that the page is about, or the first in which the reader is a member. */
    @ModelAttribute("here")
    @Nullable
    Commune here(@AuthenticationPrincipal @Nullable SignedIn who, HttpServletRequest request) {
        if (who == null) {
            return null;
        }
        Commune named =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                                && variables.get("commune") instanceof String id
                        ? communes.named(id)
                        : null;
        return named != null
                ? named
                : communes.all().stream()
                        .filter(commune -> isMember(who, commune))
                        .findFirst()
                        .orElse(null);
    }

    static boolean isMember(SignedIn who, Commune commune) {
        return who.memberships().stream()
                .map(Membership::commune)
                .anyMatch(id -> id.equals(Membership.EVERYWHERE) || id.equals(commune.id()));
    }

    private static boolean opens(Item item, SignedIn who, @Nullable String commune) {
        Opens opens = Objects.requireNonNull(item.page().getAnnotation(Opens.class));
        boolean isOfCommune = item.path().contains(COMMUNE);
        return (commune != null || !isOfCommune) && who.mayOpen(opens, isOfCommune ? commune : null);
    }

    private static Link link(Item item, @Nullable String commune, HttpServletRequest request) {
        String address = commune == null ? item.path() : item.path().replace(COMMUNE, commune);
        String path = request.getRequestURI();
        boolean isHere = path.equals(address)
                || (!ALONE.contains(address) && path.startsWith(address + "/"))
                || item.below().stream().anyMatch(path::startsWith);
        return new Link(item.key(), address, isHere);
    }
}
