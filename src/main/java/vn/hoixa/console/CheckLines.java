package vn.hoixa.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.hoixa.zalo.Check;

/** Puts Zalo's prerequisites, and times, into words. */
@Component
class CheckLines {

    private final MessageSource messages;

    CheckLines(MessageSource messages) {
        this.messages = messages;
    }

    /** A prerequisite as a page shows it. */
    record Line(String standing, String state, String title, List<String> sentences) {}

    List<Line> of(List<Check> checks, Locale locale) {
        return checks.stream().map(check -> line(check, locale)).toList();
    }

    static String time(Instant time) {
        return Times.MINUTE.format(time);
    }

    private Line line(Check check, Locale locale) {
        String key = "connect.check." + check.step().key();
        return new Line(
                check.standing().key(),
                messages.getMessage("connect.standing." + check.standing().key(), null, locale),
                messages.getMessage(key, null, locale),
                check.findings().stream()
                        .map(finding ->
                                messages.getMessage(key + "." + finding.name(), details(finding.details()), locale))
                        .toList());
    }

    private static Object[] details(List<Object> details) {
        return details.stream()
                .map(detail -> detail instanceof Instant time ? time(time) : detail)
                .toArray();
    }
}
