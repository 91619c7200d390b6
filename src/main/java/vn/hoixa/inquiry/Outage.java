package vn.hoixa.inquiry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database is away; then nobody is claimed but one a second, to see whether it is back. */
final class Outage {
    /** Between two looks at whether it is back. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean away = new AtomicBoolean();

    void began(Throwable cause) {
        if (away.compareAndSet(false, true)) {
            log.error(
                    "The database does not answer ({}). Messages are accepted and wait in Redis; nothing is lost,"
                            + " and work goes on by itself when it is back.",
                    reason(cause));
        }
    }

    private static String reason(Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return cause.getMessage() + ": " + root.getMessage();
    }

    void over() {
        if (away.compareAndSet(true, false)) {
            log.info("The database answers again; work goes on");
        }
    }

    boolean isOn() {
        return away.get();
    }
}
