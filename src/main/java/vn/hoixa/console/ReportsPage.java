package vn.hoixa.console;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.report.Period;
import vn.hoixa.report.Rise;
import vn.hoixa.report.Summaries;
import vn.hoixa.report.Summary;

/** The communes that a leader leads, side by side; what needs attention stands first. */
@Controller
@Opens(to = Role.LEADER, anywhere = true)
class ReportsPage {
    /** What is promised to residents, in percent. */
    private static final int PROMISED = 98;

    private static final Comparator<Line> BY_ATTENTION = Comparator.comparingLong(
                    (Line line) -> line.figures().late())
            .reversed()
            .thenComparing(Line::onTimePercent, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(line -> line.rising().size(), Comparator.reverseOrder())
            .thenComparing(line -> line.commune().name());

    private static final Map<String, Comparator<Line>> ORDERS = Map.of(
            "attention",
            BY_ATTENTION,
            "messages",
            Comparator.comparingLong((Line line) -> line.figures().messages())
                    .reversed()
                    .thenComparing(BY_ATTENTION),
            "name",
            Comparator.comparing(line -> line.commune().name()));

    private final Communes communes;
    private final Summaries summaries;
    private final ReportModels models;
    private final InstantSource clock;

    ReportsPage(Communes communes, Summaries summaries, ReportModels models, InstantSource clock) {
        this.communes = communes;
        this.summaries = summaries;
        this.models = models;
        this.clock = clock;
    }

    /** A commune's row. */
    record Line(Commune commune, Summary figures, List<String> rising) {
        public @Nullable Integer onTimePercent() {
            return figures.onTimePercent();
        }

        public boolean isShort() {
            Integer percent = onTimePercent();
            return percent != null && percent < PROMISED;
        }
    }

    /** The last week that is over, unless another period is asked for; who leads one commune reads its report. */
    @GetMapping("/console/report")
    String reports(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            @RequestParam(name = "order", defaultValue = "") String order,
            Locale locale,
            Model model) {
        List<Commune> led = led(who, communes);
        if (led.size() == 1) {
            return "redirect:/console/report/" + led.getFirst().id();
        }
        LocalDate today = CommuneTime.day(clock.instant());
        Period period = Period.of(wanted).orElseGet(() -> Period.week(today).before());
        Map<String, Summary> figures = summaries.of(period);
        Map<String, List<Rise>> rising = summaries.rising(period);
        String sorted = ORDERS.containsKey(order) ? order : "attention";
        model.addAttribute("period", period);
        model.addAttribute("isRunning", today.isBefore(period.end()));
        model.addAttribute("week", Period.week(period.first()).key());
        model.addAttribute("month", Period.month(period.first()).key());
        model.addAttribute("order", sorted);
        model.addAttribute("orders", List.of("attention", "messages", "name"));
        model.addAttribute(
                "lines",
                led.stream()
                        .map(commune -> new Line(
                                commune,
                                Summaries.of(figures, commune),
                                rising.getOrDefault(commune.oa(), List.of()).stream()
                                        .map(rise -> models.theme(rise.what(), locale))
                                        .toList()))
                        .sorted(ORDERS.getOrDefault(sorted, BY_ATTENTION))
                        .toList());
        return "console/reports";
    }

    static List<Commune> led(SignedIn who, Communes communes) {
        return communes.all().stream()
                .filter(commune -> who.may(commune.id(), Role.LEADER))
                .toList();
    }
}
