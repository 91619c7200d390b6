package vn.hoixa.site;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import vn.hoixa.knowledge.Links;

/** Where the public pages are; every part is encoded, so that no address leads out of them. */
@Component
class Addresses {
    static final String ROOT = "/thu-tuc";

    private final Links links;

    Addresses(Links links) {
        this.links = links;
    }

    static String list(@Nullable String commune, @Nullable String field) {
        String query = parameter("?", "xa", commune);
        return ROOT + query + parameter(query.isEmpty() ? "?" : "&", "linh-vuc", field);
    }

    static String guide(@Nullable String commune, String code) {
        return ROOT + "/" + UriUtils.encode(code, StandardCharsets.UTF_8) + parameter("?", "xa", commune);
    }

    static String posters(String commune) {
        return guide(commune, "qr");
    }

    /** Whether there is an address that holds for everybody, and not only where it was asked. */
    boolean isPublic() {
        return links.site() != null;
    }

    /** The whole address, for paper: below the public one, or where there is none, below the one that was asked. */
    String whole(String path) {
        return isPublic()
                ? links.address(path)
                : ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + path;
    }

    private static String parameter(String before, String name, @Nullable String value) {
        return value == null ? "" : before + name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
