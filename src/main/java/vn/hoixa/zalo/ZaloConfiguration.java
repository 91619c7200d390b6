package vn.hoixa.zalo;

import java.time.Duration;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.hoixa.SetupException;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.storage.DataFolder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ZaloSettings.class)
class ZaloConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ZaloConfiguration.class);

    @Bean
    Credentials credentials(ZaloSettings settings, DataFolder folder, Environment environment, Communes communes) {
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
                .filter(commune -> settings.isReal() && !settings.tokens().containsKey(commune.oa()))
                .forEach(commune -> log.warn(
                        "{} has no token for its page {}: its residents' messages are kept, but none can be answered."
                                + " Set HOIXA_ZALO_TOKENS_{}.",
                        commune.name(),
                        commune.oa(),
                        commune.oa()));
        return new Credentials(settings, folder, environment);
    }

    @Bean(destroyMethod = "close")
    ZaloClient zaloClient(ZaloSettings settings, Credentials credentials, Mailbox mailbox) {
        if (settings.callTimeout().multipliedBy(2).compareTo(mailbox.lease()) > 0) {
            throw new SetupException(
                    "A call to Zalo may take " + settings.callTimeout() + ", over half of the lease of "
                            + mailbox.lease() + ": a second worker could send the same message.",
                    "Lower HOIXA_ZALO_CALL_TIMEOUT or raise HOIXA_REDIS_LEASE.");
        }
        return new ZaloClient(credentials, settings.callTimeout());
    }

    /** One picture on a slow line, but no longer. */
    @Bean(destroyMethod = "close")
    Downloads downloads() {
        return new Downloads(new OkHttpClient(), PublicAddress::is, Duration.ofSeconds(20));
    }

    @Bean(destroyMethod = "close")
    ZaloReads zaloReads(ZaloSettings settings, Credentials credentials) {
        return new ZaloReads(credentials, settings.callTimeout());
    }
}
