package vn.hoixa.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.calendar.Calendars;
import vn.hoixa.calendar.WorkingTime;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.Notices;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.report.Due;
import vn.hoixa.report.FrozenMonths;
import vn.hoixa.report.Period;
import vn.hoixa.storage.Database;

/** Sends leaders the report of the week and of the month that are over; once, however often HoiXa starts. */
@Component
class ReportPost {
    private static final Logger log = LoggerFactory.getLogger(ReportPost.class);
    private static final Locale LEADERS = Locale.of("vi");

    private final Communes communes;
    private final Calendars calendars;
    private final Directory directory;
    private final ReportSending sending;
    private final MonthEnd monthEnd;
    private final FrozenMonths months;
    private final ReportModels models;
    private final ReportSummary summary;
    private final ReportLinks links;
    private final ReportMails mails;
    private final Notices notices;
    private final Mailbox mailbox;
    private final Database database;
    private final InstantSource clock;

    ReportPost(
            Communes communes,
            Calendars calendars,
            Directory directory,
            ReportSending sending,
            MonthEnd monthEnd,
            FrozenMonths months,
            ReportModels models,
            ReportSummary summary,
            ReportLinks links,
            ReportMails mails,
            Notices notices,
            Mailbox mailbox,
            Database database,
            InstantSource clock) {
        this.communes = communes;
        this.calendars = calendars;
        this.directory = directory;
        this.sending = sending;
        this.monthEnd = monthEnd;
        this.months = months;
        this.models = models;
        this.summary = summary;
        this.links = links;
        this.mails = mails;
        this.notices = notices;
        this.mailbox = mailbox;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 300, timeUnit = TimeUnit.SECONDS)
    void look() {
        Instant now = clock.instant();
        try {
            for (Commune commune : communes.all()) {
                WorkingTime working = calendars.of(commune);
                Due.at(now, working::isWorkingDay).stream()
                        .filter(period -> !isSent(commune, period))
                        // Before anybody wrote there is nothing to tell.
                        .filter(period -> months.began(commune.oa())
                                .filter(began -> began.isBefore(period.until()))
                                .isPresent())
                        .forEach(period -> send(commune, period, now));
            }
        } catch (DataAccessException | TransactionException | MailboxUnavailable e) {
            log.warn("The reports to leaders are put off for a minute: {}", e.getMessage());
        }
    }

    private void send(Commune commune, Period period, Instant now) {
        if (period.kind() == Period.Kind.MONTH) {
            monthEnd.freeze(commune);
        }
        String said = summary.of(models.of(commune, period, LEADERS));
        // Who switches it on again is not sent what went by meanwhile.
        List<Officer> leaders = sending.isOff(commune)
                ? List.of()
                : directory.leaders(commune.id()).stream()
                        .filter(leader -> !sending.isOff(commune, leader))
                        .toList();
        Set<ResidentId> wakes = database.write(transaction -> {
            Set<ResidentId> woken = new HashSet<>();
            if (claims(transaction, commune, period, now)) {
                for (Officer leader : leaders) {
                    if (leader.zaloUser() != null) {
                        woken.addAll(notices.report(
                                transaction, leader, summary.with(said, links.make(transaction, leader, period))));
                    }
                    if (leader.email() != null) {
                        mails.queue(transaction, leader, period);
                    }
                }
            }
            return woken;
        });
        wakes.forEach(leader -> mailbox.wake(leader, now));
    }

    private boolean isSent(Commune commune, Period period) {
        return database.read()
                        .sql("SELECT COUNT(*) FROM report_sent WHERE commune = ? AND period = ?")
                        .params(commune.id(), period.key())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static boolean claims(JdbcClient transaction, Commune commune, Period period, Instant now) {
        return transaction
                        .sql("INSERT INTO report_sent (commune, period, sent_at) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")
                        .params(commune.id(), period.key(), now.toEpochMilli())
                        .update()
                == 1;
    }
}
