package vn.hoixa.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.hoixa.SetupException;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Buckets;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.Vault;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ZaloSettings.class, SendingSettings.class, BotSettings.class})
class ZaloConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ZaloConfiguration.class);

    @Bean
    AppSettings appSettings(
            ZaloSettings settings, Database database, Vault vault, DataFolder folder, InstantSource clock) {
        return new AppSettings(settings, database, vault, folder, clock);
    }

    @Bean(destroyMethod = "close")
    Sightings sightings(Database database, AppSettings app, InstantSource clock, MeterRegistry meters) {
        return new Sightings(database, app, clock, meters);
    }

    @Bean
    Hosts zaloHosts(ZaloSettings settings, AppSettings app, Environment environment) {
        return new Hosts(settings, app, environment);
    }

    @Bean
    Connections connections(Database database, Vault vault, AppSettings app, InstantSource clock) {
        return new Connections(database, vault, app, clock);
    }

    @Bean(destroyMethod = "close")
    OAuth oauth(ZaloSettings settings, SendingSettings sending, AppSettings app, Hosts hosts, Sightings sightings) {
        return new OAuth(hosts, app, sending, settings.callTimeout(), sightings);
    }

    @Bean
    Tokens tokens(
            ZaloSettings settings,
            Connections connections,
            OAuth oauth,
            AppSettings app,
            InstantSource clock,
            MeterRegistry meters) {
        return new Tokens(connections, oauth, app, clock, meters, settings.callTimeout());
    }

    @Bean
    Connector connector(
            Connections connections,
            Tokens tokens,
            OAuth oauth,
            AppSettings app,
            ZaloSettings settings,
            Communes communes,
            Database database,
            Vault vault,
            InstantSource clock) {
        return new Connector(connections, tokens, oauth, app, settings, communes, database, vault, clock);
    }

    @Bean
    Quarantine quarantine(Database database, InstantSource clock, MeterRegistry meters, Alarms alarms) {
        return new Quarantine(database, clock, meters, alarms);
    }

    @Bean
    Checks checks(Sightings sightings, AppSettings app, Connector connector, DomainProof proof) {
        return new Checks(sightings, app, connector, proof);
    }

    @Bean
    Endpoints endpoints(Database database, Credentials credentials, InstantSource clock) {
        return new Endpoints(database, credentials, clock);
    }

    @Bean
    Traffic traffic(
            Sightings sightings, Quarantine quarantine, Endpoints endpoints, Database database, MeterRegistry meters) {
        return new Traffic(sightings, quarantine, endpoints, database, meters);
    }

    @Bean
    Credentials credentials(
            ZaloSettings settings,
            AppSettings app,
            Hosts hosts,
            Tokens tokens,
            Connections connections,
            Communes communes) {
        settings.tokens().keySet().stream()
                .filter(oa -> !communes.isServed(oa))
                .findFirst()
                .ifPresent(oa -> {
                    throw new SetupException(
                            "There is a token for page " + oa + ", but no commune has this page: its events would be"
                                    + " dropped.",
                            "Write the page's number as \"oa\" into communes/<name>/profile.yaml of the knowledge"
                                    + " base, or correct the setting HOIXA_ZALO_TOKENS_" + oa + ".");
                });
        communes.all().stream()
                .filter(commune -> !app.isTrial()
                        && !settings.tokens().containsKey(commune.oa())
                        && connections.find(commune.oa()).isEmpty())
                .forEach(commune -> log.warn(
                        "{} has no token for its page {}: its residents' messages are kept, but none can be answered."
                                + " Connect the page in the settings, or set HOIXA_ZALO_TOKENS_{}.",
                        commune.name(),
                        commune.oa(),
                        commune.oa()));
        return new Credentials(settings, app, hosts, tokens);
    }

    @Bean(destroyMethod = "close")
    ZaloClient zaloClient(
            ZaloSettings settings,
            SendingSettings sending,
            Credentials credentials,
            Endpoints endpoints,
            Mailbox mailbox,
            Buckets buckets,
            InstantSource clock,
            MeterRegistry meters,
            Sightings sightings) {
        if (settings.callTimeout().multipliedBy(2).compareTo(mailbox.lease()) > 0) {
            throw new SetupException(
                    "A call to Zalo may take " + settings.callTimeout() + ", over half of the lease of "
                            + mailbox.lease() + ": a second worker could send the same message.",
                    "Lower HOIXA_ZALO_CALL_TIMEOUT or raise HOIXA_REDIS_LEASE.");
        }
        return new ZaloClient(
                credentials, settings.callTimeout(), sending, endpoints, buckets, clock, meters, sightings);
    }

    @Bean(destroyMethod = "close")
    BotClient botClient(BotSettings bots, ZaloSettings settings, SendingSettings sending, Credentials credentials) {
        return new BotClient(bots, sending, credentials::appSecret, settings.callTimeout());
    }

    /** One picture on a slow line, but no longer. */
    @Bean(destroyMethod = "close")
    Downloads downloads() {
        return new Downloads(new OkHttpClient(), PublicAddress::is, Duration.ofSeconds(20));
    }

    @Bean(destroyMethod = "close")
    ZaloReads zaloReads(ZaloSettings settings, SendingSettings sending, Credentials credentials, Sightings sightings) {
        return new ZaloReads(credentials, sending, settings.callTimeout(), sightings);
    }
}
