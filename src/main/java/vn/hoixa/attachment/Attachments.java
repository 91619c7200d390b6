package vn.hoixa.attachment;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Download;
import vn.hoixa.zalo.Downloads;
import vn.hoixa.zalo.ZaloEvent;

/**
 * Pictures and files of residents: {@code waiting → fetched | refused | failed}, and {@code purged} when their time is
 * over.
 *
 * <p>Fetched beside the turns and outside of any transaction; whoever waits for one is woken when it is there.
 */
@Component
@EnableConfigurationProperties(AttachmentSettings.class)
public class Attachments {
    private static final Logger log = LoggerFactory.getLogger(Attachments.class);
    private static final long LARGEST_PICTURE = 10L * 1024 * 1024;
    private static final long LARGEST_FILE = 20L * 1024 * 1024;
    private static final int MOST_OF_A_MESSAGE = 20;
    private static final int FETCHERS = 2;
    private static final int MOST_WAITING = 200;

    /** What keeps failing is given up after these. */
    private static final List<Duration> LADDER =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));

    private final Database database;
    private final AttachmentFiles files;
    private final Downloads downloads;
    private final Mailbox mailbox;
    private final Links links;
    private final InstantSource clock;
    private final Duration keep;

    /** Held while files and rows are made to agree: two rows may share a file. */
    private final Object filing = new Object();

    private final ThreadPoolExecutor fetchers = new ThreadPoolExecutor(
            FETCHERS,
            FETCHERS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("fetch-", 1).daemon().factory(),
            // The row is found again a minute later.
            new ThreadPoolExecutor.DiscardPolicy());

    Attachments(
            Database database,
            DataFolder folder,
            Downloads downloads,
            Mailbox mailbox,
            Links links,
            InstantSource clock,
            AttachmentSettings settings) {
        this.database = database;
        this.files = new AttachmentFiles(folder.resolve("attachments"));
        this.downloads = downloads;
        this.mailbox = mailbox;
        this.links = links;
        this.clock = clock;
        this.keep = settings.keep();
        fetchers.allowCoreThreadTimeOut(true);
    }

    /**
     * What is known by now of the attachments of some messages.
     *
     * @param isPending whether a picture among them was not looked at yet
     * @param scans what codes in them say
     */
    public record Seen(boolean isPending, List<Scan> scans) {
        public static final Seen NOTHING = new Seen(false, List.of());
    }

    /** Whether the event brings something that is fetched. */
    public static boolean brings(ZaloEvent event) {
        return event instanceof ZaloEvent.Image || event instanceof ZaloEvent.Gif || event instanceof ZaloEvent.File;
    }

    /** Writes down what a message brings; nothing where that was done before. */
    public void note(JdbcClient transaction, long resident, String eventKey, ZaloEvent event) {
        switch (event) {
            case ZaloEvent.Image image -> note(transaction, resident, eventKey, "image", "", image.urls());
            case ZaloEvent.Gif gif -> note(transaction, resident, eventKey, "image", "", gif.urls());
            case ZaloEvent.File file -> note(transaction, resident, eventKey, "file", file.name(), List.of(file.url()));
            default -> {}
        }
    }

    /** Fetches what was noted, soon. */
    public void fetch(List<String> eventKeys) {
        if (!eventKeys.isEmpty()) {
            rows("a.event_key IN (:keys)", eventKeys).forEach(row -> fetchers.execute(() -> attempt(row)));
        }
    }

    public Seen seen(List<String> eventKeys) {
        if (eventKeys.isEmpty()) {
            return Seen.NOTHING;
        }
        boolean isPending = database.read()
                        .sql(
                                "SELECT COUNT(*) FROM attachment WHERE event_key IN (:keys) AND kind = 'image' AND state = 'waiting'")
                        .param("keys", eventKeys)
                        .query(Integer.class)
                        .single()
                > 0;
        List<Scan> scans = database
                .read()
                .sql("SELECT code FROM attachment WHERE event_key IN (:keys) AND code IS NOT NULL ORDER BY id")
                .param("keys", eventKeys)
                .query(String.class)
                .list()
                .stream()
                .map(code -> Scan.of(code, links))
                .filter(Objects::nonNull)
                .toList();
        return new Seen(isPending, scans);
    }

    /** Names of the resident's files; to be dropped once the rows are gone. */
    public List<String> filesOf(JdbcClient transaction, long resident) {
        return transaction
                .sql("SELECT DISTINCT sha256 FROM attachment WHERE resident_id = ? AND sha256 IS NOT NULL")
                .param(resident)
                .query(String.class)
                .list();
    }

    /** Deletes files that no row speaks of any more. */
    public void drop(List<String> names) {
        synchronized (filing) {
            Set<String> needed = new HashSet<>(needed());
            for (String name : names) {
                if (!needed.contains(name)) {
                    delete(name);
                }
            }
        }
    }

    /** What was put off, or forgotten by a stop. */
    @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void fetchDue() {
        try {
            rows("1 = 1", List.of()).forEach(row -> fetchers.execute(() -> attempt(row)));
        } catch (DataAccessException e) {
            log.warn("Attachments are looked for again in a minute: {}", e.getMessage());
        }
    }

    @Scheduled(cron = "0 20 2 * * *", zone = "Asia/Ho_Chi_Minh")
    void purge() {
        long end = clock.instant().minus(keep).toEpochMilli();
        int purged =
                database.write(transaction -> transaction.sql("""
                        UPDATE attachment SET state = 'purged', sha256 = NULL, due_at = NULL, code = NULL, url = '', name = ''
                        WHERE created_at < ? AND state <> 'purged'""").param(end).update());
        synchronized (filing) {
            try {
                files.keepOnly(new HashSet<>(needed()));
            } catch (IOException e) {
                log.warn("Old attachments could not be deleted and are tried again tomorrow: {}", e.getMessage());
            }
        }
        if (!database.scrub()) {
            log.info("The database's log could not be cut off while it is read; tried again tomorrow");
        }
        log.info("{} attachment(s) older than {} days were deleted", purged, keep.toDays());
    }

    @PreDestroy
    void stop() throws InterruptedException {
        fetchers.shutdownNow();
        fetchers.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** A row that is due. */
    private record Wanted(
            long id, String oa, String zaloUser, String eventKey, String kind, String url, int tries, long dueAt) {
        boolean isPicture() {
            return kind.equals("image");
        }

        ResidentId resident() {
            return new ResidentId(oa, zaloUser);
        }
    }

    /** What a file turned out to be. */
    private record Found(
            FileType type,
            long size,
            String sha256,
            @Nullable String code) {}

    private void attempt(Wanted row) {
        try {
            if (row.tries() > LADDER.size()) {
                fail(row, "every try was cut off");
            } else if (claim(row)) {
                fetch(row);
                mailbox.wake(row.resident(), clock.instant());
            }
        } catch (IOException | DataAccessException | TransactionException e) {
            log.warn("Attachment {} could not be kept and is tried again: {}", row.id(), e.getMessage());
        } catch (MailboxUnavailable e) {
            log.debug("Nobody is woken for attachment {}: its turn comes by itself", row.id());
        }
    }

    /** So that it is fetched by one at a time, and again should this one be stopped. */
    private boolean claim(Wanted row) {
        Duration pause = LADDER.get(Math.min(row.tries(), LADDER.size() - 1));
        return database.write(transaction -> transaction
                        .sql("UPDATE attachment SET tries = tries + 1, due_at = ? WHERE id = ? AND due_at = ?")
                        .params(clock.instant().plus(pause).toEpochMilli(), row.id(), row.dueAt())
                        .update())
                == 1;
    }

    private void fetch(Wanted row) throws IOException {
        try (AttachmentFiles.Draft draft = files.draft()) {
            Download download =
                    downloads.fetch(row.url(), row.isPicture() ? LARGEST_PICTURE : LARGEST_FILE, draft.out());
            switch (download) {
                case Download.Complete ignored -> examine(row, draft);
                case Download.Refused refused -> refuse(row, refused.cause().name());
                case Download.Failed failed -> fail(row, failed.cause());
            }
        }
    }

    private void examine(Wanted row, AttachmentFiles.Draft draft) throws IOException {
        draft.out().close();
        FileType type = FileType.of(draft.head(FileType.HEAD));
        if (type == null || (row.isPicture() && !type.isPicture())) {
            refuse(row, "TYPE");
            return;
        }
        String code = Picture.code(draft.path(), type);
        boolean isOurs = code != null && Scan.of(code, links) != null;
        long size = java.nio.file.Files.size(draft.path());
        keep(row, draft, new Found(type, size, draft.sha256(), isOurs ? code : null));
    }

    private void keep(Wanted row, AttachmentFiles.Draft draft, Found found) throws IOException {
        synchronized (filing) {
            files.keep(draft, found.sha256());
            boolean isWanted = settle(row, "fetched", null, found);
            if (!isWanted && !needed().contains(found.sha256())) {
                // Erased meanwhile.
                delete(found.sha256());
            }
        }
    }

    private void refuse(Wanted row, String cause) {
        log.info("Attachment {} is not taken: {}", row.id(), cause);
        settle(row, "refused", cause, null);
    }

    private void fail(Wanted row, String cause) {
        boolean isLast = row.tries() >= LADDER.size();
        log.info("Attachment {} could not be fetched ({}); {}", row.id(), cause, isLast ? "given up" : "tried again");
        database.write(transaction -> transaction
                .sql(
                        "UPDATE attachment SET state = 'failed', cause = ?, due_at = CASE WHEN ? = 1 THEN NULL ELSE due_at END"
                                + " WHERE id = ?")
                .params(cause, isLast ? 1 : 0, row.id())
                .update());
    }

    private boolean settle(Wanted row, String state, @Nullable String cause, @Nullable Found found) {
        return database.write(transaction -> transaction
                        .sql("""
                                UPDATE attachment SET state = ?, cause = ?, due_at = NULL, type = ?, size = ?, sha256 = ?,
                                    code = ?
                                WHERE id = ? AND state IN ('waiting', 'failed')""")
                        .param(state)
                        .param(cause)
                        .param(found == null ? null : found.type().name())
                        .param(found == null ? null : found.size())
                        .param(found == null ? null : found.sha256())
                        .param(found == null ? null : found.code())
                        .param(row.id())
                        .update())
                == 1;
    }

    private void note(
            JdbcClient transaction, long resident, String eventKey, String kind, String name, List<String> urls) {
        for (int position = 0; position < Math.min(urls.size(), MOST_OF_A_MESSAGE); position++) {
            transaction
                    .sql("""
                            INSERT INTO attachment (resident_id, event_key, position, kind, name, url, state, due_at,
                                created_at)
                            VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING""")
                    .params(resident, eventKey, position, kind, name, urls.get(position))
                    .params(clock.millis(), clock.millis())
                    .update();
        }
    }

    private List<Wanted> rows(String which, List<String> keys) {
        return database.read()
                .sql("""
                        SELECT a.id, r.oa, r.zalo_user, a.event_key, a.kind, a.url, a.tries, a.due_at
                        FROM attachment a JOIN resident r ON r.id = a.resident_id
                        WHERE a.due_at <= :now AND %s ORDER BY a.due_at LIMIT 100""".formatted(which))
                .param("now", clock.millis())
                .param("keys", keys)
                .query((row, i) -> new Wanted(
                        row.getLong("id"),
                        row.getString("oa"),
                        row.getString("zalo_user"),
                        row.getString("event_key"),
                        row.getString("kind"),
                        row.getString("url"),
                        row.getInt("tries"),
                        row.getLong("due_at")))
                .list();
    }

    private List<String> needed() {
        return database.read()
                .sql("SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL")
                .query(String.class)
                .list();
    }

    private void delete(String name) {
        try {
            files.delete(name);
        } catch (IOException e) {
            log.warn("A deleted attachment's file is still there and is tried again tonight: {}", e.getMessage());
        }
    }
}
