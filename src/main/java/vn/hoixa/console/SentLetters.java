package vn.hoixa.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.console.Entry.Enclosed;
import vn.hoixa.console.Entry.From;
import vn.hoixa.console.Entry.Mark;
import vn.hoixa.console.Received.Receipts;
import vn.hoixa.console.Threads.Resident;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.outbox.Enclosure;

/** What was written to a resident, by HoiXa and by officers, and how far it came. */
@Component
class SentLetters {
    private final Directory directory;

    SentLetters(Directory directory) {
        this.directory = directory;
    }

    /**
     * @param about id of the case whose words it carries, or null
     * @param officer who wrote those, or null
     */
    record Outgoing(
            long id,
            long turn,
            String text,
            @Nullable String enclosure,
            String writer,
            String state,
            boolean isOpen,
            @Nullable String messageId,
            @Nullable Long about,
            @Nullable Long officer,
            Instant at) {
        boolean isOfficers() {
            return writer.equals("officer");
        }
    }

    List<Outgoing> outgoing(JdbcClient read, Resident resident, Instant before) {
        return read.sql("""
                        SELECT o.id, o.turn, o.text, o.enclosure, o.writer, o.state, o.due_at, o.message_id, o.created_at,
                            x.case_id, x.officer_id
                        FROM outgoing o LEFT JOIN case_text x ON x.outgoing_id = o.id
                        WHERE o.resident_id = ? AND o.created_at < ? AND o.reader = 'resident' AND o.kind <> 'desk'
                        ORDER BY o.turn DESC, o.position DESC LIMIT ?""")
                .params(resident.row(), before.toEpochMilli(), Threads.MOST)
                .query((row, i) -> {
                    long due = row.getLong("due_at");
                    boolean isOpen = !row.wasNull() && due >= 0;
                    long about = row.getLong("case_id");
                    boolean isOfCase = !row.wasNull();
                    long officer = row.getLong("officer_id");
                    boolean isSigned = !row.wasNull();
                    return new Outgoing(
                            row.getLong("id"),
                            row.getLong("turn"),
                            String.valueOf(row.getString("text")),
                            row.getString("enclosure"),
                            String.valueOf(row.getString("writer")),
                            String.valueOf(row.getString("state")),
                            isOpen,
                            row.getString("message_id"),
                            isOfCase ? about : null,
                            isSigned ? officer : null,
                            Instant.ofEpochMilli(row.getLong("created_at")));
                })
                .list()
                .reversed();
    }

    /** A letter of a case, and whose words it carries. */
    private record OfCase(Outgoing letter, @Nullable Long officer) {}

    /** Files and further pages of an officer's answer belong to what it began with. */
    private static List<OfCase> visible(List<Outgoing> outgoing, Hidden hidden) {
        List<OfCase> visible = new ArrayList<>();
        Long about = null;
        Long officer = null;
        for (Outgoing one : outgoing) {
            boolean goesOn = one.isOfficers() && one.about() == null;
            about = goesOn ? about : one.about();
            officer = goesOn ? officer : one.officer();
            if (!hidden.hasSent(one.text(), one.turn(), one.isOfficers(), about)) {
                visible.add(new OfCase(one, one.isOfficers() ? officer : null));
            }
        }
        return visible;
    }

    List<Entry> entries(JdbcClient read, Commune commune, List<Outgoing> outgoing, Hidden hidden, Receipts receipts) {
        Map<Long, String> names = new HashMap<>();
        return visible(outgoing, hidden).stream()
                .map(one -> new Entry(
                        one.letter().at(),
                        one.letter().isOfficers() ? From.OFFICER : From.HOIXA,
                        one.officer() == null ? null : names.computeIfAbsent(one.officer(), this::name),
                        one.letter().text(),
                        "",
                        "",
                        enclosed(read, commune, one.letter()),
                        mark(one.letter(), receipts)))
                .toList();
    }

    /** What a letter brought along, if it is among those and not hidden. */
    static Optional<Enclosure> enclosure(long letter, List<Outgoing> outgoing, Hidden hidden) {
        return visible(outgoing, hidden).stream()
                .map(OfCase::letter)
                .filter(one -> one.id() == letter)
                .flatMap(one -> Stream.ofNullable(one.enclosure()))
                .map(Enclosure::read)
                .findFirst();
    }

    private String name(long officer) {
        return directory.find(officer).map(Officer::name).orElse("");
    }

    private static List<Enclosed> enclosed(JdbcClient read, Commune commune, Outgoing one) {
        if (one.enclosure() == null) {
            return List.of();
        }
        String address = "/console/files/" + commune.id() + "/sent/" + one.id();
        return switch (Enclosure.read(one.enclosure())) {
            case Enclosure.StoredFile file ->
                read.sql("SELECT name FROM enclosed_file WHERE id = ?")
                        .param(file.id())
                        .query((row, i) -> {
                            String name = FileNames.plain(String.valueOf(row.getString("name")));
                            boolean isPicture = name.endsWith(".jpg") || name.endsWith(".png");
                            return new Enclosed(address, isPicture ? "image" : "file", null, name);
                        })
                        .list();
            case Enclosure.Attachment file ->
                read.sql("SELECT kind, type, name FROM attachment WHERE id = ? AND state = 'fetched'")
                        .param(file.id())
                        .query((row, i) -> new Enclosed(
                                address,
                                String.valueOf(row.getString("kind")),
                                row.getString("type"),
                                FileNames.plain(String.valueOf(row.getString("name")))))
                        .list();
            default -> List.of();
        };
    }

    private static Mark mark(Outgoing one, Receipts receipts) {
        return switch (one.state()) {
            case "sent" -> {
                String id = one.messageId() == null ? "" : one.messageId();
                yield receipts.seen().contains(id)
                        ? Mark.SEEN
                        : receipts.received().contains(id) ? Mark.RECEIVED : Mark.SENT;
            }
            case "closed", "refused" -> Mark.FAILED;
            case "unknown" -> one.isOpen() ? Mark.WAITING : Mark.DOUBTFUL;
            case "dropped" -> Mark.DROPPED;
            default -> Mark.WAITING;
        };
    }
}
