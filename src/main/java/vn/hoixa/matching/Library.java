package vn.hoixa.matching;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.ConsoleFiles;
import vn.hoixa.knowledge.GuideReviews;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.Publications;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.knowledge.PublishingRule;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.Database;

/**
 * Publishes knowledge and has the edition that is in service.
 *
 * <p>Published versions live in the database. Files that were never published are published when they appear; files
 * that were published once before are not, so that an instance with old files does not undo what another published.
 */
public class Library {
    private static final Logger log = LoggerFactory.getLogger(Library.class);

    /** Such a share of a set may be lost on balance: of many questions a few change with every model. */
    private static final double TOLERATED = 0.01;

    private static final String FILES = "files";

    private final @Nullable Path folder;
    private final DataFolder data;
    private final Publications publications;
    private final GuideReviews reviews;
    private final List<PublishingRule> rules;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Edition current;
    private String refused = "";
    private long stamp;
    private long seen;

    Library(
            @Nullable Path folder,
            DataFolder data,
            Publications publications,
            GuideReviews reviews,
            List<PublishingRule> rules,
            InstantSource clock) {
        this.folder = folder;
        this.data = data;
        this.publications = publications;
        this.reviews = reviews;
        this.rules = List.copyOf(rules);
        this.clock = clock;
        this.stamp = Publisher.stamp(folder, data.resolve(""));
        this.current = first();
    }

    /**
     * What came of a publication.
     *
     * @param version the one that is in service now
     * @param refusals why the files were not published, in English; empty where they were
     */
    public record Outcome(String version, List<String> refusals) {}

    /** What is in service; a turn asks once and keeps to it. */
    public Edition current() {
        return current;
    }

    /** Publishes the files as they are on this machine now, even if they were in service before. */
    public Outcome publish() {
        lock.lock();
        try {
            return outcome(publish(Publisher.files(folder, data.resolve(""))));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts into service what editors of a commune say of a matter, above all else that is in service now.
     *
     * @param text of the file that {@link ConsoleFiles#path} names; empty takes back what they said
     * @param cause as the publication notes it
     */
    public Verdict publish(Commune commune, String code, String text, String cause) {
        String path = ConsoleFiles.path(commune.id(), code);
        return change(commune.id(), cause, stored -> {
            SortedMap<String, String> files = new TreeMap<>(stored);
            if (text.isEmpty()) {
                files.remove(path);
            } else {
                files.put(path, text);
            }
            return files;
        });
    }

    /** Puts the files of an earlier version back into service, below what editors say now. */
    public Verdict publishAgain(String version, String cause) {
        SortedMap<String, String> earlier = publications.files(version).orElseThrow();
        return change(null, cause, stored -> ConsoleFiles.above(earlier, stored));
    }

    /** Made anew where another instance published meanwhile. */
    private Verdict change(@Nullable String commune, String cause, UnaryOperator<SortedMap<String, String>> change) {
        lock.lock();
        try {
            while (true) {
                String latest = publications.current().orElseThrow();
                if (!latest.equals(current.knowledge().version())) {
                    adopt(latest);
                }
                SortedMap<String, String> files =
                        change.apply(publications.files(latest).orElseThrow());
                Verdict verdict = publish(files, latest, null, cause, commune);
                if (verdict != null) {
                    return verdict;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Publishes what changed on this machine and takes over what another instance published. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    public void look() {
        // While something is published here there is nothing to look for, and a model may be learnt for a minute.
        if (!lock.tryLock()) {
            return;
        }
        try {
            long now = Publisher.stamp(folder, data.resolve(""));
            boolean isStill = now == seen;
            seen = now;
            // Somebody may be in the middle of writing.
            if (now != stamp && isStill) {
                stamp = now;
                publishIfNew(Publisher.files(folder, data.resolve("")));
            }
            reviews.refresh();
            Optional<String> latest = publications.current();
            if (latest.isPresent() && !latest.get().equals(current.knowledge().version())) {
                adopt(latest.get());
            }
        } catch (RuntimeException e) {
            if (!Database.isOutage(e) && !(e instanceof UncheckedIOException)) {
                throw e;
            }
            log.warn("The knowledge could not be looked at, the version in service stays: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private Edition first() {
        SortedMap<String, String> bare = Publisher.files(folder, data.resolve(""));
        String proposal = Publisher.version(bare);
        while (true) {
            Optional<String> latest = publications.current();
            SortedMap<String, String> files = latest.map(version ->
                            ConsoleFiles.above(bare, publications.files(version).orElseThrow()))
                    .orElse(bare);
            Publisher local = Publisher.read(files, today());
            if (latest.isPresent() && latest.get().equals(local.version())) {
                return edition(local.publish(reviews));
            }
            boolean isProposed = latest.isEmpty() || !publications.wasProposed(proposal);
            if (isProposed && (latest.isEmpty() || errors(local).isEmpty())) {
                Edition edition = edition(local.publish(reviews));
                var next = new Publications.Next(local.version(), files, latest.orElse(null), proposal, FILES);
                if (publications.publish(next, clock.instant())) {
                    return edition;
                }
                continue;
            }
            if (isProposed) {
                tell(texts(errors(local)), latest.orElseThrow());
            }
            Publisher stored = stored(latest.orElseThrow());
            return edition((stored.isSound() ? stored : local).publish(reviews));
        }
    }

    private void publishIfNew(SortedMap<String, String> files) {
        String proposal = Publisher.version(files);
        if (!publications.wasProposed(proposal) && !proposal.equals(refused)) {
            publish(files);
        }
    }

    private Verdict publish(SortedMap<String, String> bare) {
        String proposal = Publisher.version(bare);
        while (true) {
            String latest = publications.current().orElseThrow();
            SortedMap<String, String> files =
                    ConsoleFiles.above(bare, publications.files(latest).orElseThrow());
            Verdict verdict = publish(files, latest, proposal, FILES, null);
            if (verdict != null) {
                List<String> reasons = outcome(verdict).refusals();
                if (!reasons.isEmpty()) {
                    refused = proposal;
                    tell(reasons, current.knowledge().version());
                }
                return verdict;
            }
        }
    }

    /** Null where another version came into service meanwhile. */
    private @Nullable Verdict publish(
            SortedMap<String, String> files,
            String over,
            @Nullable String proposal,
            String cause,
            @Nullable String commune) {
        Publisher read = Publisher.read(files, today());
        if (proposal == null && read.version().equals(over)) {
            return new Verdict.Published(over);
        }
        List<Problem> errors = errors(read);
        if (!errors.isEmpty()) {
            return new Verdict.Unsound(errors);
        }
        Edition next = edition(read.publish(reviews));
        List<Verdict.Loss> losses = losses(next, null);
        if (losses.isEmpty() && commune != null) {
            losses = losses(next, commune);
        }
        if (!losses.isEmpty()) {
            return new Verdict.Worse(losses);
        }
        var publication = new Publications.Next(read.version(), files, over, proposal, cause);
        if (!publications.publish(publication, clock.instant())) {
            return null;
        }
        swap(next);
        return new Verdict.Published(read.version());
    }

    private Outcome outcome(Verdict verdict) {
        List<String> refusals =
                switch (verdict) {
                    case Verdict.Published ignored -> List.of();
                    case Verdict.Unsound unsound -> texts(unsound.problems());
                    case Verdict.Worse worse ->
                        worse.losses().stream().map(Verdict.Loss::text).toList();
                };
        return new Outcome(current.knowledge().version(), refusals);
    }

    private void adopt(String version) {
        Publisher stored = stored(version);
        if (stored.isSound()) {
            swap(edition(stored.publish(reviews)));
        } else if (!version.equals(refused)) {
            refused = version;
            tell(texts(errors(stored)), current.knowledge().version());
        }
    }

    private Publisher stored(String version) {
        return Publisher.read(publications.files(version).orElseThrow(), today());
    }

    /**
     * What the next version would do worse than the one in service, set by set of the golden questions.
     *
     * @param commune whose residents ask, so that what it adds is weighed; null for what all communes have
     */
    private List<Verdict.Loss> losses(Edition next, @Nullable String commune) {
        Map<String, List<LabelledQuestion>> sets = next.knowledge().golden().stream()
                .filter(Library::isPlain)
                .collect(Collectors.groupingBy(LabelledQuestion::set, TreeMap::new, Collectors.toList()));
        List<Verdict.Loss> losses = new ArrayList<>();
        sets.forEach((set, questions) -> {
            List<LabelledQuestion> lost = questions.stream()
                    .filter(golden -> !finds(next, golden, commune) && finds(current, golden, commune))
                    .toList();
            long won = questions.stream()
                    .filter(golden -> finds(next, golden, commune) && !finds(current, golden, commune))
                    .count();
            if (lost.size() - won > questions.size() * TOLERATED) {
                losses.add(new Verdict.Loss(set, lost, won));
            }
        });
        return losses;
    }

    /** One question, by itself, with a guide that answers it. */
    private static boolean isPlain(LabelledQuestion golden) {
        boolean isAnswered = golden.expected() == null || golden.expected() == LabelledQuestion.Expected.ANSWER;
        return isAnswered && !golden.codes().isEmpty() && golden.before().isEmpty();
    }

    /** Whether the guide is the likeliest for the question. */
    static boolean finds(Edition edition, LabelledQuestion golden) {
        return finds(edition, golden, null);
    }

    private static boolean finds(Edition edition, LabelledQuestion golden, @Nullable String commune) {
        Commune asking = commune == null ? null : edition.knowledge().commune(commune);
        return edition.matcher().understand(golden.question(), asking).candidates().stream()
                .findFirst()
                .filter(best -> golden.codes().contains(best.guide().code()))
                .isPresent();
    }

    private Edition edition(Knowledge knowledge) {
        return new Edition(knowledge, new Matcher(knowledge, new Models(data.resolve("model"))));
    }

    private void swap(Edition next) {
        current = next;
        log.info(
                "Knowledge {} is in service, with {} guides",
                next.knowledge().version(),
                next.knowledge().guides().size());
    }

    private List<Problem> errors(Publisher read) {
        List<Problem> own = read.problems().stream().filter(Problem::isError).toList();
        // One broken line must not look like themes that are gone.
        return own.isEmpty()
                ? rules.stream()
                        .flatMap(rule -> rule.problems(read.themes()).stream())
                        .toList()
                : own;
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(problem -> problem.text(Locale.ENGLISH)).toList();
    }

    private static void tell(List<String> reasons, String stays) {
        log.error(
                "The knowledge base was not published; version {} stays in service. Correct this, and it is published"
                        + " by itself:\n  {}",
                stays,
                String.join("\n  ", reasons.subList(0, Math.min(10, reasons.size()))));
    }

    private LocalDate today() {
        return CommuneTime.day(clock.instant());
    }
}
