package vn.hoixa.editing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.ConsoleFiles;
import vn.hoixa.knowledge.Publications;
import vn.hoixa.matching.Library;
import vn.hoixa.matching.Verdict;
import vn.hoixa.storage.Database;

/**
 * Puts into service what was approved, one after the other over all instances; table {@code publishing}.
 *
 * <p>A model may be learnt for a minute or two, so it is done on a thread of its own. Whoever works at the oldest that is
 * not settled holds it for a short while and renews that; what a process left behind is taken up by another, and given up
 * after a few tries. Publishing the same twice publishes once.
 */
@Component
public class Press {
    private static final Logger log = LoggerFactory.getLogger(Press.class);
    private static final Duration HELD = Duration.ofMinutes(2);
    private static final int TRIES = 3;

    private final Database database;
    private final GuideTexts texts;
    private final Library library;
    private final Publications publications;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Job> working = new AtomicReference<>();

    Press(Database database, GuideTexts texts, Library library, Publications publications, InstantSource clock) {
        this.database = database;
        this.texts = texts;
        this.library = library;
        this.publications = publications;
        this.clock = clock;
    }

    /** @param text id of the text, or null where {@code number} names an earlier publication */
    private record Job(
            long id, @Nullable Long text, @Nullable Long number, int attempts) {}

    void queue(JdbcClient transaction, @Nullable Long text, @Nullable Long number, long by) {
        transaction
                .sql("""
                        INSERT INTO publishing (text_id, number, state, requested_by, requested_at)
                        VALUES (?, ?, 'waiting', ?, ?)""")
                .param(text)
                .param(number)
                .param(by)
                .param(clock.millis())
                .update();
    }

    @Scheduled(fixedDelay = 1_000)
    void tick() {
        try {
            Job job = working.get();
            if (job != null) {
                hold(job);
                return;
            }
            next().filter(this::hold).ifPresent(this::start);
        } catch (RuntimeException e) {
            if (!Database.isOutage(e) && !Database.isConflict(e)) {
                throw e;
            }
            log.warn("What waits to be published waits on: {}", e.getMessage());
        }
    }

    private Optional<Job> next() {
        return database.read()
                .sql("""
                        SELECT id, text_id, number, attempts, held_till FROM publishing
                        WHERE state IN ('waiting', 'working') ORDER BY id LIMIT 1""")
                .query((row, i) -> {
                    boolean isHeld = row.getLong("held_till") > clock.millis();
                    return isHeld
                            ? Optional.<Job>empty()
                            : Optional.of(new Job(
                                    row.getLong("id"),
                                    row.getObject("text_id") == null ? null : row.getLong("text_id"),
                                    row.getObject("number") == null ? null : row.getLong("number"),
                                    row.getInt("attempts")));
                })
                .optional()
                .flatMap(job -> job);
    }

    /** Only who knows how often it was tried has it; the first try of a job counts as one. */
    private boolean hold(Job job) {
        boolean isMine = job.equals(working.get());
        return database.write(transaction -> transaction
                        .sql("""
                                UPDATE publishing SET state = 'working', held_till = ?, attempts = ?
                                WHERE id = ? AND attempts = ? AND state IN ('waiting', 'working')""")
                        .params(
                                clock.instant().plus(HELD).toEpochMilli(),
                                job.attempts() + 1,
                                job.id(),
                                isMine ? job.attempts() + 1 : job.attempts())
                        .update()
                == 1);
    }

    private void start(Job job) {
        working.set(job);
        Thread.ofPlatform().daemon().name("press").start(() -> {
            try {
                work(job);
            } catch (RuntimeException e) {
                // Tried again when nobody holds it any more.
                log.error("Publication {} could not be finished (attempt {})", job.id(), job.attempts() + 1, e);
            } finally {
                working.set(null);
            }
        });
    }

    private void work(Job job) {
        if (job.attempts() >= TRIES) {
            settle(job, "failed", List.of(Refusal.FAILED));
            return;
        }
        GuideText text = job.text() == null
                ? null
                : texts.of(database.read(), job.text()).orElseThrow();
        Verdict verdict = text == null ? again(job) : publish(text);
        String file = text == null ? null : ConsoleFiles.path(text.commune(), text.code());
        List<Refusal> refusals = verdict == null ? List.of(Refusal.FAILED) : Refusal.of(verdict, file);
        settle(job, refusals.isEmpty() ? "done" : "refused", refusals);
    }

    private @Nullable Verdict publish(GuideText text) {
        Commune commune = library.current().knowledge().commune(text.commune());
        return commune == null ? null : library.publish(commune, text.code(), text.text(), "guide " + text.id());
    }

    private @Nullable Verdict again(Job job) {
        return publications.kept().stream()
                .filter(earlier -> Long.valueOf(earlier.number()).equals(job.number()))
                .findFirst()
                .map(earlier -> library.publishAgain(earlier.version(), "version " + earlier.number()))
                .orElse(null);
    }

    private void settle(Job job, String state, List<Refusal> refusals) {
        database.write(transaction -> {
            boolean isOurs = transaction
                            .sql("UPDATE publishing SET state = ?, report = ?, settled_at = ?, held_till = NULL"
                                    + " WHERE id = ? AND attempts = ? AND state = 'working'")
                            .params(state, Refusal.column(refusals), clock.millis(), job.id(), job.attempts() + 1)
                            .update()
                    == 1;
            Optional<GuideText> text = job.text() == null ? Optional.empty() : texts.of(transaction, job.text());
            if (isOurs && text.isPresent()) {
                if (refusals.isEmpty()) {
                    texts.publish(transaction, text.get());
                } else {
                    texts.refuse(transaction, text.get(), refusals);
                }
            }
            return isOurs;
        });
    }

    /** How the last request to bring back an earlier publication went, or that it is under way. */
    public record Run(long number, String state, List<Refusal> report) {}

    Optional<Run> lastRun() {
        return database.read()
                .sql("SELECT number, state, report FROM publishing WHERE number IS NOT NULL ORDER BY id DESC LIMIT 1")
                .query((row, i) ->
                        new Run(row.getLong("number"), row.getString("state"), Refusal.read(row.getString("report"))))
                .optional();
    }
}
