package vn.hoixa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names a setting of ours that cannot be read, without its value, which Spring Boot would print: it may be a token. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String name = String.valueOf(cause.getName());
        if (!name.startsWith("hoixa.") || findCause(cause, SetupException.class) != null) {
            return null;
        }
        return new FailureAnalysis(
                "The setting " + name + " has a value that does not fit. The value is not shown: it may be a secret."
                        + " Nothing was changed.",
                "Look it up in the table of settings in README.md; in the environment it is "
                        + name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT) + ".",
                cause);
    }
}
