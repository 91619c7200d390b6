package vn.hoixa.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.console.ReportModels.Pivots;
import vn.hoixa.console.ReportModels.Row;
import vn.hoixa.console.WhatIsNew.News;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.report.Cells;
import vn.hoixa.report.Docx;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.report.Reckoner.Line;
import vn.hoixa.report.Spreadsheet;
import vn.hoixa.report.Table;

/** A report as spreadsheet, CSV, and text to paste. */
@Component
class ReportWriter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CommuneTime.ZONE);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** By the second of these, whoever is concerned could find out who wrote. */
    private static final Set<What> BY_DAY = EnumSet.of(What.REMARKED, What.CORRECTED, What.HANDED_OVER);

    private static final List<String> COLUMNS =
            List.of("at", "what", "field", "guide", "theme", "hamlet", "outcome", "reason", "version");

    private static final List<String> DEFINED =
            List.of("messages", "residents", "at-once", "handed-over", "first-answer", "closing", "on-time", "late");

    private final ReportModels models;
    private final ReportTables tables;
    private final Reckoner reckoner;
    private final MessageSource messages;

    ReportWriter(ReportModels models, ReportTables tables, Reckoner reckoner, MessageSource messages) {
        this.models = models;
        this.tables = tables;
        this.reckoner = reckoner;
        this.messages = messages;
    }

    /** In words of the journal, for other programs; {@code each} is told of each row. */
    void csv(OutputStream out, Commune commune, Period period, Runnable each) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        // Without it spreadsheets take the letters for another alphabet's.
        text.write('\ufeff');
        CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180);
        printer.printRecord(COLUMNS);
        reckoner.lines(commune.oa(), period, line -> {
            print(printer, line);
            each.run();
        });
        printer.flush();
    }

    private static void print(CSVPrinter printer, Line line) {
        try {
            printer.printRecord(Stream.of(
                            TIME.format(told(line)),
                            line.what().column(),
                            line.field(),
                            line.guide(),
                            line.theme(),
                            line.hamlet(),
                            line.outcome(),
                            line.reason(),
                            line.version())
                    .map(Cells::csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant told(Line line) {
        return BY_DAY.contains(line.what())
                ? CommuneTime.day(line.at()).atStartOfDay(CommuneTime.ZONE).toInstant()
                : line.at();
    }

    /** Figures, pivots, then each row; {@code each} is told of each. */
    void xlsx(OutputStream out, Commune commune, Period period, Locale locale, Runnable each) {
        Map<String, Object> model = models.of(commune, period, locale);
        Figures now = (Figures) Objects.requireNonNull(model.get("now"));
        Figures before = (Figures) Objects.requireNonNull(model.get("before"));
        Pivots pivots = models.pivots(commune, period, now, before, locale);
        List<Table> sheets = List.of(
                tables.counted(now, before, locale),
                tables.compared("themes", "theme", "remarks", pivots.themes(), locale),
                tables.rising((News) Objects.requireNonNull(model.get("news")), locale),
                tables.compared("procedures", "procedure", "times-asked", pivots.procedures(), locale),
                tables.compared("late", "field", "cases", pivots.lateFields(), locale),
                tables.lateOfficers(pivots.lateOfficers(), locale),
                tables.compared("hamlets", "hamlet", "remarks", pivots.hamlets(), locale),
                tables.load(now, locale),
                tables.ratings(pivots.ratings(), locale),
                tables.content(pivots, locale));
        List<String> heads = COLUMNS.stream()
                .map(column -> say("console.export.column." + column, locale))
                .toList();
        new Spreadsheet()
                .write(
                        out,
                        sheets,
                        say("console.report.rows", locale),
                        heads,
                        taker -> reckoner.lines(commune.oa(), period, line -> {
                            taker.accept(cells(line, locale));
                            each.run();
                        }));
    }

    private List<?> cells(Line line, Locale locale) {
        return List.of(
                LocalDateTime.ofInstant(told(line), CommuneTime.ZONE),
                say("console.export.what." + line.what().column(), locale),
                models.field(line.field()),
                line.guide(),
                line.theme().isEmpty() ? "" : models.theme(line.theme(), locale),
                line.hamlet(),
                outcome(line.outcome(), locale),
                line.reason(),
                line.version());
    }

    /** As the page says it, where it says it. */
    private String outcome(String outcome, Locale locale) {
        return Stream.of("outcome.", "rating.")
                .map(kind -> messages.getMessage("console.report." + kind + outcome, null, null, locale))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(outcome);
    }

    /** The report for the commune's own report. */
    @SuppressWarnings("unchecked")
    byte[] docx(Commune commune, Period period, Locale locale) {
        Map<String, Object> model = models.of(commune, period, locale);
        Figures now = (Figures) Objects.requireNonNull(model.get("now"));
        Figures before = (Figures) Objects.requireNonNull(model.get("before"));
        Docx paper = new Docx(locale)
                .title(say("console.report.title", locale))
                .subtitle(commune.name())
                .subtitle(say(
                        "console.export.span",
                        locale,
                        DAY.format(period.first()),
                        DAY.format(period.end().minusDays(1))));
        if ((boolean) Objects.requireNonNull(model.get("isRunning"))) {
            paper.text(say("console.report.running", locale));
        }
        section(paper, tables.said(now, before, locale));
        news(paper, (News) Objects.requireNonNull(model.get("news")), locale);
        List<Row> themes = rows(model, "themes");
        section(paper, tables.compared("themes", "theme", "remarks", themes, locale));
        quotes(paper, themes, (Map<String, List<String>>) Objects.requireNonNull(model.get("quotes")), locale);
        section(paper, tables.compared("procedures", "procedure", "times-asked", rows(model, "procedures"), locale));
        section(paper, tables.compared("late", "field", "cases", rows(model, "lateFields"), locale));
        section(paper, tables.lateOfficers(rows(model, "lateOfficers"), locale));
        section(paper, tables.compared("hamlets", "hamlet", "remarks", rows(model, "hamlets"), locale));
        section(paper, tables.load(now, locale));
        section(paper, tables.ratings(rows(model, "ratings"), locale));
        section(paper, tables.content(models.pivots(commune, period, now, before, locale), locale));
        paper.heading(say("console.report.definitions", locale));
        Map<String, String> definitions = (Map<String, String>) Objects.requireNonNull(model.get("definitions"));
        DEFINED.forEach(key -> paper.text(say("console.report." + key, locale) + ": "
                + Objects.requireNonNullElseGet(
                        definitions.get(key), () -> say("console.report.means." + key, locale))));
        return paper.bytes();
    }

    private void news(Docx paper, News news, Locale locale) {
        if (!news.themes().isEmpty() || !news.terms().isEmpty()) {
            paper.heading(say("console.report.rising", locale));
            news.themes()
                    .forEach(rise ->
                            paper.text(say("console.report.rise", locale, rise.name(), rise.now(), rise.usual())));
            news.terms()
                    .forEach(rise ->
                            paper.text(say("console.report.rise.term", locale, rise.name(), rise.now(), rise.usual())));
        }
        if (!news.concerns().isEmpty()) {
            paper.heading(say("console.report.matters", locale));
            news.concerns().forEach(concern -> {
                paper.text(say("console.report.voices", locale, concern.residents()));
                paper.quote(ReportModels.shortened(concern.quote()));
            });
        }
        if (!news.questions().isEmpty()) {
            paper.heading(say("console.report.growing", locale));
            news.questions().forEach(question -> {
                paper.quote(ReportModels.shortened(question.typical()));
                paper.text(say("console.report.growing.times", locale, question.now(), question.before()));
            });
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Row> rows(Map<String, Object> model, String name) {
        return (List<Row>) Objects.requireNonNull(model.get(name));
    }

    private static void section(Docx paper, Table table) {
        if (!table.rows().isEmpty()) {
            paper.heading(table.name()).table(table);
        }
    }

    private void quotes(Docx paper, List<Row> themes, Map<String, List<String>> quotes, Locale locale) {
        if (quotes.values().stream().allMatch(List::isEmpty)) {
            return;
        }
        paper.heading(say("console.report.quotes", locale));
        themes.forEach(theme -> {
            List<String> said = quotes.getOrDefault(theme.key(), List.of());
            if (!said.isEmpty()) {
                paper.text(theme.name());
                said.forEach(paper::quote);
            }
        });
    }

    private String say(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
