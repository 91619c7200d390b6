package vn.hoixa.mailbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** How many calls may be made a minute, shared by all instances: token buckets in Redis, by the clock of the caller. */
public final class Buckets {
    private final Script take = new Script("bucket", "take");
    private final Script backOff = new Script("bucket", "back-off");

    private final RedisClient redis;
    private final InstantSource clock;

    Buckets(RedisClient redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /**
     * What limits calls.
     *
     * @param name whose calls
     * @param perMinute how many; no more than a second's worth of them at once
     */
    public record Bucket(String name, int perMinute) {}

    /**
     * Takes one call out of every bucket, or none out of any.
     *
     * @return zero where it was taken, else how long to wait
     * @throws MailboxUnavailable Redis does not answer
     */
    public Duration take(List<Bucket> buckets) {
        List<String> arguments = new ArrayList<>();
        arguments.add(String.valueOf(clock.millis()));
        for (Bucket bucket : buckets) {
            arguments.add(bucket.name());
            arguments.add(String.valueOf(bucket.perMinute()));
        }
        return run(take, arguments);
    }

    /**
     * Closes a bucket, because whoever is called says that it was too much: for 2 seconds, then twice as long each time
     * that it says so again within 5 minutes, a minute at most.
     */
    public void backOff(String name) {
        run(backOff, List.of(String.valueOf(clock.millis()), name));
    }

    private Duration run(Script script, List<String> arguments) {
        try {
            return Duration.ofMillis((long) script.run(redis, List.of(), arguments));
        } catch (JedisException e) {
            throw new MailboxUnavailable("Redis does not answer: " + e.getMessage(), e);
        }
    }
}
