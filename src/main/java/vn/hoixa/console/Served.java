package vn.hoixa.console;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;

/** The commune that a page's address names. */
@Component
class Served {
    private final Communes communes;

    Served(Communes communes) {
        this.communes = communes;
    }

    /** @throws ResponseStatusException 404, as for everything that is not there */
    Commune named(String id) {
        Commune commune = communes.named(id);
        if (commune == null) {
            throw gone();
        }
        return commune;
    }

    static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
