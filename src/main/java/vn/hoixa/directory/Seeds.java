package vn.hoixa.directory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.SetupException;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Roster;
import vn.hoixa.storage.Database;

/** Takes over a commune's officers from its file, once. */
final class Seeds {
    private final Database database;
    private final Communes communes;
    private final Officers officers;
    private final InstantSource clock;

    Seeds(Database database, Communes communes, Officers officers, InstantSource clock) {
        this.database = database;
        this.communes = communes;
        this.officers = officers;
        this.clock = clock;
    }

    /** @throws SetupException a commune has no officers, neither here nor in its file */
    void sow() {
        communes.all().stream().filter(commune -> !isSown(commune)).forEach(this::sow);
    }

    private boolean isSown(Commune commune) {
        return database.read()
                .sql("SELECT commune FROM officer_seed WHERE commune = ?")
                .param(commune.id())
                .query(String.class)
                .optional()
                .isPresent();
    }

    private void sow(Commune commune) {
        Roster roster = communes.roster(commune).orElseThrow(() -> missing(commune));
        database.write(transaction -> {
            // Of two instances that start at once, the second waits here and finds the work done.
            int added = transaction
                    .sql("INSERT INTO officer_seed (commune, seeded_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(commune.id(), clock.millis())
                    .update();
            if (added == 1) {
                sow(transaction, commune.id(), roster);
            }
            return true;
        });
    }

    private void sow(JdbcClient transaction, String commune, Roster roster) {
        Map<String, Long> ids = new HashMap<>();
        int rank = 1;
        for (Roster.Person person : roster.people()) {
            Unit unit = Unit.of(person.unit());
            Role role = unit == Unit.LEADERSHIP ? Role.LEADER : Role.OFFICER;
            ids.put(
                    person.key(),
                    officers.add(
                            transaction,
                            commune,
                            new Entry(
                                    person.key(),
                                    person.name(),
                                    person.post(),
                                    unit,
                                    person.phone(),
                                    person.email(),
                                    role,
                                    rank++)));
        }
        roster.fields().forEach((field, keys) -> {
            List<Long> named = keys.stream()
                    .map(key -> java.util.Objects.requireNonNull(ids.get(key)))
                    .toList();
            Officers.assign(transaction, commune, field, named);
        });
    }

    private static SetupException missing(Commune commune) {
        return new SetupException(
                "The commune " + commune.id() + " has no officers, so nobody would answer what is handed over to them.",
                "Copy communes/xa-mau/officers.yaml of the knowledge base to communes/" + commune.id()
                        + "/officers.yaml, change every line, look at it with `./hoixa check`, and start again.");
    }
}
