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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.GuideReviews;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.Publications;
import vn.hoixa.knowledge.Publisher;
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

    private final @Nullable Path folder;
    private final DataFolder data;
    private final Publications publications;
    private final GuideReviews reviews;
    private final InstantSource clock;
    private volatile Edition current;
    private String refused = "";
    private long stamp;
    private long seen;

    Library(
            @Nullable Path folder,
            DataFolder data,
            Publications publications,
            GuideReviews reviews,
            InstantSource clock) {
        this.folder = folder;
        this.data = data;
        this.publications = publications;
        this.reviews = reviews;
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
    public synchronized Outcome publish() {
        return publish(Publisher.files(folder, data.resolve("")));
    }

    /** Publishes what changed on this machine and takes over what another instance published. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    public synchronized void look() {
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
        }
    }

    private Edition first() {
        SortedMap<String, String> files = Publisher.files(folder, data.resolve(""));
        Publisher local = Publisher.read(files, today());
        Optional<String> latest = publications.current();
        if (latest.isEmpty() || latest.get().equals(local.version())) {
            Edition edition = edition(local.publish(reviews));
            if (latest.isEmpty()) {
                publications.publish(local.version(), files, clock.instant());
            }
            return edition;
        }
        if (!publications.isKnown(local.version())) {
            List<String> reasons = errors(local);
            if (reasons.isEmpty()) {
                publications.publish(local.version(), files, clock.instant());
                return edition(local.publish(reviews));
            }
            tell(reasons, latest.get());
        }
        Publisher stored = stored(latest.get());
        return edition((stored.isSound() ? stored : local).publish(reviews));
    }

    private void publishIfNew(SortedMap<String, String> files) {
        Publisher local = Publisher.read(files, today());
        if (!publications.isKnown(local.version()) && !local.version().equals(refused)) {
            publish(files);
        }
    }

    private Outcome publish(SortedMap<String, String> files) {
        Publisher read = Publisher.read(files, today());
        List<String> reasons = errors(read);
        if (reasons.isEmpty()) {
            Edition next = edition(read.publish(reviews));
            reasons = worse(next);
            if (reasons.isEmpty()) {
                publications.publish(read.version(), files, clock.instant());
                swap(next);
                return new Outcome(read.version(), List.of());
            }
        }
        refused = read.version();
        tell(reasons, current.knowledge().version());
        return new Outcome(current.knowledge().version(), reasons);
    }

    private void adopt(String version) {
        Publisher stored = stored(version);
        if (stored.isSound()) {
            swap(edition(stored.publish(reviews)));
        } else if (!version.equals(refused)) {
            refused = version;
            tell(errors(stored), current.knowledge().version());
        }
    }

    private Publisher stored(String version) {
        return Publisher.read(publications.files(version).orElseThrow(), today());
    }

    /** What the next version would do worse than the one in service, set by set of the golden questions. */
    private List<String> worse(Edition next) {
        Map<String, List<LabelledQuestion>> sets = next.knowledge().golden().stream()
                .filter(Library::isPlain)
                .collect(Collectors.groupingBy(LabelledQuestion::set, TreeMap::new, Collectors.toList()));
        List<String> worse = new ArrayList<>();
        sets.forEach((set, questions) -> {
            List<LabelledQuestion> lost = questions.stream()
                    .filter(golden -> !finds(next, golden) && finds(current, golden))
                    .toList();
            long won = questions.stream()
                    .filter(golden -> finds(next, golden) && !finds(current, golden))
                    .count();
            if (lost.size() - won > questions.size() * TOLERATED) {
                worse.add("Of the golden questions \"" + set + "\", " + lost.size()
                        + " no longer find their guide, and "
                        + won + " newly do. No longer, for example: "
                        + lost.stream()
                                .limit(5)
                                .map(golden ->
                                        "\"" + golden.question() + "\" (" + String.join(", ", golden.codes()) + ")")
                                .collect(Collectors.joining("; ")));
            }
        });
        return worse;
    }

    /** One question, by itself, with a guide that answers it. */
    private static boolean isPlain(LabelledQuestion golden) {
        boolean isAnswered = golden.expected() == null || golden.expected() == LabelledQuestion.Expected.ANSWER;
        return isAnswered && !golden.codes().isEmpty() && golden.before().isEmpty();
    }

    /** Whether the guide is the likeliest for the question. */
    static boolean finds(Edition edition, LabelledQuestion golden) {
        return edition.matcher().understand(golden.question(), null).candidates().stream()
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

    private static List<String> errors(Publisher read) {
        return read.problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.text(Locale.ENGLISH))
                .toList();
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
