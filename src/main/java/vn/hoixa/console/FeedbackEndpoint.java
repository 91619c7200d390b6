package vn.hoixa.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import vn.hoixa.feedback.Refiling;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.matching.Library;

/** Filing of old feedback anew, from the command line, on the management port. */
@Component
@Endpoint(id = "feedback")
class FeedbackEndpoint {
    private final Refiling refiling;
    private final Library library;

    FeedbackEndpoint(Refiling refiling, Library library) {
        this.refiling = refiling;
        this.library = library;
    }

    /** Of all communes. */
    @WriteOperation
    Refiling.Refiled refile() {
        return refiling.refile(library.current().knowledge().communes());
    }

    /** Of one; null where there is none of that name. */
    @WriteOperation
    Refiling.@Nullable Refiled refile(@Selector String commune) {
        Commune found = library.current().knowledge().commune(commune);
        return found == null ? null : refiling.refile(List.of(found));
    }
}
