package vn.hoixa.console;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import vn.hoixa.matching.Library;

/** The knowledge that is in service, and publishing, on the management port. */
@Component
@Endpoint(id = "knowledge")
class Publishing {
    private final Library library;

    Publishing(Library library) {
        this.library = library;
    }

    /** What is in service. */
    record Report(String version, int guides, int communes) {}

    @ReadOperation
    Report report() {
        var knowledge = library.current().knowledge();
        return new Report(
                knowledge.version(),
                knowledge.guides().size(),
                knowledge.communes().size());
    }

    /** Publishes the files as they are now. */
    @WriteOperation
    Library.Outcome publish() {
        return library.publish();
    }
}
