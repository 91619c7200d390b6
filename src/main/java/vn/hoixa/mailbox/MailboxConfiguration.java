package vn.hoixa.mailbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;
import vn.hoixa.storage.DataFolder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailboxSettings.class, QuietWindow.class})
@EnableScheduling
class MailboxConfiguration {
    private static final Logger log = LoggerFactory.getLogger(MailboxConfiguration.class);
    private static final int TIMEOUT_MILLIS = 2_000;

    /** Absent where an outside Redis is set. */
    @Bean
    OwnRedis ownRedis(MailboxSettings settings, DataFolder folder) {
        return new OwnRedis(settings.url() == null ? EmbeddedRedis.start(folder, settings.server()) : null);
    }

    @Bean(destroyMethod = "close")
    RedisClient redis(MailboxSettings settings, OwnRedis own) {
        URI uri = own.embedded() != null ? own.embedded().uri() : java.util.Objects.requireNonNull(settings.url());
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(64);
        pool.setMaxIdle(16);
        pool.setMaxWait(java.time.Duration.ofMillis(TIMEOUT_MILLIS));
        RedisClient client = RedisClient.builder()
                .hostAndPort(new HostAndPort(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .user(JedisURIHelper.getUser(uri))
                        .password(JedisURIHelper.getPassword(uri))
                        .database(JedisURIHelper.getDBIndex(uri))
                        .ssl(JedisURIHelper.isRedisSSLScheme(uri))
                        .connectionTimeoutMillis(TIMEOUT_MILLIS)
                        .socketTimeoutMillis(TIMEOUT_MILLIS)
                        .build())
                .poolConfig(pool)
                .build();
        if (own.embedded() == null) {
            warnIfForgetful(client);
        }
        return client;
    }

    @Bean
    Mailbox mailbox(RedisClient redis, InstantSource clock, MailboxSettings settings) {
        return new Mailbox(redis, clock, settings);
    }

    @Bean
    Traces traces(RedisClient redis) {
        return new Traces(redis);
    }

    @Bean
    Buckets buckets(RedisClient redis, InstantSource clock) {
        return new Buckets(redis, clock);
    }

    @Bean
    HealthIndicator mailboxHealthIndicator(Mailbox mailbox) {
        return () -> {
            try {
                mailbox.ping();
                return Health.up().build();
            } catch (MailboxUnavailable e) {
                return Health.down()
                        .withDetail("problem", String.valueOf(e.getMessage()))
                        .build();
            }
        };
    }

    @Bean
    MeterBinder mailboxMeters(ObjectProvider<Mailbox> mailbox) {
        return registry -> {
            Gauge.builder(
                            "hoixa.mailbox.due",
                            () -> orNaN(() -> mailbox.getObject().depth()))
                    .description("Residents that are due and not taken yet")
                    .register(registry);
            Gauge.builder(
                            "hoixa.mailbox.oldest.due.seconds",
                            () -> orNaN(() -> mailbox.getObject().oldestWait().toMillis() / 1000.0))
                    .description("For how long the first of them has waited")
                    .register(registry);
        };
    }

    private static Number orNaN(Supplier<Number> value) {
        try {
            return value.get();
        } catch (MailboxUnavailable e) {
            return Double.NaN;
        }
    }

    /** Says at start when an outside Redis may lose what HoiXa acknowledges to Zalo. */
    private static void warnIfForgetful(RedisClient client) {
        Map<String, String> wanted =
                Map.of("appendonly", "yes", "appendfsync", "always", "maxmemory-policy", "noeviction");
        try (var connection = new Jedis(client.getPool().getResource())) {
            wanted.forEach((name, value) -> {
                String found = connection.configGet(name).get(name);
                if (!value.equals(found)) {
                    log.warn(
                            "Redis has {} {}: messages that were acknowledged may be lost when it stops."
                                    + " Set {} {} on that server.",
                            name,
                            found,
                            name,
                            value);
                }
            });
        } catch (JedisException e) {
            log.warn(
                    "Redis does not tell its settings ({}). Make sure that it runs with {}; else acknowledged"
                            + " messages may be lost.",
                    e.getMessage(),
                    wanted);
        }
    }

    /** The embedded Redis, if it is ours to keep alive. */
    record OwnRedis(@Nullable EmbeddedRedis embedded) implements AutoCloseable {
        @Scheduled(fixedDelay = 1_000)
        void revive() {
            if (embedded != null) {
                embedded.revive();
            }
        }

        @Override
        public void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }
}
