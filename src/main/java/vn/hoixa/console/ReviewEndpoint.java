package vn.hoixa.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Links;
import vn.hoixa.matching.Library;

/** Reviewing from the command line, on the management port. */
@Component
@Endpoint(id = "reviews")
class ReviewEndpoint {
    private final ReviewDesk desk;
    private final Library library;
    private final Links links;

    ReviewEndpoint(ReviewDesk desk, Library library, Links links) {
        this.desk = desk;
        this.library = library;
        this.links = links;
    }

    /**
     * A guide to be reviewed.
     *
     * @param state approved, refused or open
     * @param by who said so, or null
     * @param withheld facets that are kept back because the official fact changed
     */
    record Paper(
            String code,
            String title,
            String fingerprint,
            String state,
            @Nullable String by,
            String summary,
            Map<Facet, String> facets,
            Map<Facet, String> withheld) {}

    /** What the commune's people should read; null where there is no such commune. */
    @ReadOperation
    @Nullable
    List<Paper> papers(@Selector String commune) {
        Commune found = library.current().knowledge().commune(commune);
        return found == null
                ? null
                : desk.papers(found).stream().map(ReviewEndpoint::paper).toList();
    }

    /**
     * Approves or refuses one guide, or makes a link with which a person does so on a phone.
     *
     * @param code of the guide; left out, a link is made
     * @return the state that was kept, or the address of the link; null where there is no such commune
     */
    @WriteOperation
    @Nullable
    Map<String, String> judge(
            @Selector String commune,
            String person,
            @Nullable String code,
            @Nullable String fingerprint,
            @Nullable Boolean approved,
            @Nullable String note) {
        Commune found = library.current().knowledge().commune(commune);
        if (found == null) {
            return null;
        }
        if (person.isBlank()) {
            throw new InvalidEndpointRequestException("no person", "Residents read who approved: give name and post.");
        }
        if (code == null) {
            return Map.of("link", links.address("/duyet/" + desk.link(found, person.strip())));
        }
        if (fingerprint == null || approved == null) {
            throw new InvalidEndpointRequestException("half a judgement", "Give code, fingerprint and approved.");
        }
        var reviewer = new ReviewDesk.Reviewer(found, person.strip(), Audit.OPERATOR);
        boolean isKept = desk.judge(reviewer, code, fingerprint, approved, note == null ? "" : note);
        return Map.of("state", isKept ? state(approved) : "changed");
    }

    private static Paper paper(ReviewDesk.Paper paper) {
        var verdict = paper.verdict();
        var guide = paper.guide();
        return new Paper(
                guide.code(),
                guide.title(),
                guide.fingerprint(),
                verdict == null ? "open" : state(verdict.isApproved()),
                verdict == null ? null : verdict.person(),
                guide.summary(),
                guide.facets(),
                guide.withheld());
    }

    private static String state(boolean isApproved) {
        return isApproved ? "approved" : "refused";
    }
}
