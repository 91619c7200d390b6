package vn.hoixa.alarm;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Alarms in words: what happened, what is safe, what to do. */
@Component
class AlarmTexts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final MessageSource messages;

    AlarmTexts(MessageSource messages) {
        this.messages = messages;
    }

    String what(Alarm alarm, Locale locale) {
        return text("alarm." + alarm.kind().key() + ".what", locale);
    }

    String safe(Alarm alarm, Locale locale) {
        return text("alarm." + alarm.kind().key() + ".safe", locale);
    }

    String remedy(Alarm alarm, Locale locale) {
        return text("alarm." + alarm.kind().key() + ".do", locale);
    }

    String subject(Alarm alarm, Locale locale) {
        return alarm.isOfInstallation()
                ? text("alarm.of.installation", locale)
                : text("alarm.of.page", locale, alarm.subject());
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    String text(String key, Locale locale, Object... gaps) {
        return messages.getMessage(key, gaps, locale);
    }
}
