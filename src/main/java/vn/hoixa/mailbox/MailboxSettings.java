package vn.hoixa.mailbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * The mailbox in Redis.
 *
 * @param url {@code redis://…} or {@code rediss://…}; none starts a Redis of our own
 * @param server program to start where there is no URL; none looks for redis-server on the path, then takes ours
 * @param lease how long a worker has a resident without renewing
 * @param remember how long ids of accepted events are kept against redelivery; the database keeps them for good
 * @param replicas how many replicas must have an event before it is acknowledged
 * @param replicaTimeout how long to wait for them
 */
@ConfigurationProperties("hoixa.redis")
record MailboxSettings(
        @Nullable URI url,
        @Nullable Path server,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("2d") Duration remember,
        @DefaultValue("0") int replicas,
        @DefaultValue("1s") Duration replicaTimeout) {

    MailboxSettings {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new SetupException(
                    "hoixa.redis.lease is " + lease + ", which no message can be sent in.",
                    "Set HOIXA_REDIS_LEASE to 1s or more; 30s is usual.");
        }
    }

    @Override
    public String toString() {
        return "MailboxSettings[…]";
    }
}
