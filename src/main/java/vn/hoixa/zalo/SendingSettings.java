package vn.hoixa.zalo;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * How messages leave for Zalo.
 *
 * @param appsecretProof whether calls carry {@code appsecret_proof}, as the app's console can demand
 * @param proxy {@code host:port} by which Zalo is reached; none for the straight way
 * @param spendCharged whether messages may be sent that Zalo takes money for, from 48 hours to 7 days after the
 *     resident's last one
 * @param callsPerMinute how many calls all pages of the app may make together; Zalo's limit is about 4,000
 * @param callsPerMinuteAndPage how many one page may make; Zalo's limit depends on the page's package
 */
@ConfigurationProperties("hoixa.zalo")
public record SendingSettings(
        @DefaultValue("false") boolean appsecretProof,
        @Nullable String proxy,
        @DefaultValue("false") boolean spendCharged,
        @DefaultValue("4000") int callsPerMinute,
        @DefaultValue("2000") int callsPerMinuteAndPage) {

    public SendingSettings {
        proxy = proxy == null || proxy.isBlank() ? null : proxy.strip();
        if (proxy != null && address(proxy) == null) {
            throw new SetupException(
                    "HOIXA_ZALO_PROXY is \"" + proxy + "\", which is no host and port.",
                    "Write it as in proxy.example.gov.vn:3128, without http:// and without a password.");
        }
        if (Math.min(callsPerMinute, callsPerMinuteAndPage) < 1) {
            throw new SetupException(
                    "No call to Zalo is allowed: one of the limits a minute is below 1.",
                    "Set HOIXA_ZALO_CALLS_PER_MINUTE and HOIXA_ZALO_CALLS_PER_MINUTE_AND_PAGE to 1 or more, or"
                            + " leave them out.");
        }
    }

    @Nullable
    InetSocketAddress proxyAddress() {
        return proxy == null ? null : address(proxy);
    }

    private static @Nullable InetSocketAddress address(String proxy) {
        try {
            URI uri = URI.create("http://" + proxy);
            boolean isBare = uri.getHost() != null && uri.getPort() > 0 && proxy.equals(uri.getAuthority());
            return isBare && uri.getUserInfo() == null
                    ? InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort())
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
