package vn.hoixa.knowledge;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Tells what an import did, in the language of the person who started it. */
final class ImportSentences {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle sentences;

    ImportSentences(Locale locale) {
        this.locale = locale;
        this.sentences = ResourceBundle.getBundle("messages", locale, NO_FALLBACK);
    }

    List<String> lines(Importer.Report report) {
        List<String> lines = new ArrayList<>();
        report.changed().forEach(change -> tell(lines, change));
        if (!report.held().isEmpty()) {
            lines.add(say("import.held", report.held().size()));
            List<Importer.Held> listed = report.held().stream()
                    .filter(held -> !isOfAnotherProvince(held))
                    .toList();
            listed.forEach(held -> lines.add("  " + held.code() + " " + held.name() + ": " + reasons(held)));
            int others = report.held().size() - listed.size();
            if (others > 0) {
                lines.add("  " + say("import.held-provinces", others));
            }
        }
        report.ending().forEach((code, day) -> lines.add(say("import.ending", code, day.toString())));
        if (!report.refused().isEmpty()) {
            lines.add(say("import.refused", report.refused().size()));
            report.refused().forEach(refusal -> lines.add("  " + refusal.where() + ": " + reason(refusal)));
        }
        tellElsewhere(lines, report);
        if (report.superseded() > 0) {
            lines.add(say("import.superseded", report.superseded()));
        }
        lines.add(say("import.read", report.entries(), report.files()));
        lines.add(say(
                "import.taken",
                report.taken(),
                report.fresh().size(),
                report.changed().size(),
                report.unchanged().size(),
                report.refused().size(),
                report.held().size()));
        return lines;
    }

    /** There are hundreds of them, and nothing is to be looked at. */
    private static boolean isOfAnotherProvince(Importer.Held held) {
        return held.reasons().stream().anyMatch(reason -> reason.startsWith(Holds.PROVINCE));
    }

    private void tellElsewhere(List<String> lines, Importer.Report report) {
        if (report.elsewhere() > 0) {
            lines.add(
                    report.keptElsewhere()
                            ? say("import.elsewhere", report.elsewhere())
                            : say("import.skipped", report.elsewhere()));
        }
    }

    private void tell(List<String> lines, Importer.Change change) {
        lines.add(say("import.changed", change.code(), change.name()));
        for (Importer.Part part : change.parts()) {
            lines.add("  " + sentences.getString("import.part." + part.part()));
            marked(lines, "    - ", part.before());
            marked(lines, "    + ", part.after());
        }
    }

    private void marked(List<String> lines, String mark, String text) {
        String told = text.isEmpty() ? sentences.getString("import.untold") : text;
        told.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add(mark + line));
    }

    private String reasons(Importer.Held held) {
        return held.reasons().stream().map(this::reason).collect(Collectors.joining("; "));
    }

    /** The part of the record in the reader's language; what stands there as it stands. */
    private String reason(String held) {
        int colon = held.indexOf(": ");
        String what = held.substring(colon + 2);
        String part = sentences.getString("import.held." + held.substring(0, colon));
        return what.isEmpty() ? part : part + ": " + what;
    }

    private String reason(Importer.Refusal refusal) {
        return say("import.refusal." + refusal.reason(), refusal.value());
    }

    private String say(String key, Object... values) {
        return new MessageFormat(sentences.getString(key), locale).format(values);
    }
}
