package vn.hoixa.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mail.Mailed;
import vn.hoixa.mail.Mails;
import vn.hoixa.report.Pdf;
import vn.hoixa.report.Period;
import vn.hoixa.storage.Database;

/**
 * Reports by e-mail, with the PDF; without quotes, because nobody can take a mail back when a resident has their data
 * erased.
 */
@Component
class ReportMails {
    private static final Logger log = LoggerFactory.getLogger(ReportMails.class);
    private static final List<Duration> LADDER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final int MOST_TRIES = 12;

    /** Longer than a server that hangs keeps a mail up. */
    private static final Duration CLAIMED = Duration.ofMinutes(5);

    private static final Locale LEADERS = Locale.of("vi");

    private final Database database;
    private final Directory directory;
    private final Communes communes;
    private final ReportModels models;
    private final ReportSummary summary;
    private final ReportLinks links;
    private final ITemplateEngine templates;
    private final Mails mails;
    private final InstantSource clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    ReportMails(
            Database database,
            Directory directory,
            Communes communes,
            ReportModels models,
            ReportSummary summary,
            ReportLinks links,
            ITemplateEngine templates,
            Mails mails,
            InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.communes = communes;
        this.models = models;
        this.summary = summary;
        this.links = links;
        this.templates = templates;
        this.mails = mails;
        this.clock = clock;
    }

    /** Where there is a mail server. */
    void queue(JdbcClient transaction, Officer leader, Period period) {
        if (mails.isOn()) {
            transaction
                    .sql("INSERT INTO report_mail (commune, period, officer_id, due_at) VALUES (?, ?, ?, ?)")
                    .params(leader.commune(), period.key(), leader.id(), clock.millis())
                    .update();
        }
    }

    /** On a thread of its own: a mail server that hangs keeps no other timer waiting. */
    @Scheduled(fixedDelay = 10, initialDelay = 20, timeUnit = TimeUnit.SECONDS)
    void wake() {
        if (mails.isOn() && busy.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("report-mail").start(() -> {
                try {
                    look();
                } catch (DataAccessException | TransactionException e) {
                    log.warn(
                            "Reports by mail wait until the database answers: {}",
                            e.getClass().getSimpleName());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private record Queued(long id, String commune, String period, long officerId, int attempts) {}

    void look() {
        database.read()
                .sql("""
                        SELECT id, commune, period, officer_id, attempts FROM report_mail
                        WHERE due_at <= ? ORDER BY id LIMIT 20""")
                .param(clock.millis())
                .query(Queued.class)
                .list()
                .forEach(this::send);
    }

    private void send(Queued queued) {
        Instant now = clock.instant();
        if (!claim(queued, now)) {
            return;
        }
        if (queued.attempts() >= MOST_TRIES) {
            giveUp(queued, "it was tried for hours");
            return;
        }
        switch (carry(queued)) {
            case Mailed.Sent sent -> done(queued);
            case Mailed.Later later ->
                again(queued, now.plus(LADDER.get(Math.min(queued.attempts(), LADDER.size() - 1))));
            case Mailed.Refused refused -> giveUp(queued, refused.cause());
            case Mailed.Off off -> giveUp(queued, "no mail server is set");
        }
    }

    /** To whoever the leader is now, and where they are reached now. */
    private Mailed carry(Queued queued) {
        Officer leader = directory.leaders(queued.commune()).stream()
                .filter(one -> one.id() == queued.officerId())
                .findFirst()
                .orElse(null);
        Commune commune = communes.named(queued.commune());
        Period period = Period.of(queued.period()).orElse(null);
        if (leader == null || leader.email() == null || commune == null || period == null) {
            return new Mailed.Refused("they do not lead the commune any more, or have no address");
        }
        Map<String, Object> model = models.of(commune, period, LEADERS);
        model.put("quotes", Map.of());
        model.computeIfPresent("news", (key, news) -> ((WhatIsNew.News) news).withoutQuotes());
        byte[] pdf = Pdf.of(templates.process("console/report-paper", new Context(LEADERS, model)));
        Optional<ReportLinks.Link> link = database.write(transaction -> links.make(transaction, leader, period));
        String text = summary.with(summary.of(model), link) + "\n\n" + summary.say("mail.about");
        return mails.send(
                leader.email(),
                summary.title(commune, period),
                text,
                new Mails.Attachment(
                        "bao-cao-" + commune.id() + "-" + period.key() + ".pdf",
                        "application/pdf",
                        new ByteArrayResource(pdf)));
    }

    /** Another instance may look at the same time; a try counts from its beginning, whatever comes of it. */
    private boolean claim(Queued queued, Instant now) {
        return database.write(transaction -> transaction
                        .sql("UPDATE report_mail SET attempts = attempts + 1, due_at = ? WHERE id = ? AND due_at <= ?")
                        .params(now.plus(CLAIMED).toEpochMilli(), queued.id(), now.toEpochMilli())
                        .update())
                == 1;
    }

    private void again(Queued queued, Instant at) {
        database.write(transaction -> transaction
                .sql("UPDATE report_mail SET due_at = ? WHERE id = ?")
                .params(at.toEpochMilli(), queued.id())
                .update());
    }

    private void done(Queued queued) {
        database.write(transaction -> transaction
                .sql("DELETE FROM report_mail WHERE id = ?")
                .param(queued.id())
                .update());
    }

    private void giveUp(Queued queued, String cause) {
        done(queued);
        log.warn(
                "The report of {} did not reach officer {} of commune {} by mail: {}. It stands in the console; check the"
                        + " address in the directory.",
                queued.period(),
                queued.officerId(),
                queued.commune(),
                cause);
    }
}
