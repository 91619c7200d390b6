package vn.hoixa.console;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.console.ReportModels.Row;
import vn.hoixa.console.WhatIsNew.News;
import vn.hoixa.console.WhatIsNew.Risen;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Figures.Count;
import vn.hoixa.report.Period;

/** A report in nine lines, what got worse among them; the tenth is the link. */
@Component
class ReportSummary {
    private static final Locale LEADERS = Locale.of("vi");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String CONTENT = "content";
    private static final int MOST_RISEN = 2;
    private static final int MOST_ASKED = 3;
    private static final int LONGEST_NAME = 60;

    private final MessageSource messages;

    ReportSummary(MessageSource messageSource) {
        this.messages = messageSource;
    }

    /** Its first line, and the subject of the mail. */
    String title(Commune commune, Period period) {
        return period.kind() == Period.Kind.WEEK
                ? say(
                        "title.week",
                        DAY.format(period.first()),
                        DATE.format(period.end().minusDays(1)),
                        commune.name())
                : say(
                        "title.month",
                        String.valueOf(period.first().getMonthValue()),
                        String.valueOf(period.first().getYear()),
                        commune.name());
    }

    /** @param model as {@link ReportModels} makes it */
    String of(Map<String, Object> model) {
        Commune commune = (Commune) Objects.requireNonNull(model.get("commune"));
        Period period = (Period) Objects.requireNonNull(model.get("period"));
        Figures now = (Figures) Objects.requireNonNull(model.get("now"));
        Figures before = (Figures) Objects.requireNonNull(model.get("before"));
        return Stream.of(
                        title(commune, period),
                        say("messages", now.messages(), now.residents(), against(now.messages(), before.messages())),
                        atOnce(now, before),
                        say("handed-over", now.handedOver(), against(now.handedOver(), before.handedOver())),
                        onTime(now, before),
                        say("late", late(now), against(late(now), late(before))),
                        content(now, before),
                        rising(((News) Objects.requireNonNull(model.get("news"))).themes()),
                        asked((List<?>) Objects.requireNonNull(model.get("procedures"))))
                .collect(Collectors.joining("\n"));
    }

    /** With the line that says where all of it is read. */
    String with(String summary, Optional<ReportLinks.Link> link) {
        return summary + "\n"
                + link.map(one -> say("link", CommuneTime.said(one.until()), one.address()))
                        .orElseGet(() -> say("link.none"));
    }

    private String atOnce(Figures now, Figures before) {
        Integer percent = now.atOncePercent();
        return percent == null
                ? say("at-once.none")
                : say("at-once", percent, now.atOnce(), now.turns(), against(percent, before.atOncePercent()));
    }

    private String onTime(Figures now, Figures before) {
        Integer percent = now.onTimePercent();
        return percent == null
                ? say("on-time.none")
                : say("on-time", percent, now.onTime(), now.due(), against(percent, before.onTimePercent()));
    }

    private static long late(Figures figures) {
        return figures.due() - figures.onTime();
    }

    private String content(Figures now, Figures before) {
        if (rated(now) == 0) {
            return say("content.none");
        }
        return rated(before) == 0
                ? say("content", content(now), rated(now))
                : say("content.before", content(now), rated(now), content(before), rated(before));
    }

    private static long rated(Figures figures) {
        return figures.ratings().stream().mapToLong(Count::n).sum();
    }

    private static long content(Figures figures) {
        return figures.ratings().stream()
                .filter(rating -> rating.what().equals(CONTENT))
                .mapToLong(Count::n)
                .sum();
    }

    private String rising(List<Risen> rising) {
        String all = rising.stream()
                .limit(MOST_RISEN)
                .map(rise -> say("rise", shortened(rise.name()), rise.now(), rise.usual()))
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? say("rising.none") : say("rising", all);
    }

    private String asked(List<?> procedures) {
        String all = procedures.stream()
                .limit(MOST_ASKED)
                .map(Row.class::cast)
                .map(row -> say("one-asked", shortened(row.name()), row.n()))
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? say("asked.none") : say("asked", all);
    }

    /** In words that need no colour: rose, fell or the same. */
    private String against(Number now, @Nullable Number before) {
        if (before == null) {
            return say("new");
        }
        int change = Long.compare(now.longValue(), before.longValue());
        return change == 0 ? say("same") : say(change > 0 ? "rose" : "fell", before);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    String say(String key, Object... values) {
        return messages.getMessage("console.sending." + key, values, LEADERS);
    }
}
