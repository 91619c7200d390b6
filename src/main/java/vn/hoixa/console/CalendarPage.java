package vn.hoixa.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import vn.hoixa.escalation.Cases;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.OfficeDays;
import vn.hoixa.knowledge.OfficeDays.Period;
import vn.hoixa.knowledge.OwnCalendar;
import vn.hoixa.knowledge.OwnSettings;
import vn.hoixa.settings.Fault;
import vn.hoixa.settings.Setting;
import vn.hoixa.settings.Settings;

/** When the commune works: its week, its closed days and swapped ones, beside the holidays of the whole country. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class CalendarPage {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H:mm");
    private static final int NEXT_DAYS = 14;
    private static final int LOOKS_AHEAD = 60;
    private static final int LONGEST_NAME = 80;

    private final Served served;
    private final Communes communes;
    private final Settings settings;
    private final Cases cases;
    private final InstantSource clock;

    CalendarPage(Served served, Communes communes, Settings settings, Cases cases, InstantSource clock) {
        this.served = served;
        this.communes = communes;
        this.settings = settings;
        this.cases = cases;
        this.clock = clock;
    }

    /** One of the next days; {@code weekday} is a message's key. */
    record Day(String weekday, String date, String hours) {}

    @GetMapping("/console/calendar/{commune}")
    @Opens(to = {Role.LEADER, Role.ADMINISTRATOR})
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        settings.refresh();
        model.addAttribute("said", said.matches("done|conflict") ? said : "");
        Commune commune = served.named(id);
        return show(who, commune, week(current(commune)), model);
    }

    @PostMapping("/console/calendar/{commune}/week")
    String week(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("seen") long seen,
            @RequestParam MultiValueMap<String, String> written,
            Model model) {
        Commune commune = served.named(id);
        Map<DayOfWeek, String> texts = new EnumMap<>(DayOfWeek.class);
        Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
        Fault fault = null;
        for (DayOfWeek day : DayOfWeek.values()) {
            String value = written.getFirst(day.name());
            String text = value == null ? "" : value.strip();
            texts.put(day, text);
            List<Period> periods = text.length() > LONGEST_NAME
                    ? null
                    : OwnCalendar.periods(text).orElse(null);
            if (periods == null) {
                fault = Fault.PERIODS;
            } else if (!periods.isEmpty()) {
                week.put(day, periods);
            }
        }
        if (fault == null && week.isEmpty()) {
            fault = Fault.NO_DAY;
        }
        if (fault != null) {
            model.addAttribute("weekFault", fault);
            return show(who, commune, texts, model);
        }
        if (!change(who, commune, seen, before -> new OwnCalendar(week, before.closures(), before.swaps()))) {
            model.addAttribute(
                    Conflict.SHOWN,
                    Conflict.with(
                            settings.get(commune.id(), OwnSettings.CALENDAR),
                            week(current(commune)).entrySet().stream()
                                    .map(day -> new Conflict.Line(key(day.getKey()), day.getValue()))
                                    .toList()));
            return show(who, commune, texts, model);
        }
        return back(commune, true);
    }

    @PostMapping({"/console/calendar/{commune}/closures", "/console/calendar/{commune}/swaps"})
    String add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("seen") long seen,
            @RequestParam Map<String, String> written,
            HttpServletRequest request,
            Model model) {
        Commune commune = served.named(id);
        DayList list = DayList.at(request.getRequestURI());
        Fault fault = list.fault(written, current(commune), communes.officeDays(commune));
        if (fault != null) {
            model.addAttribute("wrong", list);
            model.addAttribute("written", written);
            model.addAttribute("fault", fault);
            return show(who, commune, week(current(commune)), model);
        }
        return back(commune, change(who, commune, seen, before -> list.with(before, written)));
    }

    @PostMapping({
        "/console/calendar/{commune}/closures/{number}/remove",
        "/console/calendar/{commune}/swaps/{number}/remove"
    })
    String remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("number") int number,
            @RequestParam("seen") long seen,
            HttpServletRequest request) {
        Commune commune = served.named(id);
        DayList list = DayList.at(request.getRequestURI());
        return back(commune, change(who, commune, seen, before -> list.without(before, number)));
    }

    private static String key(DayOfWeek day) {
        return "time." + day.name().toLowerCase(Locale.ROOT);
    }

    private static String back(Commune commune, boolean isDone) {
        return "redirect:/console/calendar/" + commune.id() + "?said=" + (isDone ? "done" : "conflict");
    }

    private boolean change(SignedIn who, Commune commune, long seen, UnaryOperator<OwnCalendar> change) {
        // What it is made from has that revision then, or the change is refused.
        settings.refresh();
        String next = change.apply(current(commune)).json();
        return settings.change(who, commune.id(), OwnSettings.CALENDAR, next, seen);
    }

    private OwnCalendar current(Commune commune) {
        String own = settings.of(commune.id()).get(OwnSettings.CALENDAR);
        return own == null ? OwnCalendar.of(communes.officeDays(commune)) : OwnCalendar.read(own);
    }

    private String show(SignedIn who, Commune commune, Map<DayOfWeek, String> week, Model model) {
        OfficeDays days = communes.officeDays(commune);
        LocalDate today = CommuneTime.day(clock.instant());
        Setting setting = settings.get(commune.id(), OwnSettings.CALENDAR);
        model.addAttribute("commune", commune);
        model.addAttribute("edits", who.may(commune.id(), Role.ADMINISTRATOR));
        model.addAttribute("week", week);
        model.addAttribute("lists", DayList.values());
        model.addAttribute("calendar", current(commune));
        model.addAttribute("seen", setting.revision());
        model.addAttribute("by", setting.by());
        model.addAttribute("at", CheckLines.time(setting.at()));
        model.addAttribute("next", next(days, today));
        model.addAttribute("holidays", holidays(days, current(commune), today));
        model.addAttribute("promised", CommuneTime.said(cases.promised(commune)));
        return "console/calendar";
    }

    private static List<Day> next(OfficeDays days, LocalDate today) {
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(LOOKS_AHEAD)
                .filter(day -> !days.on(day).isEmpty())
                .limit(NEXT_DAYS)
                .map(day -> new Day(key(day.getDayOfWeek()), Times.DAY.format(day), text(days.on(day))))
                .toList();
    }

    /** Those of the country that are still to come. */
    private static Map<LocalDate, String> holidays(OfficeDays days, OwnCalendar own, LocalDate today) {
        Map<LocalDate, String> coming = new TreeMap<>(days.holidays());
        coming.keySet().removeIf(day -> day.isBefore(today));
        own.swaps().forEach(swap -> coming.remove(swap.off()));
        return coming;
    }

    private static Map<DayOfWeek, String> week(OwnCalendar calendar) {
        Map<DayOfWeek, String> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, text(calendar.week().getOrDefault(day, List.of())));
        }
        return week;
    }

    private static String text(List<Period> periods) {
        return periods.stream()
                .map(period -> HOUR.format(period.from()) + "-" + HOUR.format(period.to()))
                .collect(Collectors.joining(", "));
    }
}
