package vn.hoixa.outbox;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be sent, and what of it is kept.
 *
 * @param spendChargedOnOfficers whether notices to officers may be sent that Zalo takes money for
 * @param buttons pages whose messages may carry buttons; those of government never do
 * @param keepFiles how long pictures and files that were sent are kept
 */
@ConfigurationProperties("hoixa.sending")
record LetterSettings(
        @DefaultValue("false") boolean spendChargedOnOfficers,
        @DefaultValue Set<String> buttons,
        @DefaultValue("90d") Duration keepFiles) {}
