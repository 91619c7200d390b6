package vn.hoixa.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.console.Entry.Enclosed;
import vn.hoixa.console.Received.Incoming;
import vn.hoixa.console.SentLetters.Outgoing;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseWork;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Enclosure;
import vn.hoixa.storage.Database;

/**
 * Everything that a resident and the commune said to each other, in the order of time, without what belongs to cases
 * that the reader must not see.
 */
@Component
class Threads {
    /** Of each kind, the latest; what is older is asked for. */
    static final int MOST = 200;

    private final Database database;
    private final CaseWork work;
    private final Received received;
    private final SentLetters letters;

    Threads(Database database, CaseWork work, Received received, SentLetters letters) {
        this.database = database;
        this.work = work;
        this.received = received;
        this.letters = letters;
    }

    /**
     * A resident as officers know them.
     *
     * @param name what they call themselves on Zalo, or empty
     */
    record Resident(long row, ResidentId id, String name) {}

    /**
     * A conversation.
     *
     * @param cases that the reader may see, the latest first
     * @param telephone that the resident gave last, or null
     * @param older whether there is more before it
     */
    record Talk(
            Resident resident,
            List<Entry> entries,
            List<Case> cases,
            @Nullable String telephone,
            boolean older) {

        /** Whether an officer has still to answer. */
        public boolean isAwaited() {
            return cases.stream().anyMatch(one -> one.state().isOpen());
        }

        /** From when on everything stands in it. */
        public long oldest() {
            return entries.isEmpty() ? 0 : entries.getFirst().at().toEpochMilli();
        }
    }

    /** A resident of the commune's page. */
    Optional<Resident> resident(Reader reader, long row) {
        return database.read()
                .sql("SELECT id, oa, zalo_user, display_name FROM resident WHERE id = ? AND oa = ?")
                .params(row, reader.commune().oa())
                .query((found, i) -> {
                    String name = found.getString("display_name");
                    return new Resident(
                            found.getLong("id"),
                            new ResidentId(found.getString("oa"), found.getString("zalo_user")),
                            name == null ? "" : name);
                })
                .optional();
    }

    /** What was said before {@code before}, the latest of it. */
    Talk of(Reader reader, Resident resident, Instant before) {
        JdbcClient read = database.read();
        List<Case> cases = cases(reader, resident);
        Hidden hidden = Hidden.from(read, resident, reader.sight(), cases);
        List<Incoming> incoming = received.incoming(read, resident, before);
        List<Outgoing> outgoing = letters.outgoing(read, resident, before);
        boolean isCut = incoming.size() == MOST || outgoing.size() == MOST;
        // Of both kinds, only the time for which there is everything.
        Instant from = Stream.of(
                        incoming.size() == MOST ? incoming.getFirst().at() : Instant.EPOCH,
                        outgoing.size() == MOST ? outgoing.getFirst().at() : Instant.EPOCH)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Incoming> seen =
                incoming.stream().filter(one -> !hidden.hasWritten(one.turn())).toList();
        Map<String, List<Enclosed>> files = Received.files(read, reader.commune(), resident);
        List<Entry> entries = new ArrayList<>();
        seen.stream().filter(Incoming::isSaid).forEach(one -> entries.add(received.entry(one, resident, files)));
        entries.addAll(
                letters.entries(read, reader.commune(), outgoing, hidden, Received.receipts(incoming, resident)));
        entries.addAll(CaseEvents.told(read, cases, before));
        List<Entry> sorted = entries.stream()
                .filter(entry -> !entry.at().isBefore(from))
                .sorted(Comparator.comparing(Entry::at))
                .toList();
        return new Talk(resident, sorted, cases, Received.telephone(seen), isCut);
    }

    private List<Case> cases(Reader reader, Resident resident) {
        return work.of(resident.id(), reader.commune().id(), reader.officer());
    }

    /** What a letter brought along, for those who see that letter in the conversation. */
    Optional<Enclosure> enclosure(Reader reader, long letter) {
        record Sent(long resident, Instant at) {}
        return database.read()
                .sql("SELECT resident_id, created_at FROM outgoing WHERE id = ? AND enclosure IS NOT NULL")
                .param(letter)
                .query((row, i) ->
                        new Sent(row.getLong("resident_id"), Instant.ofEpochMilli(row.getLong("created_at") + 1)))
                .optional()
                .flatMap(sent -> resident(reader, sent.resident())
                        .flatMap(resident -> enclosure(reader, resident, letter, sent.at())));
    }

    private Optional<Enclosure> enclosure(Reader reader, Resident resident, long letter, Instant before) {
        JdbcClient read = database.read();
        Hidden hidden = Hidden.from(read, resident, reader.sight(), cases(reader, resident));
        return SentLetters.enclosure(letter, letters.outgoing(read, resident, before), hidden);
    }

    /** All that happened to a case, the oldest first. */
    List<Entry> history(Case about) {
        return CaseEvents.history(database.read(), about);
    }
}
