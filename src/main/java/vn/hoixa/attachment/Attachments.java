package vn.hoixa.attachment;

import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Download;
import vn.hoixa.zalo.Downloads;
import vn.hoixa.zalo.Parcel;
import vn.hoixa.zalo.ZaloEvent;

/**
 * Pictures and files of residents: {@code waiting → fetched | refused | failed}, and {@code purged} when their time is
 * over.
 *
 * <p>Fetched beside the turns and outside of any transaction, one at a time in the memory of each fetcher; whoever waits
 * for one is woken when it is there.
 */
@Component
@EnableConfigurationProperties(AttachmentSettings.class)
public class Attachments {
    private static final Logger log = LoggerFactory.getLogger(Attachments.class);
    private static final long LARGEST_PICTURE = 10L * 1024 * 1024;
    private static final long LARGEST_FILE = 20L * 1024 * 1024;
    private static final int MOST_OF_A_MESSAGE = 20;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int FETCHERS = 2;
    private static final int MOST_WAITING = 200;

    /** Causes of our own, beside those of {@link Download.Cause}. */
    private static final String TYPE = "TYPE";

    /** Enough is kept of this resident. */
    public static final String MANY = "MANY";

    /** Enough is kept of all. */
    public static final String FULL = "FULL";

    /** What keeps failing is given up after these. */
    private static final List<Duration> LADDER =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));

    private final Database database;
    private final StoredFiles files;
    private final Downloads downloads;
    private final Mailbox mailbox;
    private final Links links;
    private final InstantSource clock;
    private final Alarms alarms;
    private final AttachmentSettings settings;

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
            Downloads downloads,
            Mailbox mailbox,
            Links links,
            InstantSource clock,
            AttachmentSettings settings,
            Alarms alarms) {
        this.database = database;
        this.files = new StoredFiles(database);
        this.downloads = downloads;
        this.mailbox = mailbox;
        this.links = links;
        this.clock = clock;
        this.alarms = alarms;
        this.settings = settings;
        fetchers.allowCoreThreadTimeOut(true);
    }

    /**
     * What is known by now of the attachments of some messages.
     *
     * @param isPending whether a picture among them was not looked at yet
     * @param isRefused whether there are some, and none of them is taken
     * @param scans what codes in them say
     */
    public record Seen(boolean isPending, boolean isRefused, List<Scan> scans) {
        public static final Seen NOTHING = new Seen(false, false, List.of());
    }

    /**
     * One that was not taken.
     *
     * @param kind image, file or audio
     * @param cause as {@link Download.Cause} names it, or a cause of our own: TYPE, FULL …
     */
    public record Untaken(long id, String oa, String kind, String cause, Instant sentAt) {}

    /** How long pictures and files are kept. */
    public Duration keep() {
        return settings.keep();
    }

    /** Whether the event brings something that is fetched. */
    public static boolean brings(ZaloEvent event) {
        return event instanceof ZaloEvent.Image
                || event instanceof ZaloEvent.Gif
                || event instanceof ZaloEvent.File
                || event instanceof ZaloEvent.Audio;
    }

    /** Writes down what a message brings; nothing where that was done before. */
    public void note(JdbcClient transaction, long resident, String eventKey, ZaloEvent event) {
        switch (event) {
            case ZaloEvent.Image image -> note(transaction, resident, eventKey, "image", "", image.urls());
            case ZaloEvent.Gif gif -> note(transaction, resident, eventKey, "image", "", gif.urls());
            case ZaloEvent.File file -> note(transaction, resident, eventKey, "file", file.name(), List.of(file.url()));
            case ZaloEvent.Audio audio -> note(transaction, resident, eventKey, "audio", "", List.of(audio.url()));
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
        record Counted(long pictures, long open) {}
        Counted counted = database.read()
                .sql("""
                        SELECT COALESCE(SUM(CASE WHEN kind = 'image' AND state = 'waiting' THEN 1 ELSE 0 END), 0) AS pictures,
                            COALESCE(SUM(CASE WHEN state = 'refused' THEN 0 ELSE 1 END), 0) AS open
                        FROM attachment WHERE event_key IN (:keys)""")
                .param("keys", eventKeys)
                .query(Counted.class)
                .single();
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
        return new Seen(counted.pictures() > 0, counted.open() == 0, scans);
    }

    /** The latest hundred that were not taken, newest first. */
    public List<Untaken> untaken() {
        return database.read()
                .sql("""
                        SELECT a.id, r.oa, a.kind, a.cause, a.created_at
                        FROM attachment a JOIN resident r ON r.id = a.resident_id
                        WHERE a.state = 'refused' OR (a.state = 'failed' AND a.due_at IS NULL)
                        ORDER BY a.id DESC LIMIT 100""")
                .query((row, i) -> new Untaken(
                        row.getLong("id"),
                        row.getString("oa"),
                        row.getString("kind"),
                        row.getString("cause"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list();
    }

    /** Names of the resident's files; to be dropped in the same transaction, once the rows are gone. */
    public List<String> filesOf(JdbcClient transaction, long resident) {
        return transaction
                .sql("SELECT DISTINCT sha256 FROM attachment WHERE resident_id = ? AND sha256 IS NOT NULL")
                .param(resident)
                .query(String.class)
                .list();
    }

    /** Deletes files that no row speaks of any more. */
    public void drop(JdbcClient transaction, List<String> names) {
        StoredFiles.drop(transaction, names);
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
        long end = clock.instant().minus(settings.keep()).toEpochMilli();
        int purged =
                database.write(transaction -> transaction.sql("""
                        UPDATE attachment SET state = 'purged', sha256 = NULL, due_at = NULL, code = NULL, url = '', name = ''
                        WHERE created_at < ? AND state <> 'purged'""").param(end).update());
        // One by one: deleting on SQLite overwrites each, and others want to write, too.
        files.unnamed()
                .forEach(name -> database.write(transaction -> {
                    StoredFiles.drop(transaction, List.of(name));
                    return true;
                }));
        if (!database.scrub()) {
            log.info("The database's log could not be cut off while it is read; tried again tomorrow");
        }
        log.info(
                "{} attachment(s) older than {} days were deleted",
                purged,
                settings.keep().toDays());
    }

    @PreDestroy
    void stop() throws InterruptedException {
        fetchers.shutdownNow();
        fetchers.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** A row that is due. */
    private record Wanted(
            long id, long residentId, String oa, String zaloUser, String kind, String url, int tries, long dueAt) {
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
        } catch (DataAccessException | TransactionException e) {
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

    private void fetch(Wanted row) {
        String full = full(row);
        if (full != null) {
            refuse(row, full);
            return;
        }
        var content = new ByteArrayOutputStream();
        Download download = downloads.fetch(row.url(), row.isPicture() ? LARGEST_PICTURE : LARGEST_FILE, content);
        switch (download) {
            case Download.Complete ignored -> examine(row, content.toByteArray());
            case Download.Refused refused -> refuse(row, refused.cause().name());
            case Download.Failed failed -> fail(row, failed.cause());
        }
    }

    /** Why nothing more is kept; null where there is room. Those who are fetching just now may go beyond by one each. */
    private @Nullable String full(Wanted row) {
        long theirs = database.read()
                .sql("SELECT COALESCE(SUM(size), 0) FROM attachment WHERE resident_id = ? AND state = 'fetched'")
                .param(row.residentId())
                .query(Long.class)
                .single();
        if (theirs >= settings.ofResident().toBytes()) {
            return MANY;
        }
        if (files.size() < settings.inAll().toBytes()) {
            alarms.clear(AlarmKind.ATTACHMENTS, Alarm.INSTALLATION);
            return null;
        }
        log.error(
                "Residents' pictures and files fill the {} MB that they may; no more are fetched. Raise"
                        + " HOIXA_ATTACHMENT_IN_ALL, or lower HOIXA_ATTACHMENT_KEEP.",
                settings.inAll().toMegabytes());
        alarms.raise(AlarmKind.ATTACHMENTS, Alarm.INSTALLATION, settings.inAll().toMegabytes() + " MB");
        return FULL;
    }

    private void examine(Wanted row, byte[] content) {
        FileType type = FileType.of(Arrays.copyOf(content, Math.min(content.length, FileType.HEAD)));
        if (type == null || (row.isPicture() && !type.isPicture()) || row.kind().equals("audio") != type.isSound()) {
            refuse(row, TYPE);
            return;
        }
        String code = Picture.code(content, type);
        boolean isOurs = code != null && Scan.of(code, links) != null;
        var found = new Found(type, content.length, StoredFiles.name(content), isOurs ? code : null);
        database.write(transaction -> {
            // Else it was erased meanwhile.
            boolean isWanted = settle(transaction, row, "fetched", null, found);
            if (isWanted) {
                StoredFiles.keep(transaction, found.sha256(), content);
            }
            return isWanted;
        });
    }

    private void refuse(Wanted row, String cause) {
        log.info("Attachment {} is not taken: {}", row.id(), cause);
        database.write(transaction -> settle(transaction, row, "refused", cause, null));
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

    private static boolean settle(
            JdbcClient transaction, Wanted row, String state, @Nullable String cause, @Nullable Found found) {
        return transaction
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
                        .update()
                == 1;
    }

    private void note(
            JdbcClient transaction, long resident, String eventKey, String kind, String name, List<String> urls) {
        for (int position = 0; position < Math.min(urls.size(), MOST_OF_A_MESSAGE); position++) {
            boolean isFetched = today(transaction, resident) < settings.aDay();
            transaction
                    .sql("""
                            INSERT INTO attachment (resident_id, event_key, position, kind, name, url, state, cause, due_at,
                                created_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                    .params(resident, eventKey, position, kind, name, urls.get(position))
                    .param(isFetched ? "waiting" : "refused")
                    .param(isFetched ? null : MANY)
                    .param(isFetched ? clock.millis() : null)
                    .param(clock.millis())
                    .update();
        }
    }

    private long today(JdbcClient transaction, long resident) {
        return transaction
                .sql("SELECT COUNT(*) FROM attachment WHERE resident_id = ? AND created_at > ?")
                .params(resident, clock.instant().minus(DAY).toEpochMilli())
                .query(Long.class)
                .single();
    }

    private List<Wanted> rows(String which, List<String> keys) {
        return database.read()
                .sql("""
                        SELECT a.id, a.resident_id, r.oa, r.zalo_user, a.kind, a.url, a.tries, a.due_at
                        FROM attachment a JOIN resident r ON r.id = a.resident_id
                        WHERE a.due_at <= :now AND %s ORDER BY a.due_at LIMIT 100""".formatted(which))
                .param("now", clock.millis())
                .param("keys", keys)
                .query((row, i) -> new Wanted(
                        row.getLong("id"),
                        row.getLong("resident_id"),
                        row.getString("oa"),
                        row.getString("zalo_user"),
                        row.getString("kind"),
                        row.getString("url"),
                        row.getInt("tries"),
                        row.getLong("due_at")))
                .list();
    }

    /** What an event brought, in its order; without what was refused already. */
    public List<Long> of(JdbcClient client, String eventKey) {
        return client.sql("SELECT id FROM attachment WHERE event_key = ? AND state <> 'refused' AND kind <> 'audio'"
                        + " ORDER BY position")
                .param(eventKey)
                .query(Long.class)
                .list();
    }

    /** Whether it may still come. */
    public boolean isPending(long id) {
        return database.read()
                        .sql("SELECT COUNT(*) FROM attachment WHERE id = ? AND due_at IS NOT NULL")
                        .param(id)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** What can be passed on; empty where it was not fetched, or is not kept any more. */
    public Optional<Parcel> content(long id) {
        return database.read()
                .sql("SELECT name, type, sha256 FROM attachment WHERE id = ? AND state = 'fetched'")
                .param(id)
                .query(Kept.class)
                .optional()
                .flatMap(this::content);
    }

    private record Kept(String name, FileType type, String sha256) {}

    private Optional<Parcel> content(Kept kept) {
        return Optional.ofNullable(files.read(kept.sha256()))
                .map(bytes -> new Parcel(kept.type().named(kept.name()), bytes));
    }
}
