package vn.hoixa.console;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import vn.hoixa.escalation.Sight;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.learning.Learning;
import vn.hoixa.meeting.Matter;
import vn.hoixa.meeting.Matters;
import vn.hoixa.meeting.Meeting;
import vn.hoixa.meeting.Meetings;
import vn.hoixa.meeting.Sitting;
import vn.hoixa.privacy.Masking;

/** One day of a meeting: what is asked there by field, on paper for the meeting, and answered afterwards. */
@Controller
@Opens(to = Role.LEADER)
class MeetingDayPage {
    private static final int LONGEST_ANSWER = 1_500;

    private final Served served;
    private final Readers readers;
    private final Meetings meetings;
    private final Matters matters;
    private final Communes communes;
    private final Learning learning;
    private final InstantSource clock;

    MeetingDayPage(
            Served served,
            Readers readers,
            Meetings meetings,
            Matters matters,
            Communes communes,
            Learning learning,
            InstantSource clock) {
        this.served = served;
        this.readers = readers;
        this.meetings = meetings;
        this.matters = matters;
        this.communes = communes;
        this.learning = learning;
        this.clock = clock;
    }

    /** One that stands for itself, with those that ask the same; numbers that name somebody are hidden. */
    record Row(int number, Matter about, String text, List<Row> same) {
        /** Whether somebody waits for an answer to it, who may have come to it later. */
        public boolean isOpen() {
            return about.answer() == null || same.stream().anyMatch(Row::isOpen);
        }
    }

    /** Those of one field; the name is empty where none is known. */
    record Group(String field, List<Row> rows) {}

    @GetMapping("/console/meetings/{commune}/{meeting:\\d+}/{day}")
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("meeting") long meeting,
            @PathVariable("day") String day,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        show(who, served.named(id), meeting, day, model);
        model.addAttribute("said", said.matches("moved|grouped|answered|again|empty") ? said : "");
        model.addAttribute("longest", LONGEST_ANSWER);
        return "console/meeting-day";
    }

    @GetMapping("/console/meetings/{commune}/{meeting:\\d+}/{day}/paper")
    String paper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("meeting") long meeting,
            @PathVariable("day") String day,
            Model model) {
        show(who, served.named(id), meeting, day, model);
        return "console/meeting-paper";
    }

    @PostMapping("/console/meetings/{commune}/{meeting:\\d+}/{day}/cancel")
    String callOff(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("meeting") long meeting,
            @PathVariable("day") String day) {
        Commune commune = served.named(id);
        Sitting sitting = sitting(find(commune, meeting), day);
        if (!sitting.begins().isAfter(clock.instant())
                || !sitting.meeting().plan().weekly()) {
            throw Served.gone();
        }
        meetings.callOff(who, sitting);
        return "redirect:/console/meetings/" + commune.id() + "?said=cancelled";
    }

    /** Moves it, groups it with another one, or answers it. */
    @PostMapping("/console/meetings/{commune}/{meeting:\\d+}/matters/{matter:\\d+}")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("meeting") long meeting,
            @PathVariable("matter") long matter,
            @RequestParam(name = "field", defaultValue = "") String field,
            @RequestParam(name = "same", defaultValue = "") String same,
            @RequestParam(name = "answer", defaultValue = "") String answer,
            @RequestParam(name = "teach", defaultValue = "false") boolean teach,
            @RequestParam("do") String what) {
        Commune commune = served.named(id);
        Meeting about = find(commune, meeting);
        Sight sight = readers.allowed(who, commune.id()).sight();
        Matter one = matters.find(sight, about, matter).orElseThrow(Served::gone);
        Sitting sitting = Meetings.sitting(about, one);
        String back = "redirect:/console/meetings/" + commune.id() + "/" + meeting + "/" + sitting.day() + "?said=";
        switch (what) {
            case "move" -> {
                if (!communes.fields().containsKey(field)) {
                    throw Served.gone();
                }
                matters.move(who, one, field);
                return back + "moved";
            }
            case "group" -> {
                Matter other = same.matches("\\d{1,18}")
                        ? matters.find(sight, about, Long.parseLong(same))
                                .filter(found -> Meetings.sitting(about, found).equals(sitting))
                                .orElseThrow(Served::gone)
                        : null;
                matters.group(who, one, other);
                return back + "grouped";
            }
            case "answer" -> {
                return back + answered(who, commune, sitting, one, GuideForms.clean(answer), teach);
            }
            default -> throw Served.gone();
        }
    }

    private String answered(SignedIn who, Commune commune, Sitting sitting, Matter one, String answer, boolean teach) {
        if (answer.isBlank() || answer.length() > LONGEST_ANSWER) {
            return "empty";
        } else if (!matters.answer(who, sitting, one, answer)) {
            return "again";
        }
        if (teach && !one.isDelicate()) {
            learning.propose(who, commune, one.resident(), one.id(), one.text(), answer);
        }
        return "answered";
    }

    private Meeting find(Commune commune, long id) {
        return meetings.find(commune, id).orElseThrow(Served::gone);
    }

    private static Sitting sitting(Meeting meeting, String day) {
        try {
            return meeting.on(LocalDate.parse(day)).orElseThrow(Served::gone);
        } catch (DateTimeParseException e) {
            throw Served.gone();
        }
    }

    private void show(SignedIn who, Commune commune, long meeting, String day, Model model) {
        Sitting sitting = sitting(find(commune, meeting), day);
        Reader reader = readers.allowed(who, commune.id());
        List<Matter> all = matters.of(reader.sight(), sitting);
        readers.note(reader, "meeting " + meeting + " " + sitting.day(), true);
        model.addAttribute("commune", commune);
        model.addAttribute("about", sitting.meeting());
        model.addAttribute("sitting", sitting);
        model.addAttribute("shown", Times.DAY.format(sitting.begins()));
        model.addAttribute(
                "weekday", "time." + sitting.day().getDayOfWeek().name().toLowerCase(Locale.ROOT));
        model.addAttribute("isOver", !sitting.begins().isAfter(clock.instant()));
        model.addAttribute("fields", communes.fields());
        model.addAttribute("groups", groups(all));
        model.addAttribute("heads", heads(all));
        model.addAttribute("count", all.size());
    }

    private static List<Row> heads(List<Matter> all) {
        Map<Long, Integer> numbers = new TreeMap<>();
        all.forEach(matter -> numbers.put(matter.id(), numbers.size() + 1));
        return all.stream()
                .filter(matter -> matter.sameAs() == null || !numbers.containsKey(matter.sameAs()))
                .map(head -> row(
                        head,
                        numbers,
                        all.stream()
                                .filter(other -> Objects.equals(other.sameAs(), head.id()))
                                .map(other -> row(other, numbers, List.of()))
                                .toList()))
                .toList();
    }

    private static Row row(Matter about, Map<Long, Integer> numbers, List<Row> same) {
        return new Row(Objects.requireNonNull(numbers.get(about.id())), about, Masking.mask(about.text()), same);
    }

    /** By name of the field; last those of which none is known. */
    private List<Group> groups(List<Matter> all) {
        Map<String, String> fields = communes.fields();
        return heads(all).stream()
                .collect(Collectors.groupingBy(row -> {
                    String field = row.about().field();
                    return field == null ? "" : fields.getOrDefault(field, "");
                }))
                .entrySet()
                .stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .sorted(Comparator.comparing((Group group) -> group.field().isEmpty())
                        .thenComparing(Group::field))
                .toList();
    }
}
