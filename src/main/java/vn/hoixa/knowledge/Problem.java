package vn.hoixa.knowledge;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something wrong in a file of the knowledge base.
 *
 * @param file path below {@code knowledge-base}
 * @param line first line is 1
 * @param key of the sentence in {@code messages}: what is wrong and what is expected
 * @param values for the sentence
 * @param isError whether nothing may be published with it; else it is a warning
 */
public record Problem(String file, int line, String key, List<Object> values, boolean isError) {
    public Problem {
        values = List.copyOf(values);
    }

    Problem(String file, int line, String key, List<Object> values) {
        this(file, line, key, values, true);
    }

    public String text(Locale locale) {
        String lead = isError ? "" : sentences(locale).getString("problem.warning") + " ";
        return file + ":" + line + ": " + lead + sentence(locale);
    }

    /** What is wrong, for whoever sees where it stands. */
    public String sentence(Locale locale) {
        return new MessageFormat(sentences(locale).getString("check." + key), locale).format(values.toArray());
    }

    private static ResourceBundle sentences(Locale locale) {
        return ResourceBundle.getBundle("messages", locale, NO_FALLBACK);
    }

    /** English stands in {@code messages.properties}; the machine's own language must not decide. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
}
