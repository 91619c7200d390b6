package vn.hoixa.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.matching.Library;

/** Codes for officers from the command line, on the management port. */
@Component
@Endpoint(id = "linkcodes")
class LinkCodesEndpoint {
    private final LinkSlips slips;
    private final Library library;

    LinkCodesEndpoint(LinkSlips slips, Library library) {
        this.slips = slips;
        this.library = library;
    }

    /** New codes for all officers of the commune; null where there is no such commune. */
    @WriteOperation
    @Nullable
    List<LinkSlips.Slip> make(@Selector String commune) {
        Commune found = library.current().knowledge().commune(commune);
        return found == null ? null : slips.make(found);
    }
}
