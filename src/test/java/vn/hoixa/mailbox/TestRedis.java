package vn.hoixa.mailbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import redis.clients.jedis.RedisClient;
import vn.hoixa.mailbox.MailboxConfiguration.OwnRedis;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.DataFolders;

/** An embedded Redis of a test's own, wired as in service. */
public final class TestRedis implements AutoCloseable {
    private final DataFolder folder;
    private final EmbeddedRedis server;
    private final RedisClient client;

    private TestRedis(Path data) {
        folder = DataFolders.open(data);
        server = EmbeddedRedis.start(folder, null);
        client = new MailboxConfiguration()
                .redis(settings(Duration.ofSeconds(30), Duration.ofDays(2), 0), new OwnRedis(server));
    }

    public static TestRedis start(Path data) {
        return new TestRedis(data);
    }

    /** Address of the server, with its password. */
    public String url() {
        return server.uri().toString();
    }

    public Mailbox mailbox(InstantSource clock, Duration lease) {
        return mailbox(clock, settings(lease, Duration.ofDays(2), 0));
    }

    Mailbox mailbox(InstantSource clock, MailboxSettings settings) {
        return new Mailbox(client, clock, settings);
    }

    public Buckets buckets(InstantSource clock) {
        return new Buckets(client, clock);
    }

    static MailboxSettings settings(Duration lease, Duration remember, int replicas) {
        return new MailboxSettings(null, null, lease, remember, replicas, Duration.ofMillis(50));
    }

    /** For what only a fault does to the keys. */
    RedisClient client() {
        return client;
    }

    /** As an administrator's FLUSHALL. */
    public void wipe() {
        client.flushAll();
    }

    /** Ends the server and keeps the client. */
    void stop() {
        server.close();
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        folder.close();
    }
}
