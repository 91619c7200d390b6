package vn.hoixa.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.escalation.CaseLists;
import vn.hoixa.escalation.CaseLists.Line;
import vn.hoixa.escalation.CaseLists.Listed;
import vn.hoixa.escalation.CaseLists.Tab;
import vn.hoixa.escalation.Level;
import vn.hoixa.escalation.State;
import vn.hoixa.knowledge.CommuneTime;

/** A commune's open questions, for those who answer them. */
@Controller
@Opens(to = {Role.OFFICER, Role.LEADER})
class InboxPage {
    /** Of working time nothing is left when it is so near. */
    private static final Duration SOON = Duration.ofHours(2);

    private static final int MOST_PAGES = 500;

    private final Readers readers;
    private final CaseLists lists;
    private final InstantSource clock;

    InboxPage(Readers readers, CaseLists lists, InstantSource clock) {
        this.readers = readers;
        this.lists = lists;
        this.clock = clock;
    }

    /** One of the lists, and how much there is in it. */
    record Choice(Tab tab, int count, boolean isHere) {}

    /**
     * A line as it is shown.
     *
     * @param of null for a letter of ours that belongs to no case
     * @param urgency late, soon or none: end of a style's name
     */
    record Shown(String address, @Nullable Listed of, String number, String until, String urgency, boolean isUrgent) {}

    @GetMapping("/console/inbox/{commune}")
    String inbox(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "tab", defaultValue = "") String wanted,
            @RequestParam(name = "page", defaultValue = "0") int asked,
            Model model) {
        Optional<Reader> found = readers.reader(who, id);
        if (found.isEmpty()) {
            model.addAttribute("commune", id);
            return "console/inbox-closed";
        }
        Reader reader = found.get();
        Map<Tab, Integer> counts = lists.counts(reader.commune(), reader.officer());
        Tab tab = tab(reader, wanted, counts);
        int page = Math.clamp(asked, 0, MOST_PAGES);
        List<Line> lines = lists.list(reader.commune(), reader.officer(), tab, page);
        Instant now = clock.instant();
        model.addAttribute("commune", reader.commune());
        model.addAttribute("tab", tab);
        model.addAttribute(
                "tabs",
                tabs(reader)
                        .map(one -> new Choice(one, counts.getOrDefault(one, 0), one == tab))
                        .toList());
        model.addAttribute(
                "lines",
                lines.stream()
                        .limit(CaseLists.PAGE)
                        .map(line -> shown(reader, line, now))
                        .toList());
        model.addAttribute("page", page);
        model.addAttribute("hasMore", lines.size() > CaseLists.PAGE);
        return "console/inbox";
    }

    /** Who is in no unit has none of their own. */
    private static Stream<Tab> tabs(Reader reader) {
        return Stream.of(Tab.values()).filter(tab -> reader.officer() != null || (tab != Tab.MINE && tab != Tab.UNIT));
    }

    /** What was asked for; else one's own, where there is anything. */
    private static Tab tab(Reader reader, String wanted, Map<Tab, Integer> counts) {
        Tab first = reader.officer() != null && counts.getOrDefault(Tab.MINE, 0) > 0 ? Tab.MINE : Tab.ALL;
        return tabs(reader).filter(tab -> tab.key().equals(wanted)).findFirst().orElse(first);
    }

    private static Shown shown(Reader reader, Line line, Instant now) {
        Listed of = line.of();
        String commune = reader.commune().id();
        if (of == null) {
            return new Shown("/console/conversations/" + commune + "/" + line.resident(), null, "", "", "", false);
        }
        return new Shown(
                "/console/cases/" + commune + "/" + of.number().value(),
                of,
                of.number().toString(),
                of.deadline() == null ? "" : CommuneTime.said(of.deadline()),
                urgency(of, now),
                of.level() == Level.URGENT);
    }

    private static String urgency(Listed of, Instant now) {
        if (of.deadline() == null || of.state() == State.WAITING || !of.state().isOpen()) {
            return "";
        }
        if (now.isAfter(of.deadline()) || of.lapses() > 0) {
            return "late";
        }
        return now.plus(SOON).isAfter(of.deadline()) ? "soon" : "";
    }
}
