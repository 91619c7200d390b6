package vn.hoixa.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import vn.hoixa.account.SignedIn;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.Database;

/**
 * Who has a conversation open just now.
 *
 * <p>{@code {hoixa}:here:RESIDENT}, a sorted set: ids of accounts by when they were last seen there.
 */
@Component
public class Presence {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    /** Twice what a page takes to say so again. */
    private static final Duration HOLDS = Duration.ofSeconds(45);

    private final RedisClient redis;
    private final Database database;
    private final Live live;
    private final InstantSource clock;

    Presence(RedisClient redis, Database database, Live live, InstantSource clock) {
        this.redis = redis;
        this.database = database;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Notes that somebody is there, and tells who else is; nobody where Redis is away.
     *
     * @param row the resident's id in the database
     */
    public List<String> others(ResidentId resident, long row, SignedIn who) {
        try {
            Set<Long> others = seen(resident, row, who).stream()
                    .map(Long::valueOf)
                    .filter(id -> id != who.id())
                    .collect(Collectors.toSet());
            return others.isEmpty() ? List.of() : names(others);
        } catch (JedisException e) {
            log.debug("Nobody is seen beside others, Redis is away: {}", e.getMessage());
            return List.of();
        }
    }

    private List<String> seen(ResidentId resident, long row, SignedIn who) {
        String key = "{hoixa}:here:" + row;
        long now = clock.millis();
        redis.zremrangeByScore(key, 0, (double) (now - HOLDS.toMillis()));
        boolean isNew = redis.zadd(key, (double) now, String.valueOf(who.id())) == 1;
        redis.pexpire(key, HOLDS.toMillis());
        if (isNew) {
            live.changed(resident);
        }
        return redis.zrange(key, 0, -1);
    }

    private List<String> names(Set<Long> accounts) {
        return database.read()
                .sql("SELECT shown_name FROM account WHERE id IN (:ids) ORDER BY shown_name")
                .param("ids", accounts)
                .query(String.class)
                .list();
    }
}
