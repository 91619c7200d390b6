package vn.hoixa.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Accepted events by resident, and when each resident is due; one worker at a time has a resident.
 *
 * <p>Every change is one Lua script, so that it happens wholly or not at all.
 */
public final class Mailbox {
    /** A backlog of one page longer than this delays the other pages by its head only. */
    private static final int SCAN = 5_000;

    private static final int EVENTS_A_CLAIM = 100;

    private final Script accept = new Script("wake", "accept");
    private final Script again = new Script("wake", "again");
    private final Script claim = new Script("wake", "claim");
    private final Script settle = new Script("wake", "settle");
    private final Script renew = new Script("wake", "renew");
    private final Script wake = new Script("wake", "wake-up");

    private final RedisClient redis;
    private final InstantSource clock;
    private final MailboxSettings settings;
    private final AtomicInteger accepting = new AtomicInteger();

    Mailbox(RedisClient redis, InstantSource clock, MailboxSettings settings) {
        this.redis = redis;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Keeps an event and makes its resident due.
     *
     * @param key what makes the event new; an event whose key was seen within {@code remember} is not kept again
     * @return whether it was new
     * @throws MailboxUnavailable it could not be kept, or not on as many replicas as set
     */
    public boolean accept(ResidentId resident, String key, String body, Instant due) {
        String kept = clock.millis() + "|" + body;
        List<String> arguments = List.of(
                resident.key(),
                key,
                kept,
                millis(due),
                String.valueOf(settings.remember().toMillis()));
        accepting.incrementAndGet();
        try {
            return accept(key, arguments);
        } finally {
            accepting.decrementAndGet();
        }
    }

    /**
     * Puts back an event that was settled, though its key is known, and makes its resident due.
     *
     * @return false where it still waits; then nothing was changed
     */
    public boolean again(ResidentId resident, String key, String body, Instant due) {
        List<String> arguments = List.of(resident.key(), key, clock.millis() + "|" + body, millis(due));
        return guarded(() -> (long) again.run(redis, List.of(), arguments) == 1);
    }

    /** How many events are being accepted here just now. */
    public int accepting() {
        return accepting.get();
    }

    private boolean accept(String key, List<String> arguments) {
        return guarded(() -> {
            // WAIT speaks of what was written on its own connection, so both go over one.
            try (var connection = new Jedis(redis.getPool().getResource())) {
                long isNew = (long) accept.run(connection, List.of("{hoixa}:seen:" + key), arguments);
                awaitReplicas(connection);
                return isNew == 1;
            }
        });
    }

    /** Leases up to {@code atMost} residents that are due, the pages taking turns. */
    public List<Claim> claim(int atMost) {
        Instant now = clock.instant();
        // Random, so that a lease from before a wipe of Redis is never taken for a later one.
        String token = UUID.randomUUID().toString();
        List<String> arguments = List.of(
                millis(now),
                millis(now.plus(settings.lease())),
                String.valueOf(atMost),
                String.valueOf(SCAN),
                String.valueOf(EVENTS_A_CLAIM),
                token);
        return guarded(() -> {
            List<Claim> claims = new ArrayList<>();
            for (Object found : (List<?>) claim.run(redis, List.of(), arguments)) {
                claims.add(readClaim((List<?>) found, token));
            }
            return claims;
        });
    }

    /**
     * Removes what was handled and gives the resident back.
     *
     * @param next when the resident is due again, if at all; an earlier time noted meanwhile wins
     * @return false where the lease was lost; then nothing was changed
     */
    public boolean settle(Claim claim, Collection<String> handled, @Nullable Instant next, Tries tries) {
        List<String> arguments = new ArrayList<>();
        arguments.add(claim.resident().key());
        arguments.add(claim.token());
        arguments.add(millis(clock.instant()));
        arguments.add(next == null ? "" : millis(next));
        arguments.add(tries.argument());
        arguments.addAll(handled);
        return guarded(() -> (long) settle.run(redis, List.of(), arguments) == 1);
    }

    /** Starts the lease anew; false where it was lost. */
    public boolean renew(Claim claim) {
        List<String> arguments = List.of(
                claim.resident().key(), claim.token(), millis(clock.instant().plus(settings.lease())));
        return guarded(() -> (long) renew.run(redis, List.of(), arguments) == 1);
    }

    /** Makes the resident due at that time at the latest. */
    public void wake(ResidentId resident, Instant at) {
        guarded(() -> wake.run(redis, List.of(), List.of(resident.key(), millis(at))));
    }

    /** How many residents are due now and were not taken yet. */
    public long depth() {
        return guarded(() -> redis.zcount("{hoixa}:due", "-inf", millis(clock.instant())));
    }

    /** For how long the first of those has waited; zero where nobody waits. */
    public Duration oldestWait() {
        return guarded(() -> {
            var first = redis.zrangeWithScores("{hoixa}:due", 0, 0);
            if (first.isEmpty()) {
                return Duration.ZERO;
            }
            long waited = clock.millis() - (long) first.getFirst().getScore();
            return Duration.ofMillis(Math.max(0, waited));
        });
    }

    /** Whether Redis holds nothing of what it held at the last call, as after a loss; true for a new one, too. */
    public boolean wasEmptied() {
        return guarded(
                () -> redis.set("{hoixa}:here", "1", SetParams.setParams().nx()) != null);
    }

    /** Answers only if Redis does. */
    public void ping() {
        guarded(redis::ping);
    }

    public Duration lease() {
        return settings.lease();
    }

    private void awaitReplicas(Jedis connection) {
        if (settings.replicas() == 0) {
            return;
        }
        long reached = connection.waitReplicas(
                settings.replicas(), settings.replicaTimeout().toMillis());
        if (reached < settings.replicas()) {
            throw new MailboxUnavailable(
                    "Redis kept the event on %d of %d replicas".formatted(reached, settings.replicas()), null);
        }
    }

    private static Claim readClaim(List<?> found, String token) {
        List<Mail> mail = new ArrayList<>();
        for (Object one : (List<?>) found.get(1)) {
            List<?> parts = (List<?>) one;
            String kept = (String) parts.get(1);
            int bar = kept.indexOf('|');
            mail.add(new Mail(
                    (String) parts.get(0),
                    kept.substring(bar + 1),
                    Instant.ofEpochMilli(Long.parseLong(kept.substring(0, bar))),
                    Integer.parseInt((String) parts.get(2))));
        }
        return new Claim(ResidentId.parse((String) found.get(0)), token, mail);
    }

    private static String millis(Instant time) {
        return String.valueOf(time.toEpochMilli());
    }

    private static <T> T guarded(java.util.function.Supplier<T> command) {
        try {
            return command.get();
        } catch (JedisException e) {
            throw new MailboxUnavailable("Redis does not answer: " + e.getMessage(), e);
        }
    }
}
