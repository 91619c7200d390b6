package vn.hoixa.search;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Indexes what was written before there was an index, beside everything else; goes on where it stopped. */
@Component
class Backlog {
    private static final Logger log = LoggerFactory.getLogger(Backlog.class);

    /** So few that nobody who writes meanwhile waits for long. */
    private static final int BATCH = 200;

    private final SearchTexts texts;
    private volatile boolean isOver;

    Backlog(SearchTexts texts) {
        this.texts = texts;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void catchUp() {
        try {
            while (!isOver && !Thread.currentThread().isInterrupted()) {
                isOver = !texts.catchUp(BATCH);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Older messages are indexed on in a minute: {}", e.getMessage());
        }
    }
}
