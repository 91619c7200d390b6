package vn.hoixa.feedback;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.matching.Edition;
import vn.hoixa.matching.Library;
import vn.hoixa.storage.Database;

/** The model that belongs to what is published, learnt from its themes and from what people corrected until then. */
@Component
public class FeedbackModels {
    private static final Logger log = LoggerFactory.getLogger(FeedbackModels.class);

    private final Library library;
    private final FeedbackBook book;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Learnt learnt;

    FeedbackModels(Library library, FeedbackBook book) {
        this.library = library;
        this.book = book;
    }

    private record Learnt(Edition from, FeedbackModel model) {}

    /** The model for an edition; learnt now, once, where that was just published. */
    public FeedbackModel of(Edition edition) {
        Learnt latest = learnt;
        if (latest != null && latest.from().equals(edition)) {
            return latest.model();
        }
        lock.lock();
        try {
            Learnt known = learnt;
            if (known != null && known.from().equals(edition)) {
                return known.model();
            }
            long start = System.nanoTime();
            FeedbackModel model = FeedbackModel.learn(edition.knowledge(), edition.matcher(), book.corrected());
            learnt = new Learnt(edition, model);
            log.info(
                    "Learnt themes, version {}, in {} ms",
                    edition.knowledge().themes().version(),
                    (System.nanoTime() - start) / 1_000_000);
            return model;
        } finally {
            lock.unlock();
        }
    }

    /** So that after a publication no resident waits for it. */
    @Scheduled(fixedDelay = 2_000, initialDelay = 1_000)
    void look() {
        try {
            of(library.current());
        } catch (RuntimeException e) {
            if (!Database.isOutage(e)) {
                throw e;
            }
            log.warn("The themes could not be learnt, the next message tries again: {}", e.getMessage());
        }
    }
}
