package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.calendar.Calendars;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/** What is overdue, told to a leader every working morning until it is done; once a day, however often HoiXa starts. */
@Component
class MorningList {
    private static final Logger log = LoggerFactory.getLogger(MorningList.class);
    private static final int LONGEST = 20;

    private final Cases cases;
    private final Database database;
    private final Directory directory;
    private final Communes communes;
    private final Calendars calendars;
    private final Assignment assignment;
    private final Notices notices;
    private final Mailbox mailbox;
    private final CaseWords words;
    private final InstantSource clock;

    MorningList(
            Cases cases,
            Database database,
            Directory directory,
            Communes communes,
            Calendars calendars,
            Assignment assignment,
            Notices notices,
            Mailbox mailbox,
            CaseWords words,
            InstantSource clock) {
        this.cases = cases;
        this.database = database;
        this.directory = directory;
        this.communes = communes;
        this.calendars = calendars;
        this.assignment = assignment;
        this.notices = notices;
        this.mailbox = mailbox;
        this.words = words;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 30, timeUnit = TimeUnit.SECONDS)
    void look() {
        Instant now = clock.instant();
        try {
            communes.all().stream()
                    .filter(commune -> calendars.of(commune).isWorking(now))
                    .forEach(commune -> tell(commune, now));
        } catch (DataAccessException | TransactionException | MailboxUnavailable e) {
            log.warn("The morning's list of what is overdue is put off for a minute: {}", e.getMessage());
        }
    }

    private void tell(Commune commune, Instant now) {
        String day = CommuneTime.day(now).toString();
        if (isTold(commune, day)) {
            return;
        }
        List<Case> overdue = cases.overdue(commune.id(), now);
        Set<ResidentId> wakes = database.write(transaction -> {
            Set<ResidentId> woken = new HashSet<>();
            if (claims(transaction, commune, day)) {
                for (Officer leader : directory.leaders(commune.id())) {
                    // Nobody reads a list of what concerns themselves.
                    List<Case> theirs = overdue.stream()
                            .filter(one -> isFor(one, leader, now))
                            .toList();
                    if (!theirs.isEmpty()) {
                        woken.addAll(notices.overdue(transaction, leader, list(theirs)));
                    }
                }
            }
            return woken;
        });
        wakes.forEach(leader -> mailbox.wake(leader, now));
    }

    private boolean isFor(Case one, Officer leader, Instant now) {
        return assignment
                .leader(one.commune(), one.exclusion(), one.lapses(), now)
                .filter(leader::equals)
                .isPresent();
    }

    private String list(List<Case> overdue) {
        String lines = overdue.stream()
                .limit(LONGEST)
                .map(one -> words.say(
                        "case.overdue.line",
                        one.number(),
                        one.owner() == null
                                ? words.say("case.nobody")
                                : directory
                                        .find(one.owner())
                                        .map(Notices::named)
                                        .orElse(words.say("case.nobody")),
                        one.deadline() == null ? "" : CommuneTime.said(one.deadline())))
                .collect(Collectors.joining("\n"));
        return words.say("case.overdue", overdue.size()) + "\n" + lines;
    }

    private boolean isTold(Commune commune, String day) {
        return database.read()
                        .sql("SELECT COUNT(*) FROM overdue_list WHERE commune = ? AND day = ?")
                        .params(commune.id(), day)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static boolean claims(JdbcClient transaction, Commune commune, String day) {
        return transaction
                        .sql("INSERT INTO overdue_list (commune, day) VALUES (?, ?) ON CONFLICT DO NOTHING")
                        .params(commune.id(), day)
                        .update()
                == 1;
    }
}
