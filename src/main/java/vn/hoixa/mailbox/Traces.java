package vn.hoixa.mailbox;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What was deleted stands in Redis' append-only file until that is written anew, which Redis does by itself only once
 * the file has grown; after an erasure it is asked to.
 */
public final class Traces {
    private static final Logger log = LoggerFactory.getLogger(Traces.class);

    private final RedisClient redis;
    private final AtomicBoolean isWanted = new AtomicBoolean();

    Traces(RedisClient redis) {
        this.redis = redis;
    }

    /** Asks for the file to be written anew; what was deleted before is not in it then. */
    public void remove() {
        isWanted.set(true);
        removeWhereWanted();
    }

    /** What could not be asked for at its time. */
    @Scheduled(fixedDelay = 5, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void removeWhereWanted() {
        if (isWanted.getAndSet(false) && !ask()) {
            isWanted.set(true);
        }
    }

    /** For erasures before which HoiXa was stopped. */
    @Scheduled(cron = "0 40 2 * * *", zone = "Asia/Ho_Chi_Minh")
    void removeAtNight() {
        remove();
    }

    /** False where it is to be tried again. */
    private boolean ask() {
        try (var connection = new Jedis(redis.getPool().getResource())) {
            connection.bgrewriteaof();
            return true;
        } catch (JedisDataException e) {
            // One that began before the deletion still holds what was deleted.
            boolean isBusy = String.valueOf(e.getMessage()).contains("in progress");
            if (!isBusy) {
                log.warn(
                        "Redis does not write its append-only file anew when asked ({}). Erased texts stay in that file"
                                + " until Redis does so by itself; allow BGREWRITEAOF for HoiXa's user on that server.",
                        e.getMessage());
            }
            return !isBusy;
        } catch (JedisException e) {
            log.debug("Redis is away; its file is written anew later", e);
            return false;
        }
    }
}
