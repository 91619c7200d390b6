package vn.hoixa.console;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.meeting.Matters;
import vn.hoixa.meeting.Meeting;
import vn.hoixa.meeting.MeetingKind;
import vn.hoixa.meeting.Meetings;
import vn.hoixa.meeting.Plan;
import vn.hoixa.meeting.Sitting;

/** Where a leader announces dialogues and reception days, changes and cancels them. */
@Controller
@Opens(to = Role.LEADER)
class MeetingsPage {
    private static final int MOST_MEETINGS = 50;
    private static final int MOST_DAYS = 4;
    private static final List<Integer> CLOSES = List.of(0, 1, 2, 3, 5, 7, 14);

    private final Served served;
    private final Meetings meetings;
    private final Matters matters;
    private final Communes communes;
    private final InstantSource clock;

    MeetingsPage(Served served, Meetings meetings, Matters matters, Communes communes, InstantSource clock) {
        this.served = served;
        this.meetings = meetings;
        this.matters = matters;
        this.communes = communes;
        this.clock = clock;
    }

    /** One of its days. */
    record Day(LocalDate day, String shown, String weekday, int count, boolean isOff) {}

    /** A meeting as the list shows it. */
    record Line(Meeting about, List<Day> coming, List<Day> over) {}

    @GetMapping("/console/meetings/{commune}")
    String page(
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        return show(served.named(id), MeetingForm.EMPTY, said, model);
    }

    @PostMapping("/console/meetings/{commune}")
    String announce(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("token") String token,
            @RequestParam MultiValueMap<String, String> written,
            Model model) {
        Commune commune = served.named(id);
        MeetingForm form = MeetingForm.of(written, communes.fields().keySet());
        String fault = form.fault(clock.instant());
        Plan plan = form.plan();
        if (!fault.isEmpty() || plan == null) {
            return show(commune, form.with(fault), "", model);
        } else if (!token.matches("[0-9a-f-]{36}") || !form.kind().matches("dialogue|reception")) {
            throw Served.gone();
        }
        meetings.announce(who, commune, MeetingKind.valueOf(form.kind().toUpperCase(Locale.ROOT)), plan, token);
        return "redirect:/console/meetings/" + commune.id() + "?said=announced";
    }

    @GetMapping("/console/meetings/{commune}/{meeting:\\d+}")
    String meeting(@PathVariable("commune") String id, @PathVariable("meeting") long meeting, Model model) {
        Commune commune = served.named(id);
        Meeting about = find(commune, meeting);
        return show(commune, about, MeetingForm.of(about.kind(), about.plan()), model);
    }

    @PostMapping("/console/meetings/{commune}/{meeting:\\d+}")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("meeting") long meeting,
            @RequestParam("seen") long seen,
            @RequestParam MultiValueMap<String, String> written,
            Model model) {
        Commune commune = served.named(id);
        Meeting about = find(commune, meeting);
        if (about.coming(clock.instant(), 1).isEmpty()) {
            throw Served.gone();
        }
        // Whether it is weekly, and of which kind, does not change.
        written.set("kind", about.kind().key());
        written.set("weekly", about.plan().weekly() ? "true" : "");
        if (about.plan().weekly()) {
            written.set("day", about.plan().first().toString());
        }
        MeetingForm form = MeetingForm.of(written, communes.fields().keySet());
        String fault = form.fault(clock.instant());
        Plan plan = form.plan();
        if (!fault.isEmpty() || plan == null) {
            return show(commune, about, form.with(fault), model);
        }
        boolean isDone = meetings.change(who, about, plan, seen);
        return "redirect:/console/meetings/" + commune.id() + "?said=" + (isDone ? "changed" : "conflict");
    }

    @PostMapping("/console/meetings/{commune}/{meeting:\\d+}/cancel")
    String cancel(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("meeting") long meeting) {
        Commune commune = served.named(id);
        meetings.cancel(who, find(commune, meeting));
        return "redirect:/console/meetings/" + commune.id() + "?said=cancelled";
    }

    private Meeting find(Commune commune, long id) {
        return meetings.find(commune, id).orElseThrow(Served::gone);
    }

    private String show(Commune commune, MeetingForm form, String said, Model model) {
        List<Line> lines = meetings.latest(commune, MOST_MEETINGS).stream()
                .map(this::line)
                .filter(line -> !line.coming().isEmpty() || !line.over().isEmpty())
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("said", said.matches("announced|changed|cancelled|conflict") ? said : "");
        model.addAttribute("token", UUID.randomUUID().toString());
        form(commune, form, model);
        return "console/meetings";
    }

    private String show(Commune commune, Meeting about, MeetingForm form, Model model) {
        model.addAttribute("about", about);
        model.addAttribute("isOver", about.coming(clock.instant(), 1).isEmpty());
        form(commune, form, model);
        return "console/meeting";
    }

    private void form(Commune commune, MeetingForm form, Model model) {
        Map<String, String> fields = communes.fields();
        model.addAttribute("commune", commune);
        model.addAttribute("form", form);
        model.addAttribute("fields", fields);
        model.addAttribute("closes", CLOSES);
        model.addAttribute("longest", Plan.LONGEST_PLACE);
    }

    private Line line(Meeting meeting) {
        List<Sitting> coming = meeting.coming(clock.instant(), MOST_DAYS);
        List<Sitting> listed = meetings.listed(meeting, 2 * MOST_DAYS);
        return new Line(
                meeting,
                coming.stream().map(this::day).toList(),
                listed.stream()
                        .filter(sitting -> !coming.contains(sitting))
                        .map(this::day)
                        .toList());
    }

    private Day day(Sitting sitting) {
        return new Day(
                sitting.day(),
                Times.DAY.format(sitting.begins()),
                "time." + sitting.day().getDayOfWeek().name().toLowerCase(Locale.ROOT),
                matters.count(sitting),
                sitting.isOff() || sitting.meeting().isCancelled());
    }
}
