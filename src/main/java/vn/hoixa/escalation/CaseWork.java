package vn.hoixa.escalation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.CaseTexts.Sort;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Enclosure;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Parcel;

/** Where officers work in the console: the same rules, and the same history, as in Zalo. */
@Component
public class CaseWork {
    /** Of what is sent or noted; Zalo would cut it into five letters. */
    public static final int LONGEST = 10_000;

    /** Nobody sends a page again after so long. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private static final int MOST_TRIES = 5;

    private final Database database;
    private final Directory directory;
    private final Cases cases;
    private final CaseTexts texts;
    private final Answers answers;
    private final Drafts drafts;
    private final Colleagues colleagues;
    private final Errands errands;
    private final PassingOn passing;
    private final Told told;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final Audit audit;
    private final InstantSource clock;

    CaseWork(
            Database database,
            Directory directory,
            Cases cases,
            CaseTexts texts,
            Answers answers,
            Drafts drafts,
            Colleagues colleagues,
            Errands errands,
            PassingOn passing,
            Told told,
            Outbox outbox,
            Mailbox mailbox,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.cases = cases;
        this.texts = texts;
        this.answers = answers;
        this.drafts = drafts;
        this.colleagues = colleagues;
        this.errands = errands;
        this.passing = passing;
        this.told = told;
        this.outbox = outbox;
        this.mailbox = mailbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A form as it was sent.
     *
     * @param who as {@link vn.hoixa.account.SignedIn#who()} tells
     * @param version of the case as they saw it
     * @param token the same whenever the same form is sent again
     */
    public record Form(String who, Officer officer, String commune, CaseNumber number, long version, String token) {}

    /** The case, unless it is not there for the reader; null for somebody who is not in the directory. */
    public Optional<Case> find(String commune, CaseNumber number, @Nullable Officer reader) {
        return cases.find(commune, number).filter(found -> sees(database.read(), found, reader));
    }

    /** Those of the resident's cases that are there for the reader, the latest first. */
    public List<Case> of(ResidentId resident, String commune, @Nullable Officer reader) {
        return cases.of(resident).reversed().stream()
                .filter(found -> found.commune().equals(commune) && sees(database.read(), found, reader))
                .toList();
    }

    /**
     * Nobody reads what concerns them, and nobody who is not in the directory what concerns any officer. Who denounces
     * is known to those alone who were asked to look after it.
     */
    private boolean sees(JdbcClient client, Case found, @Nullable Officer reader) {
        if (found.state() == State.WITHDRAWN || found.exclusion().instead() != Exclusion.Instead.NONE) {
            return false;
        }
        if (reader == null) {
            return found.kind().isQuotable() && found.exclusion().equals(Exclusion.NOBODY);
        }
        boolean isKnownToThem = found.kind().isQuotable()
                || (found.owner() != null && found.owner() == reader.id())
                || told.wasAsked(client, found, reader);
        return isKnownToThem && !found.exclusion().covers(reader);
    }

    /** To whom the officer can pass it on. */
    public List<Officer> colleagues(Case about, Officer officer) {
        return colleagues.of(about, officer, clock.instant());
    }

    /** An answer of ours that waits for being sent; empty where there is none. */
    public String draft(Case about) {
        return drafts.text(database.read(), about);
    }

    /** Does it, in one transaction; done once however often the same form is sent. */
    public Worked work(Form form, Work work) {
        if (work.needsWords() && work.words().isBlank()) {
            return new Worked.Wordless();
        }
        if (work.words().length() > LONGEST) {
            return new Worked.TooLong(LONGEST);
        }
        for (int tries = 1; ; tries++) {
            try {
                return tried(form, work);
            } catch (DataAccessException e) {
                // The case's clock struck, or a colleague was quicker: what is left of it decides.
                if (tries == MOST_TRIES || !Database.isConflict(e)) {
                    throw e;
                }
            }
        }
    }

    private Worked tried(Form form, Work work) {
        Set<ResidentId> wakes = new HashSet<>();
        Worked worked = database.write(transaction -> {
            Case about = cases.find(form.commune(), form.number())
                    .map(found -> CaseRows.find(transaction, found.id()))
                    .filter(found -> sees(transaction, found, form.officer()))
                    .orElse(null);
            return about == null ? new Worked.Missing() : work(transaction, form, about, work, wakes);
        });
        try {
            wakes.forEach(one -> mailbox.wake(one, clock.instant()));
        } catch (MailboxUnavailable e) {
            // The sweep finds them.
            return worked;
        }
        return worked;
    }

    private Worked work(JdbcClient transaction, Form form, Case about, Work work, Set<ResidentId> wakes) {
        if (wasSent(transaction, form)) {
            return new Worked.Done();
        }
        Worked objection = objection(transaction, form, about, work);
        if (objection != null) {
            return objection;
        }
        Worked worked = carryOut(transaction, form.officer(), about, work, wakes);
        if (worked instanceof Worked.Done) {
            remember(transaction, form);
            audit.note(transaction, form.who(), "case: " + work.key(), "case " + about.id(), "");
        }
        return worked;
    }

    private @Nullable Worked objection(JdbcClient transaction, Form form, Case about, Work work) {
        if (work instanceof Work.Note) {
            return null;
        }
        if (about.version() != form.version()) {
            return changed(transaction, about);
        }
        if (!about.state().isOpen() && !(work instanceof Work.Answer && about.state() == State.ANSWERED)) {
            return new Worked.Over(about.state());
        }
        boolean isAnothers = !(work instanceof Work.Take)
                && about.owner() != null
                && errands.objection(transaction, about, form.officer()) != null;
        return isAnothers ? new Worked.OfAnother(named(about.owner())) : null;
    }

    private Worked.Changed changed(JdbcClient transaction, Case about) {
        return texts.lastSent(transaction, about)
                .map(sent -> new Worked.Changed(named(sent.officer()), sent.text()))
                .orElseGet(() -> new Worked.Changed(about.owner() == null ? null : named(about.owner()), null));
    }

    private String named(@Nullable Long officer) {
        return officer == null
                ? ""
                : directory.find(officer).map(Notices::named).orElse("");
    }

    private Worked carryOut(JdbcClient transaction, Officer officer, Case about, Work work, Set<ResidentId> wakes) {
        boolean isTheirsNow = work instanceof Work.Take || work instanceof Work.Answer || work instanceof Work.Ask;
        if (isTheirsNow) {
            errands.tellFormer(transaction, about, officer, wakes);
        }
        switch (work) {
            case Work.Take ignored -> errands.take(transaction, about, officer);
            case Work.PassTo pass -> {
                return pass(transaction, about, officer, one -> one.id() == pass.colleague(), pass.word(), wakes);
            }
            case Work.PassToUnit pass -> {
                return pass(
                        transaction, about, officer, one -> one.unit().key().equals(pass.unit()), pass.word(), wakes);
            }
            case Work.PassOutside pass -> answers.passOutside(transaction, about, officer, pass.authority(), wakes);
            case Work.Ask ask -> answers.ask(transaction, about, officer, ask.question(), wakes);
            case Work.Answer answer -> answer(transaction, about, officer, answer, wakes);
            case Work.Refuse refuse -> answers.refuse(transaction, about, officer, refuse.reason(), wakes);
            case Work.Finish finish -> {
                return finish(transaction, about, officer, finish.isByTelephone());
            }
            case Work.HandBack ignored -> answers.handBack(transaction, about, officer, wakes);
            case Work.Note note -> note(transaction, about, officer, note.text());
        }
        return new Worked.Done();
    }

    private Worked pass(
            JdbcClient transaction,
            Case about,
            Officer officer,
            Predicate<Officer> which,
            String word,
            Set<ResidentId> wakes) {
        return colleagues.of(about, officer, clock.instant()).stream()
                .filter(which)
                // Who is there before who may not be.
                .min(Comparator.comparing(one -> !one.onDuty()))
                .<Worked>map(one -> {
                    passing.passTo(transaction, about, officer, one, word, wakes);
                    return new Worked.Done();
                })
                .orElseGet(Worked.NoColleague::new);
    }

    /** Our own proposal goes out as if by itself, with the choices that it offers. */
    private void answer(
            JdbcClient transaction, Case about, Officer officer, Work.Answer answer, Set<ResidentId> wakes) {
        String drafted = drafts.text(transaction, about);
        boolean isDraft = !drafted.isEmpty() && sameWords(drafted, answer.text());
        if (isDraft && answer.files().isEmpty() && drafts.send(transaction, about)) {
            wakes.add(about.resident());
            return;
        }
        List<Enclosure> enclosures = answer.files().stream()
                .<Enclosure>map(file -> stored(transaction, about, file))
                .toList();
        if (answer.text().isBlank()) {
            answers.files(transaction, about, officer, enclosures, wakes);
        } else {
            answers.answer(transaction, about, officer, answer.text().strip(), enclosures, wakes);
        }
    }

    private Enclosure.StoredFile stored(JdbcClient transaction, Case about, Parcel file) {
        return new Enclosure.StoredFile(outbox.store(transaction, about.residentRow(), file.name(), file.content()));
    }

    /** Browsers send line ends of their own. */
    private static boolean sameWords(String one, String other) {
        return one.strip().lines().toList().equals(other.strip().lines().toList());
    }

    private Worked finish(JdbcClient transaction, Case about, Officer officer, boolean isByTelephone) {
        CaseTexts.Arrival arrival = texts.arrival(transaction, about);
        if (!isByTelephone && arrival != CaseTexts.Arrival.ARRIVED) {
            return new Worked.NotArrived(arrival.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        answers.move(transaction, about, State.ANSWERED, officer, null, null, about.deadline());
        cases.history(transaction, about.id(), "answered", officer, isByTelephone ? "by telephone" : "");
        return new Worked.Done();
    }

    private void note(JdbcClient transaction, Case about, Officer officer, String text) {
        texts.keep(transaction, about, Sort.NOTE, officer, text.strip(), null);
        cases.history(transaction, about.id(), "note written", officer, "");
    }

    private static boolean wasSent(JdbcClient transaction, Form form) {
        return transaction
                        .sql("SELECT COUNT(*) FROM sent_form WHERE token = ?")
                        .param(token(form))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void remember(JdbcClient transaction, Form form) {
        long now = clock.millis();
        transaction
                .sql("DELETE FROM sent_form WHERE sent_at < ?")
                .param(now - REMEMBERED.toMillis())
                .update();
        transaction
                .sql("INSERT INTO sent_form (token, sent_at) VALUES (?, ?)")
                .params(token(form), now)
                .update();
    }

    private static String token(Form form) {
        return form.who() + " " + form.token();
    }
}
