package vn.hoixa.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/**
 * Passes on whose conversation changed: through Redis to every instance, and on to the pages that are open there.
 *
 * <p>Only ids go out, and nobody waits for it: what gets lost, a page fetches by itself within a minute.
 */
@Component
public class Live implements SmartLifecycle {
    /** The mailbox tells of each turn here, too (settle.lua). */
    private static final String CHANNEL = "{hoixa}:changed";

    private static final Logger log = LoggerFactory.getLogger(Live.class);
    private static final int MOST_PAGES = 500;
    private static final int MOST_OF_ONE = 4;
    private static final int MOST_WAITING = 10_000;
    private static final long GATHERED_MILLIS = 300;
    private static final long BEAT_SECONDS = 15;
    private static final long AGAIN_SECONDS = 2;

    /** Longer than a page is left open before it has to show its session again. */
    private static final long LIMIT_MILLIS = 120_000;

    private final RedisClient redis;
    private final Database database;
    private final Communes communes;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Subscription subscription = new Subscription();
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ExecutorService senders;

    Live(RedisClient redis, Database database, Communes communes) {
        this.redis = redis;
        this.database = database;
        this.communes = communes;
    }

    /** To be called when the change is committed. */
    public void changed(ResidentId resident) {
        try {
            redis.publish(CHANNEL, resident.key());
        } catch (JedisException e) {
            log.debug("No page is told of a change, Redis is away: {}", e.getMessage());
        }
    }

    /** A page of the commune that wants to know; null where too many do. */
    synchronized @Nullable SseEmitter open(String commune, long account) {
        long theirs = listeners.stream().filter(one -> one.account() == account).count();
        ExecutorService sending = senders;
        if (sending == null || theirs >= MOST_OF_ONE || listeners.size() >= MOST_PAGES) {
            return null;
        }
        var emitter = new SseEmitter(LIMIT_MILLIS);
        var listener = new Listener(commune, account, emitter, sending);
        Runnable gone = () -> listeners.remove(listener);
        emitter.onCompletion(gone);
        emitter.onError(why -> gone.run());
        emitter.onTimeout(emitter::complete);
        listeners.add(listener);
        return emitter;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // They run until the timer ends.
    public synchronized void start() {
        senders = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService started = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("live-", 1).daemon().factory());
        started.scheduleWithFixedDelay(this::subscribe, 0, AGAIN_SECONDS, TimeUnit.SECONDS);
        started.scheduleWithFixedDelay(this::tell, GATHERED_MILLIS, GATHERED_MILLIS, TimeUnit.MILLISECONDS);
        started.scheduleWithFixedDelay(
                () -> listeners.forEach(Listener::beat), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        timer = started;
    }

    /** Before the web server, which waits for open pages. */
    @Override
    public synchronized void stop() {
        if (timer != null && senders != null) {
            timer.shutdownNow();
            subscription.end();
            listeners.forEach(Listener::close);
            senders.shutdown();
            timer = null;
            senders = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** Holds its thread as long as Redis is there. */
    private void subscribe() {
        try {
            redis.subscribe(subscription, CHANNEL);
        } catch (JedisException e) {
            log.debug("Open pages are told of no changes for now: {}", e.getMessage());
        }
    }

    private void tell() {
        Set<String> waiting = new HashSet<>(changed);
        changed.removeAll(waiting);
        for (String key : waiting) {
            ResidentId resident = ResidentId.parse(key);
            Commune commune = communes.of(resident.oa());
            List<Listener> told = listeners.stream()
                    .filter(one -> commune != null && one.commune().equals(commune.id()))
                    .toList();
            if (!told.isEmpty()) {
                row(resident).forEach(row -> told.forEach(one -> one.tell(row)));
            }
        }
    }

    /** Empty for nobody who ever wrote. */
    private Set<Long> row(ResidentId resident) {
        try {
            return database
                    .read()
                    .sql("SELECT id FROM resident WHERE oa = ? AND zalo_user = ?")
                    .params(resident.oa(), resident.user())
                    .query(Long.class)
                    .list()
                    .stream()
                    .collect(Collectors.toSet());
        } catch (DataAccessException e) {
            log.debug("A change is not told: {}", e.getMessage());
            return Set.of();
        }
    }

    private final class Subscription extends JedisPubSub {
        @Override
        public void onMessage(String channel, String message) {
            if (!listeners.isEmpty() && changed.size() < MOST_WAITING) {
                changed.add(message);
            }
        }

        void end() {
            try {
                if (isSubscribed()) {
                    unsubscribe();
                }
            } catch (JedisException e) {
                log.debug("Redis was away before: {}", e.getMessage());
            }
        }
    }
}
