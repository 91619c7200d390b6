package vn.hoixa.directory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.SetupException;
import vn.hoixa.account.Audit;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;

/**
 * The officers of the communes: who they are, what each treats, and whom a matter must not reach.
 *
 * <p>The database is the truth; a commune's {@code officers.yaml} is read on its first start only.
 */
@Component
public class Directory {
    private static final Logger log = LoggerFactory.getLogger(Directory.class);

    private final Database database;
    private final Communes communes;
    private final Audit audit;
    private final Officers officers;
    private final LinkCodes codes;
    private final Seeds seeds;

    /** @throws SetupException a commune has no officers */
    Directory(Database database, Communes communes, Audit audit, InstantSource clock) {
        this.database = database;
        this.communes = communes;
        this.audit = audit;
        this.officers = new Officers(clock);
        this.codes = new LinkCodes(officers, communes, audit, clock);
        this.seeds = new Seeds(database, communes, officers, clock);
        seeds.sow();
    }

    /** Communes may be published while we run. */
    @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            seeds.sow();
        } catch (SetupException e) {
            log.error("{} {}", e.getMessage(), e.remedy());
        } catch (DataAccessException | TransactionException e) {
            log.warn("The officers are looked at again in a minute: {}", e.getMessage());
        }
    }

    /** Those who are in the commune now, leaders first. */
    public List<Officer> of(String commune) {
        return officers.of(database.read(), commune);
    }

    /** The same with those who left; their keys stay taken. */
    public List<Officer> everybody(String commune) {
        return officers.everybody(database.read(), commune);
    }

    /** Also who left: cases name them. */
    public Optional<Officer> find(long id) {
        return officers.find(database.read(), id);
    }

    /** Whose Zalo account it is. */
    public Optional<Officer> linked(String oa, String zaloUser) {
        return officers.linked(database.read(), oa, zaloUser);
    }

    /** Who of the page's commune answers in Zalo's own tools under that id. */
    public Optional<Officer> administers(String oa, String admin) {
        return officers.administers(database.read(), oa, admin);
    }

    /** It is they, and nobody else of the commune, who answer under that id. */
    public void administersAs(Officer officer, String admin) {
        database.write(transaction -> officers.administersAs(transaction, officer, admin));
    }

    /** In the order in which they are told. */
    public List<Officer> leaders(String commune) {
        return of(commune).stream()
                .filter(officer -> officer.role() == Role.LEADER)
                .toList();
    }

    /**
     * The owner, then the substitute; nobody where the field is not known.
     *
     * @param field folder of the bank, or its name as guides have it
     */
    public List<Officer> forField(String commune, String field) {
        return officers.forField(database.read(), commune, communes.fieldKey(field));
    }

    /** On leave or on a trip, and did not say that they are there after all. */
    public boolean isAway(Officer officer, Instant at) {
        return away(officer.commune(), at).contains(officer.id());
    }

    /** Whether a notice can reach them. */
    public boolean isReachable(Officer officer) {
        return officer.zaloUser() != null || officer.email() != null;
    }

    /**
     * Who may treat a matter, who should first: owner, substitute, others of the owner's unit, leaders. Without those
     * who are away, unreachable, or whom it concerns. What has no field is taken for the service centre's.
     */
    public List<Officer> candidates(String commune, String field, Exclusion exclusion, Instant now) {
        List<Officer> all = of(commune);
        Set<Officer> inOrder = new LinkedHashSet<>(forField(commune, field));
        Unit unit = inOrder.stream().findFirst().map(Officer::unit).orElse(Unit.SERVICE_CENTRE);
        all.stream()
                .filter(officer -> officer.unit() == unit)
                .sorted(Comparator.comparing(Officer::onDuty).reversed())
                .forEach(inOrder::add);
        all.stream().filter(officer -> officer.role() == Role.LEADER).forEach(inOrder::add);
        Set<Long> away = away(commune, now);
        return inOrder.stream()
                .filter(officer -> !away.contains(officer.id()) && isReachable(officer) && !exclusion.covers(officer))
                .toList();
    }

    /**
     * Whom a complaint is about, those who left among them. Ask this only of a text that complains: who only asks for
     * an office names it, too.
     */
    public Set<Long> concerned(String commune, String text) {
        JdbcClient read = database.read();
        return new Mentions(officers.everybody(read, commune), officers.fields(read, commune)).in(text);
    }

    /** Who must stay away from what concerns these officers. */
    public Exclusion excluded(String commune, Set<Long> concerned) {
        List<Officer> everybody = officers.everybody(database.read(), commune);
        List<Officer> about = everybody.stream()
                .filter(officer -> concerned.contains(officer.id()))
                .toList();
        if (about.isEmpty()) {
            return Exclusion.NOBODY;
        }
        if (about.stream().anyMatch(Officer::leads)) {
            return Exclusion.wholeCommune();
        }
        Set<Unit> units =
                about.stream().map(Officer::unit).collect(Collectors.toCollection(() -> EnumSet.noneOf(Unit.class)));
        Set<Long> ids = everybody.stream()
                .filter(officer -> units.contains(officer.unit()))
                .map(Officer::id)
                .collect(Collectors.toSet());
        boolean isPolice = units.contains(Unit.POLICE);
        return new Exclusion(
                false, ids, units, isPolice ? Exclusion.Instead.PROVINCIAL_POLICE : Exclusion.Instead.NONE);
    }

    /** Puts an officer on duty, whatever leave is written down. */
    public void onDuty(long officer, Instant until) {
        database.write(transaction -> transaction
                .sql("UPDATE officer SET duty_until = ? WHERE id = ? AND removed_at IS NULL")
                .params(until.toEpochMilli(), officer)
                .update());
    }

    /**
     * A code that links a Zalo account to the officer once, within ten minutes; earlier ones end.
     *
     * @throws IllegalArgumentException there is no such officer any more
     */
    public String newCode(long officer) {
        return database.write(transaction -> {
            Officer whose = officers.find(transaction, officer)
                    .filter(found -> !found.removed())
                    .orElseThrow(() -> new IllegalArgumentException("no officer " + officer));
            return codes.make(transaction, whose);
        });
    }

    /** Makes the account that of the officer who has the code; five tries, then it is refused for a quarter of an hour. */
    public Link redeem(String oa, String zaloUser, String code) {
        return database.write(transaction -> codes.redeem(transaction, oa, zaloUser, code));
    }

    /** The same, sent to the commune's bot: that chat is the officer's from now on. */
    public Link redeemByBot(String oa, String chat, String code) {
        return database.write(transaction -> codes.redeemByBot(transaction, oa, chat, code));
    }

    /** Whether a code is out by which somebody of the commune may link an account now, or ended minutes ago. */
    public boolean expectsCode(String commune) {
        return codes.isOut(database.read(), commune);
    }

    /**
     * Takes the Zalo account back, and the chat with the bot.
     *
     * @param who as {@link vn.hoixa.account.SignedIn#who()} tells
     */
    public void unlink(String who, long officer) {
        database.write(transaction -> {
            int unlinked = transaction.sql("""
                            UPDATE officer SET oa = NULL, zalo_user = NULL, bot_chat = NULL
                            WHERE id = ? AND (zalo_user IS NOT NULL OR bot_chat IS NOT NULL)""").param(officer).update();
            if (unlinked == 1) {
                note(transaction, who, "zalo unlinked", officer, "");
            }
            return unlinked;
        });
    }

    /** The new officer, or nobody where the commune has another with that key. */
    public Optional<Officer> add(String who, String commune, Entry entry) {
        try {
            return database.write(transaction -> {
                long id = officers.add(transaction, commune, entry);
                note(transaction, who, "officer added", id, entry.role().name());
                return officers.find(transaction, id);
            });
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes an officer anew.
     *
     * @param seen {@link Entry#mark} of what the change was made from
     */
    public Change change(String who, long officer, String seen, Entry entry) {
        try {
            return database.write(transaction -> {
                Officer before = present(transaction, officer).orElse(null);
                if (before == null) {
                    return Change.GONE;
                }
                if (!before.entry().mark().equals(seen)) {
                    return Change.CHANGED_MEANWHILE;
                }
                if (entry.role() != Role.LEADER && isLastLeader(transaction, before)) {
                    return Change.LAST_LEADER;
                }
                officers.change(transaction, officer, entry);
                note(transaction, who, "officer changed", officer, entry.role().name());
                return Change.DONE;
            });
        } catch (DuplicateKeyException e) {
            return Change.KEY_TAKEN;
        }
    }

    /** The officer keeps the id, and treats nothing any more. */
    public Change remove(String who, long officer) {
        return database.write(transaction -> {
            Officer before = present(transaction, officer).orElse(null);
            if (before == null) {
                return Change.GONE;
            }
            if (isLastLeader(transaction, before)) {
                return Change.LAST_LEADER;
            }
            officers.remove(transaction, officer);
            note(transaction, who, "officer removed", officer, "");
            return Change.DONE;
        });
    }

    /**
     * Says who treats a field of the commune.
     *
     * @param field folder of the bank
     * @param substitute another officer
     */
    public Change assign(String who, String commune, String field, long owner, long substitute) {
        return database.write(transaction -> {
            Set<Long> there = officers.of(transaction, commune).stream()
                    .map(Officer::id)
                    .collect(Collectors.toCollection(HashSet::new));
            if (owner == substitute || !there.contains(owner) || !there.contains(substitute)) {
                return Change.GONE;
            }
            Officers.assign(transaction, commune, field, List.of(owner, substitute));
            note(transaction, who, "field assigned", owner, field);
            return Change.DONE;
        });
    }

    /** Absences of an officer, the earliest first. */
    public List<Leave> leaves(long officer) {
        return database.read()
                .sql("""
                        SELECT id, kind, first_day, last_day FROM officer_leave WHERE officer_id = ?
                        ORDER BY first_day, id""")
                .param(officer)
                .query((row, i) -> new Leave(
                        row.getLong("id"),
                        Leave.Kind.valueOf(row.getString("kind")),
                        LocalDate.parse(row.getString("first_day")),
                        LocalDate.parse(row.getString("last_day"))))
                .list();
    }

    /**
     * Writes down that an officer will be away.
     *
     * @throws IllegalArgumentException the last day is before the first
     */
    public Change addLeave(String who, long officer, Leave.Kind kind, LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a leave that ends before it begins: " + first + " to " + last);
        }
        return database.write(transaction -> {
            if (present(transaction, officer).isEmpty()) {
                return Change.GONE;
            }
            transaction
                    .sql("INSERT INTO officer_leave (officer_id, kind, first_day, last_day) VALUES (?, ?, ?, ?)")
                    .params(officer, kind.name(), first.toString(), last.toString())
                    .update();
            note(transaction, who, "leave added", officer, first + " " + last);
            return Change.DONE;
        });
    }

    public Change removeLeave(String who, long officer, long leave) {
        return database.write(transaction -> transaction
                .sql("DELETE FROM officer_leave WHERE id = ? AND officer_id = ? RETURNING officer_id")
                .params(leave, officer)
                .query(Long.class)
                .optional()
                .map(whose -> {
                    note(transaction, who, "leave removed", whose, "leave " + leave);
                    return Change.DONE;
                })
                .orElse(Change.GONE));
    }

    private Set<Long> away(String commune, Instant at) {
        String day = CommuneTime.day(at).toString();
        return new HashSet<>(database.read()
                .sql("""
                        SELECT o.id FROM officer o JOIN officer_leave l ON l.officer_id = o.id
                        WHERE o.commune = ? AND l.first_day <= ? AND l.last_day >= ?
                            AND (o.duty_until IS NULL OR o.duty_until <= ?)""")
                .params(commune, day, day, at.toEpochMilli())
                .query(Long.class)
                .list());
    }

    /** Holds the commune, so that of two who remove a leader at once the second sees what the first did. */
    private Optional<Officer> present(JdbcClient transaction, long officer) {
        officers.find(transaction, officer)
                .ifPresent(found -> transaction
                        .sql("UPDATE officer_seed SET seeded_at = seeded_at WHERE commune = ?")
                        .param(found.commune())
                        .update());
        return officers.find(transaction, officer).filter(found -> !found.removed());
    }

    private boolean isLastLeader(JdbcClient transaction, Officer officer) {
        return officer.role() == Role.LEADER
                && officers.of(transaction, officer.commune()).stream()
                        .allMatch(other -> other.role() != Role.LEADER || other.id() == officer.id());
    }

    private void note(JdbcClient transaction, String who, String what, long officer, String reason) {
        audit.note(transaction, who, what, "officer " + officer, reason);
    }
}
