package vn.hoixa.zalo;

import java.time.InstantSource;
import vn.hoixa.storage.Database;

/** Table {@code endpoint}: which endpoint takes a page's messages. What Zalo said itself outweighs the kind of page. */
final class Endpoints {
    private final Database database;
    private final Credentials credentials;
    private final InstantSource clock;

    Endpoints(Database database, Credentials credentials, InstantSource clock) {
        this.database = database;
        this.credentials = credentials;
        this.clock = clock;
    }

    Endpoint of(String oa) {
        return database.read()
                .sql("SELECT endpoint FROM endpoint WHERE oa = ?")
                .param(oa)
                .query(String.class)
                .optional()
                .map(Endpoint::valueOf)
                .orElseGet(() -> byType(oa));
    }

    void learn(String oa, Endpoint endpoint) {
        database.write(transaction ->
                transaction.sql("""
                        INSERT INTO endpoint (oa, endpoint, learnt_at) VALUES (?, ?, ?)
                        ON CONFLICT (oa) DO UPDATE SET endpoint = excluded.endpoint, learnt_at = excluded.learnt_at""").params(oa, endpoint.name(), clock.millis()).update());
    }

    private Endpoint byType(String oa) {
        Integer type = credentials.oaType(oa);
        return type == null ? Endpoint.V3 : Endpoint.ofType(type);
    }
}
