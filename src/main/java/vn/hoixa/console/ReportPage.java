package vn.hoixa.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Sight;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.report.Reckoner.Behind;
import vn.hoixa.report.Reckoner.Step;
import vn.hoixa.storage.Database;

/** What happened at a commune's page in a week or a month, against the one before. */
@Controller
@Opens(to = Role.LEADER)
class ReportPage {
    private static final Map<String, Step> STEPS = Map.of(
            "handed-over", Step.HANDED_OVER,
            "answered", Step.FIRST_ANSWERED,
            "on-time", Step.ON_TIME,
            "late", Step.LATE,
            "closed", Step.CLOSED,
            "reopened", Step.REOPENED);

    private static final Set<String> RATINGS = Set.of("content", "neutral", "not_content");

    private static final int A_PAGE = 50;
    private static final int MOST_PAGES = 1_000;

    /** Files with more rows are made beside the request; below it takes less than a second. */
    private static final int MOST_AT_ONCE = 5_000;

    private final Served served;
    private final Readers readers;
    private final Reckoner reckoner;
    private final ReportModels models;
    private final Database database;

    ReportPage(Served served, Readers readers, Reckoner reckoner, ReportModels models, Database database) {
        this.served = served;
        this.readers = readers;
        this.reckoner = reckoner;
        this.models = models;
        this.database = database;
    }

    /** A case behind a figure. */
    record CaseLine(CaseNumber number, String field, String openedAt) {}

    /**
     * A row behind a figure.
     *
     * @param resident whose conversation it leads to, or null where some of it is not for the reader
     * @param outcome key of the text that says what came of it, or empty
     */
    record Line(String at, @Nullable Long resident, String outcome, String guide) {}

    /** The last week that is over, unless another period is asked for. */
    @GetMapping("/console/report/{commune}")
    String report(
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            @RequestParam(name = "anew", defaultValue = "false") boolean isAnew,
            @RequestParam(name = "busy", defaultValue = "false") boolean isBusy,
            Locale locale,
            Model model) {
        Commune commune = served.named(id);
        Period period = models.period(wanted);
        model.addAllAttributes(models.of(commune, period, locale, isAnew));
        model.addAttribute("isLarge", reckoner.rows(commune.oa(), period) > MOST_AT_ONCE);
        model.addAttribute("isBusy", isBusy);
        return "console/report";
    }

    /** The cases behind a figure, as far as whoever reads may see them. */
    @GetMapping("/console/report/{commune}/cases")
    String cases(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            @RequestParam(name = "what", defaultValue = "handed-over") String what,
            @RequestParam(name = "field", required = false) @Nullable String field,
            @RequestParam(name = "officer", required = false) @Nullable Long officer,
            Model model) {
        Commune commune = served.named(id);
        Period period = models.period(wanted);
        Step step = Optional.ofNullable(STEPS.get(what)).orElseThrow(Served::gone);
        Set<Long> ids = reckoner.cases(commune.oa(), period, step).stream()
                .filter(one -> field == null || field.equals(one.field()))
                .filter(one -> officer == null || officer.equals(one.officer()))
                .map(Reckoner.Stepped::about)
                .collect(Collectors.toSet());
        if (officer != null && ids.size() < ReportModels.SMALL) {
            throw Served.gone();
        }
        List<CaseLine> lines = ids.isEmpty()
                ? List.of()
                : database.read()
                        .sql("""
                                SELECT c.number, c.field, c.opened_at FROM cases c
                                WHERE c.id IN (:ids) AND c.commune = :commune AND NOT
                                """ + readers.allowed(who, commune.id()).sight().hides("c") + " ORDER BY c.number DESC")
                        .param("ids", ids)
                        .param("commune", commune.id())
                        .query((row, i) -> new CaseLine(
                                new CaseNumber(row.getInt("number")),
                                row.getString("field") == null ? "" : models.field(row.getString("field")),
                                CommuneTime.said(Instant.ofEpochMilli(row.getLong("opened_at")))))
                        .list();
        model.addAttribute("commune", commune);
        model.addAttribute("period", period);
        model.addAttribute("what", what);
        model.addAttribute("lines", lines);
        // Counted by field or officer, it would tell whom they are about.
        model.addAttribute("hidden", field == null && officer == null ? ids.size() - lines.size() : 0);
        return "console/report-cases";
    }

    /** The messages, turns or ratings behind a figure, without a word of them; each leads to its conversation. */
    @GetMapping("/console/report/{commune}/rows")
    String rows(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam(name = "period", defaultValue = "") String wanted,
            @RequestParam(name = "of", defaultValue = "messages") String of,
            @RequestParam(name = "guide", defaultValue = "") String guide,
            @RequestParam(name = "field", defaultValue = "") String field,
            @RequestParam(name = "rating", defaultValue = "") String rating,
            @RequestParam(name = "day", required = false) @Nullable Integer day,
            @RequestParam(name = "hour", required = false) @Nullable Integer hour,
            @RequestParam(name = "page", defaultValue = "0") int asked,
            Model model) {
        Commune commune = served.named(id);
        Period period = models.period(wanted);
        Behind behind =
                switch (of) {
                    case "messages" -> Behind.messages(day, hour);
                    case "at-once" -> Behind.atOnce();
                    case "procedure" -> Behind.procedure(guide);
                    case "ratings" -> Behind.ratings(RATINGS.contains(rating) ? Set.of(rating) : RATINGS, guide, field);
                    default -> throw Served.gone();
                };
        int page = Math.clamp(asked, 0, MOST_PAGES);
        List<Reckoner.Row> rows = reckoner.rows(commune.oa(), period, behind, A_PAGE + 1, page * A_PAGE);
        Set<Long> hidden = withSecrets(
                readers.allowed(who, commune.id()).sight(),
                rows.stream().map(Reckoner.Row::resident).collect(Collectors.toSet()));
        model.addAttribute("commune", commune);
        model.addAttribute("period", period);
        model.addAttribute("of", of);
        model.addAttribute("guide", guide);
        model.addAttribute("field", field);
        model.addAttribute("rating", rating);
        model.addAttribute("day", day);
        model.addAttribute("hour", hour);
        model.addAttribute("title", guide.isEmpty() ? models.field(field) : models.title(commune, guide));
        model.addAttribute("page", page);
        model.addAttribute("hasMore", rows.size() > A_PAGE);
        model.addAttribute(
                "lines",
                rows.stream()
                        .limit(A_PAGE)
                        .map(row -> new Line(
                                CommuneTime.said(row.at()),
                                hidden.contains(row.resident()) ? null : row.resident(),
                                switch (behind.what()) {
                                    case DECIDED -> "console.report.outcome." + row.outcome();
                                    case RATED -> "console.report.rating." + row.outcome();
                                    default -> "";
                                },
                                row.guide() == null ? "" : models.title(commune, row.guide())))
                        .toList());
        return "console/report-rows";
    }

    /** Those of whom something must not reach the reader; the time of a row would tell who wrote it. */
    private Set<Long> withSecrets(Sight sight, Set<Long> residents) {
        return residents.isEmpty()
                ? Set.of()
                : Set.copyOf(database.read()
                        .sql("SELECT c.resident_id FROM cases c WHERE c.resident_id IN (:residents) AND "
                                + sight.hides("c")
                                + " UNION SELECT f.resident_id FROM feedback f WHERE f.resident_id IN (:residents) AND "
                                + sight.hidesExcluded("f"))
                        .param("residents", residents)
                        .query(Long.class)
                        .list());
    }
}
