package vn.hoixa.console;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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
import vn.hoixa.escalation.Sight;
import vn.hoixa.feedback.Feedback;
import vn.hoixa.feedback.FeedbackBook;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Theme;
import vn.hoixa.knowledge.Themes;
import vn.hoixa.matching.Library;
import vn.hoixa.report.Period;

/** What residents said about their commune by theme, and where a person puts it under another. */
@Controller
@Opens(to = {Role.OFFICER, Role.LEADER})
class FeedbackPage {
    private static final int A_PAGE = 30;
    private static final int MOST_PAGES = 500;
    private static final int WEEKS = 8;

    /** Longer is read in the conversation. */
    private static final int LONGEST_QUOTE = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(CommuneTime.ZONE);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final Served served;
    private final Readers readers;
    private final FeedbackBook book;
    private final Library library;
    private final InstantSource clock;

    FeedbackPage(Served served, Readers readers, FeedbackBook book, Library library, InstantSource clock) {
        this.served = served;
        this.readers = readers;
        this.book = book;
        this.library = library;
        this.clock = clock;
    }

    /** A theme to choose, with those below it. */
    record Choice(String id, String name, List<Choice> below) {}

    /** A week to choose, by its Monday; the whole time where that is empty. */
    record Week(String monday, String from, String to) {}

    /** A piece as it is shown. */
    record Shown(
            Feedback about,
            String at,
            String first,
            String second,
            String quote,
            @Nullable String address) {}

    @GetMapping("/console/feedback/{commune}")
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "theme", defaultValue = "") String wanted,
            @RequestParam(name = "week", defaultValue = "") String week,
            @RequestParam(name = "period", defaultValue = "") String reported,
            @RequestParam(name = "hamlet", defaultValue = "") String hamlet,
            @RequestParam(name = "page", defaultValue = "0") int asked,
            @RequestParam(name = "said", defaultValue = "") String said,
            Locale locale,
            Model model) {
        Commune commune = served.named(id);
        Sight sight = readers.allowed(who, commune.id()).sight();
        Theme theme = themes().theme(wanted);
        LocalDate monday = monday(week);
        Period period = monday == null ? Period.of(reported).orElse(null) : Period.week(monday);
        int page = Math.clamp(asked, 0, MOST_PAGES);
        Instant from = period == null ? Instant.EPOCH : period.from();
        Instant until = period == null ? clock.instant().plusSeconds(1) : period.until();
        List<Feedback> found = book.seenBy(sight, commune, theme, hamlet, from, until, page * A_PAGE, A_PAGE + 1);
        model.addAttribute("commune", commune);
        model.addAttribute("theme", theme == null ? "" : theme.id());
        model.addAttribute(
                "week",
                period == null || period.kind() != Period.Kind.WEEK
                        ? ""
                        : period.first().toString());
        model.addAttribute("period", period == null ? "" : period.key());
        model.addAttribute(
                "days",
                period == null
                        ? ""
                        : DAY.format(period.first()) + " – "
                                + DAY.format(period.end().minusDays(1)));
        model.addAttribute("hamlet", hamlet);
        model.addAttribute("weeks", weeks());
        model.addAttribute("themes", choices(locale));
        model.addAttribute("page", page);
        model.addAttribute("hasMore", found.size() > A_PAGE);
        model.addAttribute("said", said.equals("corrected") ? said : "");
        model.addAttribute(
                "pieces",
                found.stream()
                        .limit(A_PAGE)
                        .map(one -> shown(commune, one, locale))
                        .toList());
        return "console/feedback";
    }

    @GetMapping("/console/feedback/{commune}/{piece}")
    String piece(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("piece") long piece,
            @RequestParam(name = "first", defaultValue = "") String first,
            Locale locale,
            Model model) {
        Commune commune = served.named(id);
        Feedback about = find(who, commune, piece);
        Theme chosen = themes().theme(first);
        Theme shown =
                chosen == null ? themes().theme(String.valueOf(about.theme().parent())) : chosen;
        model.addAttribute("commune", commune);
        model.addAttribute("piece", shown(commune, about, locale));
        model.addAttribute("themes", choices(locale));
        model.addAttribute(
                "below",
                choices(locale).stream()
                        .filter(choice -> shown != null && choice.id().equals(shown.id()))
                        .findFirst()
                        .map(Choice::below)
                        .orElse(List.of()));
        model.addAttribute("first", shown == null ? "" : shown.id());
        return "console/feedback-piece";
    }

    /** Both levels are chosen; the lower one decides, where it stands below the upper one. */
    @PostMapping("/console/feedback/{commune}/{piece}")
    String correct(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("piece") long piece,
            @RequestParam("first") String first,
            @RequestParam("theme") String wanted) {
        Commune commune = served.named(id);
        Feedback about = find(who, commune, piece);
        Theme theme = themes().theme(wanted);
        Theme upper = themes().theme(first);
        if (upper == null || !upper.isFirstLevel() || theme == null || theme.isFirstLevel()) {
            throw Served.gone();
        }
        String back = "redirect:/console/feedback/" + commune.id();
        if (!upper.id().equals(theme.parent())) {
            return back + "/" + piece + "?first=" + upper.id();
        }
        if (!theme.equals(about.theme())) {
            book.correct(who, about, theme);
        }
        return back + "?said=corrected";
    }

    private Feedback find(SignedIn who, Commune commune, long piece) {
        return book.find(readers.allowed(who, commune.id()).sight(), commune, piece)
                .orElseThrow(Served::gone);
    }

    private Shown shown(Commune commune, Feedback one, Locale locale) {
        Theme parent = themes().theme(String.valueOf(one.theme().parent()));
        String quote = one.quote() == null ? "" : one.quote();
        return new Shown(
                one,
                TIME.format(one.at()),
                parent == null ? "" : parent.name(locale),
                one.theme().name(locale),
                quote.length() > LONGEST_QUOTE ? quote.substring(0, LONGEST_QUOTE) + "…" : quote,
                one.number() == null
                        ? null
                        : "/console/cases/" + commune.id() + "/" + one.number().value());
    }

    private List<Choice> choices(Locale locale) {
        Themes themes = themes();
        return themes.firstLevel().stream()
                .map(first -> new Choice(
                        first.id(),
                        first.name(locale),
                        themes.secondLevel().stream()
                                .filter(second -> first.id().equals(second.parent()))
                                .map(second -> new Choice(second.id(), second.name(locale), List.of()))
                                .toList()))
                .toList();
    }

    private List<Week> weeks() {
        LocalDate latest = CommuneTime.day(clock.instant()).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return IntStream.range(0, WEEKS)
                .mapToObj(latest::minusWeeks)
                .map(monday -> new Week(monday.toString(), DAY.format(monday), DAY.format(monday.plusDays(6))))
                .toList();
    }

    private static @Nullable LocalDate monday(String week) {
        try {
            return week.isEmpty()
                    ? null
                    : LocalDate.parse(week).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private Themes themes() {
        return library.current().knowledge().themes();
    }
}
