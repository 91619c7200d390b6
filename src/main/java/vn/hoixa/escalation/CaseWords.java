package vn.hoixa.escalation;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Sentences about cases, for officers and residents. */
@Component
class CaseWords {
    private static final Locale PEOPLE = Locale.of("vi");

    private final MessageSource messages;

    CaseWords(MessageSource messageSource) {
        this.messages = messageSource;
    }

    String say(MessageSourceResolvable text) {
        return messages.getMessage(text, PEOPLE);
    }

    String say(String key, Object... values) {
        return messages.getMessage(key, values, PEOPLE);
    }
}
