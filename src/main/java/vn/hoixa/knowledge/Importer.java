package vn.hoixa.knowledge;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.SetupException;

/** Takes official records into the data folder, and tells what changed since they were taken last. */
public final class Importer {
    private final RecordStore store;
    private final List<String> provinces;
    private final LocalDate today;
    private final boolean keepsElsewhere;

    /**
     * Makes an importer.
     *
     * @param data folder below which the records are kept
     * @param provinces of the communes that are served
     * @param today day of the import
     * @param keepsElsewhere whether names of procedures that are not the commune's are kept, too
     */
    public Importer(Path data, Collection<String> provinces, LocalDate today, boolean keepsElsewhere) {
        this.store = new RecordStore(data);
        this.provinces = List.copyOf(provinces);
        this.today = today;
        this.keepsElsewhere = keepsElsewhere;
    }

    /** The provinces of the communes of a knowledge base; without a name the usual one. */
    public static List<String> provinces(@Nullable Path knowledge) {
        return Publisher.files(knowledge, null).entrySet().stream()
                .filter(file -> file.getKey().matches("communes/[^/]+/profile\\.yaml"))
                .map(file -> YamlSection.parse(file.getKey(), 1, file.getValue(), new Problems())
                        .optional("province"))
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    /**
     * What an import did.
     *
     * @param elsewhere how many procedures are not the commune's: kept, or skipped
     * @param superseded how many entries another shape of the same procedure made superfluous
     * @param fresh codes that were not there before
     * @param unchanged codes of which nothing official changed
     * @param held taken, but not to be quoted, with the reasons
     * @param ending codes of which the record names an end that is yet to come
     */
    public record Report(
            int files,
            int entries,
            int elsewhere,
            boolean keptElsewhere,
            int superseded,
            List<String> fresh,
            List<String> unchanged,
            List<Change> changed,
            List<Refusal> refused,
            List<Held> held,
            Map<String, LocalDate> ending) {

        public int taken() {
            return fresh.size() + unchanged.size() + changed.size();
        }

        /** Sentences for people. */
        public List<String> lines(Locale locale) {
            return new ImportSentences(locale).lines(this);
        }

        /**
         * Nobody should think that an import did something when it did not.
         *
         * @throws SetupException it took nothing
         */
        public void refuseIfEmpty() {
            if (taken() == 0 && !(keptElsewhere && elsewhere > 0)) {
                throw new SetupException(
                        "Nothing was imported: among " + entries + " entries in " + files
                                + " files is no procedure of a commune.",
                        "Looked for were the national portal's records (*.json with \"detail\") and lists of procedures"
                                + " (*.jsonl, one a line, with \"code\", \"name\", \"levels\", \"steps\")."
                                + (elsewhere > 0 ? " --elsewhere keeps the names of what others decide." : ""));
            }
        }
    }

    /**
     * A procedure of which the official record is another than before.
     *
     * @param parts what changed
     */
    public record Change(String code, String name, List<Part> parts) {}

    /**
     * A part of it.
     *
     * @param part key of a facet, or "name"
     */
    public record Part(String part, String before, String after) {}

    /**
     * An entry that was not taken.
     *
     * @param where file and line
     * @param reason key of a sentence
     */
    public record Refusal(String where, String reason, String value) {}

    /** A record that is not to be quoted before a person has looked. */
    public record Held(String code, String name, List<String> reasons) {}

    /** Imports files and folders. */
    public Report take(List<Path> sources) {
        Harvest harvest = Harvest.of(sources);
        var taking = new Taking(harvest);
        harvest.officials().values().forEach(taking::take);
        harvest.elsewhere().values().forEach(taking::moveElsewhere);
        if (keepsElsewhere) {
            putElsewhere(harvest);
        }
        return taking.report();
    }

    private void putElsewhere(Harvest harvest) {
        SortedMap<String, RecordReader.Foreign> before = store.elsewhere();
        SortedMap<String, RecordReader.Foreign> after = new TreeMap<>(before);
        after.keySet().removeAll(harvest.officials().keySet());
        harvest.elsewhere().forEach((code, other) -> after.put(code, other.foreign()));
        if (!after.equals(before)) {
            store.putElsewhere(after.values());
        }
    }

    /**
     * Writes the prints of the facts that the reviewed guides of the bank were compared with.
     *
     * @param file to write, {@code bank/prints.yaml} of a knowledge base
     * @param knowledge whose guides
     * @param sources with the records that they were compared with
     * @return codes of guides of which the sources have no record
     */
    public static List<String> writePrints(Path file, Publisher knowledge, List<Path> sources) {
        SortedMap<String, Official> officials = Harvest.of(sources).officials();
        List<String> compared = knowledge.comparedWithRecords();
        SortedMap<String, Map<String, String>> prints = new TreeMap<>();
        for (String code : compared) {
            Official official = officials.get(code);
            if (official != null) {
                prints.put(code, Prints.of(official));
            }
        }
        if (prints.isEmpty()) {
            throw new SetupException(
                    "Nothing was written: of the " + compared.size() + " guides with a review \"record …\" not one has"
                            + " its record among the " + officials.size() + " that were read.",
                    "Name the records that the guides were compared with, and their knowledge base with --knowledge.");
        }
        RecordStore.write(file, Prints.yaml(prints.entrySet()));
        return compared.stream().filter(code -> !prints.containsKey(code)).toList();
    }

    /** One import on its way. */
    private final class Taking {
        private final Harvest harvest;
        private final List<String> fresh = new ArrayList<>();
        private final List<String> unchanged = new ArrayList<>();
        private final List<Change> changed = new ArrayList<>();
        private final List<Refusal> refused;
        private final List<Held> held = new ArrayList<>();
        private final Map<String, LocalDate> ending = new TreeMap<>();

        Taking(Harvest harvest) {
            this.harvest = harvest;
            this.refused = new ArrayList<>(harvest.refusals());
        }

        void take(Official official) {
            ImportedRecord stored = store.find(official.code());
            if (stored != null && isStale(official, stored)) {
                return;
            }
            ImportedRecord record = record(official, stored);
            if (stored == null) {
                fresh.add(record.code());
            } else {
                note(change(stored, record, official), record.code());
            }
            put(record, stored);
            noteHeld(record);
            LocalDate end = official.ended();
            if (end != null && !official.hasEnded(today)) {
                ending.put(record.code(), end);
            }
        }

        /** The whole record says more than a row that is not newer; an old record says less than a new one. */
        private boolean isStale(Official official, ImportedRecord stored) {
            if (stored.isWhole() && !official.isWhole() && !Harvest.isNewer(official.updated(), stored.updated())) {
                unchanged.add(stored.code());
                noteHeld(stored);
                return true;
            }
            if (Harvest.isNewer(stored.updated(), official.updated())) {
                refused.add(new Refusal(official.code(), "older", stored.updated() + " > " + official.updated()));
                return true;
            }
            return false;
        }

        /** A record that was the commune's and is no longer: nothing of it is to be told any more. */
        void moveElsewhere(OfficialReader.Elsewhere other) {
            ImportedRecord stored = store.find(other.foreign().code());
            if (stored == null || Harvest.isNewer(stored.updated(), other.updated())) {
                return;
            }
            String why = Holds.ELSEWHERE + other.foreign().agency();
            ImportedRecord record = record(stored, List.of(why), Map.of(), Prints.ofNothing(why));
            note(change(stored, record, null), record.code());
            put(record, stored);
            noteHeld(record);
        }

        /** A file that would only get another day stays: so nobody reads it again. */
        private void put(ImportedRecord record, @Nullable ImportedRecord stored) {
            if (stored == null || !record.equals(on(stored, today))) {
                store.put(record);
            }
        }

        private void note(@Nullable Change change, String code) {
            if (change == null) {
                unchanged.add(code);
            } else {
                changed.add(change);
            }
        }

        private void noteHeld(ImportedRecord record) {
            if (record.isHeld()) {
                held.add(new Held(record.code(), record.name(), record.held()));
            }
        }

        Report report() {
            return new Report(
                    harvest.files(),
                    harvest.entries(),
                    harvest.elsewhere().size(),
                    keepsElsewhere,
                    harvest.superseded(),
                    fresh,
                    unchanged,
                    changed,
                    refused,
                    held,
                    ending);
        }
    }

    private ImportedRecord record(Official official, @Nullable ImportedRecord stored) {
        boolean isOver = official.hasEnded(today);
        Map<String, String> prints = isOver ? Prints.ofNothing(Holds.ENDED) : Prints.of(official);
        return new ImportedRecord(
                official.code(),
                official.name(),
                official.field(),
                String.join(
                        ", ",
                        official.agencies().stream().map(OfficialText::line).toList()),
                official.publisher(),
                official.updated(),
                official.url(),
                today,
                official.isWhole(),
                isOver ? Map.of() : Facts.of(official),
                prints,
                changes(stored, prints),
                Holds.of(official, provinces, today));
    }

    private static ImportedRecord on(ImportedRecord stored, LocalDate day) {
        return new ImportedRecord(
                stored.code(),
                stored.name(),
                stored.field(),
                stored.agency(),
                stored.publisher(),
                stored.updated(),
                stored.url(),
                day,
                stored.isWhole(),
                stored.facts(),
                stored.prints(),
                stored.changed(),
                stored.held());
    }

    private ImportedRecord record(
            ImportedRecord stored, List<String> held, Map<String, String> facts, Map<String, String> prints) {
        return new ImportedRecord(
                stored.code(),
                stored.name(),
                stored.field(),
                stored.agency(),
                stored.publisher(),
                stored.updated(),
                stored.url(),
                today,
                stored.isWhole(),
                facts,
                prints,
                changes(stored, prints),
                held);
    }

    private Map<String, LocalDate> changes(@Nullable ImportedRecord stored, Map<String, String> prints) {
        if (stored == null) {
            return Map.of();
        }
        Map<String, LocalDate> changes = new TreeMap<>(stored.changed());
        Prints.differing(stored.prints(), prints).forEach(facet -> changes.put(facet.key(), today));
        return changes;
    }

    /** Null where nothing changed that a person should look at. */
    private static @Nullable Change change(ImportedRecord before, ImportedRecord after, @Nullable Official official) {
        List<Part> parts = new ArrayList<>();
        if (!before.name().equals(after.name())) {
            parts.add(new Part("name", before.name(), after.name()));
        }
        for (Facet facet : Prints.differing(before.prints(), after.prints())) {
            String old = before.facts().getOrDefault(facet.key(), "");
            String now = after.facts().getOrDefault(facet.key(), "");
            boolean showsNothing = now.isEmpty() || now.equals(old);
            parts.add(new Part(facet.key(), old, showsNothing && official != null ? Facts.raw(official, facet) : now));
        }
        return parts.isEmpty() ? null : new Change(after.code(), after.name(), parts);
    }
}
