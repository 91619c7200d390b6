package vn.hoixa.zalo;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.hoixa.SetupException;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.storage.DataFolder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ZaloSettings.class)
class ZaloConfiguration {

    @Bean
    Credentials credentials(ZaloSettings settings, DataFolder folder, Environment environment) {
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
}
