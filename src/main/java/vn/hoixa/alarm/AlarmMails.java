package vn.hoixa.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.mail.Mailed;
import vn.hoixa.mail.Mails;
import vn.hoixa.storage.Database;

/**
 * Tells administrators of alarms by e-mail: when one is raised, once a day while it stands, and when it is over.
 *
 * <p>When a mail is due stands in the table, so none is lost while the mail server is away or HoiXa is stopped.
 */
@Component
class AlarmMails {
    private static final Logger log = LoggerFactory.getLogger(AlarmMails.class);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final List<Duration> LADDER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

    /** Longer than a server that hangs keeps a mail up. */
    private static final Duration CLAIMED = Duration.ofMinutes(5);

    private static final Locale VIETNAMESE = Locale.of("vi");

    private final AlarmTable table;
    private final AlarmTexts texts;
    private final Mails mails;
    private final InstantSource clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    AlarmMails(Database database, AlarmTexts texts, Mails mails, InstantSource clock) {
        this.table = new AlarmTable(database);
        this.texts = texts;
        this.mails = mails;
        this.clock = clock;
    }

    /** On a thread of its own: a mail server that hangs keeps no other timer waiting. */
    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
    void wake() {
        if (mails.isOn() && busy.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("alarm-mail").start(() -> {
                try {
                    send();
                } catch (DataAccessException | TransactionException e) {
                    log.warn(
                            "Mails about alarms wait until the database answers: {}",
                            e.getClass().getSimpleName());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** Sends one mail about all that is due. */
    void send() {
        Instant now = clock.instant();
        List<AlarmTable.Due> due = table.due(now);
        List<AlarmTable.Due> rows = due.isEmpty() ? due : table.claim(due, now.plus(CLAIMED));
        if (rows.isEmpty()) {
            return;
        }
        switch (mails.sendToAdministrators(subject(rows), text(rows, now))) {
            case Mailed.Sent sent -> table.mailed(rows, now, now.plus(AGAIN));
            case Mailed.Later later -> putOff(rows, later.cause(), now);
            case Mailed.Refused refused -> putOff(rows, refused.cause(), now);
            case Mailed.Off off -> {}
        }
    }

    private void putOff(List<AlarmTable.Due> rows, String cause, Instant now) {
        int tries = rows.stream().mapToInt(AlarmTable.Due::tries).max().orElse(1);
        Duration wait = LADDER.get(Math.min(tries, LADDER.size()) - 1);
        log.warn(
                "A mail about {} alarm(s) could not be sent ({}); it is tried again in {} minutes. Check"
                        + " HOIXA_MAIL_HOST, HOIXA_MAIL_TO and what belongs to them. Alarms stand in the console, too.",
                rows.size(),
                cause,
                wait.toMinutes());
        table.putOff(rows, now.plus(wait));
    }

    private String subject(List<AlarmTable.Due> rows) {
        List<AlarmTable.Due> standing =
                rows.stream().filter(row -> row.alarm().clearedAt() == null).toList();
        return standing.isEmpty()
                ? texts.text("alarm.mail.over", VIETNAMESE)
                : texts.text(
                        "alarm.mail.subject",
                        VIETNAMESE,
                        standing.size(),
                        texts.what(standing.getFirst().alarm(), VIETNAMESE));
    }

    private String text(List<AlarmTable.Due> rows, Instant now) {
        return rows.stream()
                .map(row -> row.alarm().clearedAt() == null ? standing(row, now) : over(row.alarm()))
                .collect(Collectors.joining("\n\n", "", "\n\n" + texts.text("alarm.mail.end", VIETNAMESE) + "\n"));
    }

    private String standing(AlarmTable.Due row, Instant now) {
        Alarm alarm = row.alarm();
        Long days = alarm.daysLeft(now);
        String head = texts.text(
                row.wasMailed() ? "alarm.mail.still" : "alarm.mail.new",
                VIETNAMESE,
                texts.subject(alarm, VIETNAMESE),
                texts.what(alarm, VIETNAMESE),
                AlarmTexts.time(alarm.since()),
                alarm.detail());
        return head
                + (days == null ? "" : "\n" + texts.text("alarm.days", VIETNAMESE, days))
                + "\n" + texts.safe(alarm, VIETNAMESE)
                + "\n" + texts.remedy(alarm, VIETNAMESE);
    }

    private String over(Alarm alarm) {
        return texts.text(
                "alarm.mail.was",
                VIETNAMESE,
                texts.subject(alarm, VIETNAMESE),
                texts.what(alarm, VIETNAMESE),
                AlarmTexts.time(alarm.since()),
                AlarmTexts.time(java.util.Objects.requireNonNull(alarm.clearedAt())));
    }
}
