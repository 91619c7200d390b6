package vn.hoixa.centre;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.centre.ShownReport.All;
import vn.hoixa.centre.ShownReport.Details;
import vn.hoixa.centre.ShownReport.Line;
import vn.hoixa.centre.ShownReport.Named;
import vn.hoixa.centre.ShownReport.One;
import vn.hoixa.centre.ShownReport.Shown;
import vn.hoixa.centre.ShownReport.Time;
import vn.hoixa.escalation.OpenCases;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Theme;
import vn.hoixa.matching.Library;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.report.Summaries;
import vn.hoixa.report.Summary;

/** Puts together what the operations centre is sent: figures only, and none that tells of few people. */
@Component
class CentreReports {
    /** Names in the answers, with the ends of the keys of what they mean. */
    private static final Map<String, String> MEANINGS = meanings();

    private final Summaries summaries;
    private final Reckoner reckoner;
    private final OpenCases cases;
    private final Communes communes;
    private final Library library;
    private final MessageSource messages;
    private final InstantSource clock;

    CentreReports(
            Summaries summaries,
            Reckoner reckoner,
            OpenCases cases,
            Communes communes,
            Library library,
            MessageSource messages,
            InstantSource clock) {
        this.summaries = summaries;
        this.reckoner = reckoner;
        this.cases = cases;
        this.communes = communes;
        this.library = library;
        this.messages = messages;
        this.clock = clock;
    }

    All all(Token token, Period period, Locale locale) {
        Map<String, Summary> figures = summaries.of(period);
        Map<String, OpenCases.Count> open = cases.byCommune();
        List<Line> lines = communes.all().stream()
                .filter(commune -> token.mayRead(commune.id()))
                .map(commune -> Line.of(commune, period, Summaries.of(figures, commune), now(open, commune)))
                .toList();
        return new All(
                ShownReport.VERSION, clock.instant(), Shown.of(period, clock.instant()), lines, definitions(locale));
    }

    One one(Commune commune, Period period, Locale locale) {
        Figures figures = reckoner.of(commune.oa(), period);
        return new One(
                ShownReport.VERSION,
                clock.instant(),
                Shown.of(period, clock.instant()),
                Line.of(commune, period, Summary.of(figures), now(cases.byCommune(), commune)),
                details(commune, period, figures, locale),
                definitions(locale));
    }

    private Details details(Commune commune, Period period, Figures figures, Locale locale) {
        List<Named> rising = reckoner.rising(commune.oa(), period).stream()
                .map(rise -> new Named(rise.what(), theme(rise.what(), locale), rise.now()))
                .toList();
        return new Details(
                figures.residents(),
                figures.askedBack(),
                Time.of(figures.firstAnswer()),
                Time.of(figures.closing()),
                Named.of(figures.lateByField(), this::field),
                Named.of(figures.themes(), theme -> theme(theme, locale)),
                rising,
                Named.of(figures.procedures(), code -> title(commune, code)),
                figures.load());
    }

    private static OpenCases.Count now(Map<String, OpenCases.Count> open, Commune commune) {
        return open.getOrDefault(commune.id(), OpenCases.Count.NONE);
    }

    private String theme(String id, Locale locale) {
        Theme theme = library.current().knowledge().themes().theme(id);
        return theme == null ? id : theme.name(locale);
    }

    private String field(String key) {
        return communes.fields().getOrDefault(key, key);
    }

    private String title(Commune commune, String code) {
        Guide guide = library.current().knowledge().guide(commune, code);
        return guide == null ? code : guide.title();
    }

    private Map<String, String> definitions(Locale locale) {
        Map<String, String> definitions = new LinkedHashMap<>();
        MEANINGS.forEach((name, key) -> definitions.put(name, messages.getMessage(key, null, locale)));
        return definitions;
    }

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("messages", "console.report.means.messages");
        meanings.put("answered_at_once", "console.report.means.at-once");
        meanings.put("handed_over", "console.report.means.handed-over");
        meanings.put("on_time", "console.report.means.on-time");
        meanings.put("late", "console.report.means.late");
        meanings.put("reopened", "console.centre.means.reopened");
        meanings.put("satisfaction", "console.centre.means.satisfaction");
        meanings.put("open_now", "console.centre.means.open");
        meanings.put("overdue_now", "console.centre.means.overdue");
        meanings.put("residents", "console.report.means.residents");
        meanings.put("first_answer", "console.report.means.first-answer");
        meanings.put("closing", "console.report.means.closing");
        meanings.put("rising", "console.centre.means.rising");
        meanings.put("small_groups", "console.centre.means.small");
        return meanings;
    }
}
