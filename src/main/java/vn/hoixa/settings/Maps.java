package vn.hoixa.settings;

import java.net.URI;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Links;

/** Addresses of maps that residents may be sent to. */
@Component
public class Maps {
    private static final Set<String> HOSTS =
            Set.of("maps.app.goo.gl", "maps.google.com", "www.openstreetmap.org", "maps.vietmap.vn");

    /** On this host, only what is a map. */
    private static final String SEARCH = "www.google.com";

    private final Links links;

    Maps(Links links) {
        this.links = links;
    }

    public boolean isAllowed(String address) {
        try {
            URI uri = URI.create(address);
            String host = uri.getHost();
            boolean isMap = host != null
                    && uri.getUserInfo() == null
                    && uri.getPort() == -1
                    && (HOSTS.contains(host)
                            || (host.equals(SEARCH)
                                    && uri.getPath() != null
                                    && uri.getPath().startsWith("/maps"))
                            || links.isAllowed(address));
            return "https".equals(uri.getScheme()) && isMap;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
