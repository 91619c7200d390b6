package vn.hoixa.zalo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Downloads that trust the certificate of WireMock, and may reach it; and such a WireMock. */
public final class DownloadsOfTests {
    private static final X509TrustManager TRUSTING = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private DownloadsOfTests() {}

    public static WireMockServer server() {
        var server = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().dynamicHttpsPort().gzipDisabled(true));
        server.start();
        return server;
    }

    /** As in service, but for the certificates. */
    static Downloads guarded(Duration total) {
        return downloads(PublicAddress::is, total);
    }

    public static Downloads reachingTests(Duration total) {
        return downloads(InetAddress::isLoopbackAddress, total);
    }

    /** As in service, but that the server of tests may be reached, by its name on its port. */
    public static Downloads guardedBut(Duration total) {
        return downloads(address -> PublicAddress.is(address) || isTests(address), total);
    }

    /** Where names that end so lead to; no other name does, and none is written so. */
    private static final String TESTS = "127.0.0.77";

    private static boolean isTests(InetAddress address) {
        return address.getHostAddress().equals(TESTS);
    }

    static Downloads downloads(Predicate<InetAddress> isAllowed, Duration total) {
        return downloads(
                isAllowed,
                total,
                // As a name that somebody points at this machine, or is hosted beside it.
                name -> List.of(InetAddress.getByName(
                        name.endsWith(".example") ? "127.0.0.1" : name.endsWith(".test") ? TESTS : name)));
    }

    static Downloads downloads(Predicate<InetAddress> isAllowed, Duration total, Dns dns) {
        var base = new OkHttpClient.Builder()
                .sslSocketFactory(context().getSocketFactory(), TRUSTING)
                .hostnameVerifier((name, session) -> true)
                .dns(dns)
                .build();
        return new Downloads(base, isAllowed, total);
    }

    /** For {@code spring.main.sources}: the whole of HoiXa fetches from WireMock. */
    public static class InService {
        @Bean
        @Primary
        Downloads downloadsOfTests() {
            return reachingTests(Duration.ofSeconds(5));
        }
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {TRUSTING}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
