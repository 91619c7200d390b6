package vn.hoixa.knowledge;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * Which addresses residents are sent, so that a false one is seen to be false.
 *
 * @param site public address of our own pages, as in {@code https://hoi.example.gov.vn}; null where they have none
 * @param hosts hosts that may be linked to, with all below them
 */
@ConfigurationProperties("hoixa.links")
public record Links(
        @Nullable URI site, @DefaultValue("gov.vn") List<String> hosts) {
    public Links {
        hosts = List.copyOf(hosts);
        if (site != null && (site.getHost() == null || site.getScheme() == null)) {
            throw new SetupException(
                    "HOIXA_LINKS_SITE is \"" + site + "\", which is no address.",
                    "Write it whole, as in https://hoi.xa-mau.gov.vn, or leave it out.");
        }
    }

    /** The public page of a guide, or null where the pages have no public address. */
    public @Nullable String page(Commune commune, Guide guide) {
        boolean hasPage = guide.isWritten() && guide.kind() != Kind.ELSEWHERE;
        return site == null || !hasPage ? null : address("/thu-tuc/" + guide.code() + "?xa=" + commune.id());
    }

    /** An address below the public one; below nothing where there is none. */
    public String address(String path) {
        return site == null ? path : site.toString().replaceFirst("/+$", "") + path;
    }

    /** Whether residents may be sent there. */
    public boolean isAllowed(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null
                    && ((site != null && host.equals(site.getHost()))
                            || hosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
