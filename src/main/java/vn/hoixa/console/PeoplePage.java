package vn.hoixa.console;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Opens;
import vn.hoixa.account.People;
import vn.hoixa.account.Person;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;

/** Where an administrator sees who has an account, invites others, gives roles, and takes accounts out of use. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class PeoplePage {
    private static final String ALL = "/console/people";
    private static final String OF_COMMUNE = ALL + "/of/{commune}";

    private final People people;
    private final Directory directory;
    private final Communes communes;

    PeoplePage(People people, Directory directory, Communes communes) {
        this.people = people;
        this.directory = directory;
        this.communes = communes;
    }

    /** An account as it is listed. */
    record Line(
            Person person,
            boolean isOwn,
            boolean isWithinReach,
            @Nullable String officer,
            List<Held> held) {}

    /** A role, where it holds, and whether it is the reader's to take. */
    record Held(Membership membership, @Nullable String commune, boolean mayBeTaken) {}

    /** @param said what was done before, the end of a message's key; empty for nothing */
    @GetMapping({ALL, OF_COMMUNE})
    String page(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(name = "commune", required = false) @Nullable String commune,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        model.addAttribute("said", said.matches("done|disabled|enabled|own|nothing") ? said : "");
        return show(who, commune, model);
    }

    /** The link stands in this one answer and nowhere else: not in an address, which browsers keep. */
    @PostMapping({ALL + "/invitations", OF_COMMUNE + "/invitations"})
    String invite(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(name = "commune", required = false) @Nullable String commune,
            @RequestParam("role") Role role,
            @RequestParam(name = "officer", required = false) @Nullable Long officer,
            Model model) {
        String where =
                commune == null ? Membership.EVERYWHERE : commune(commune).id();
        Long known = officer == null ? null : officer(where, officer).id();
        model.addAttribute("link", shown(people.invite(who, new Membership(where, role), known)));
        model.addAttribute("said", "");
        return show(who, commune, model);
    }

    @PostMapping({ALL + "/{id}/reset", OF_COMMUNE + "/{id}/reset"})
    String reset(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(name = "commune", required = false) @Nullable String commune,
            @PathVariable("id") long id,
            Model model) {
        model.addAttribute("link", shown(people.reset(who, id)));
        model.addAttribute("said", "");
        return show(who, commune, model);
    }

    @PostMapping({ALL + "/{id}/disable", OF_COMMUNE + "/{id}/disable"})
    String disable(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(name = "commune", required = false) @Nullable String commune,
            @PathVariable("id") long id) {
        return back(commune, people.disable(who, id), "disabled");
    }

    @PostMapping({ALL + "/{id}/enable", OF_COMMUNE + "/{id}/enable"})
    String enable(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(name = "commune", required = false) @Nullable String commune,
            @PathVariable("id") long id) {
        return back(commune, people.enable(who, id), "enabled");
    }

    /** @param where a commune, or empty for everywhere */
    @PostMapping({ALL + "/{id}/roles", OF_COMMUNE + "/{id}/roles"})
    String join(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(name = "commune", required = false) @Nullable String commune,
            @PathVariable("id") long id,
            @RequestParam("role") Role role,
            @RequestParam(name = "where", defaultValue = "") String where) {
        return back(commune, people.join(who, id, membership(commune, role, where)), "done");
    }

    @PostMapping({ALL + "/{id}/roles/taken", OF_COMMUNE + "/{id}/roles/taken"})
    String leave(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(name = "commune", required = false) @Nullable String commune,
            @PathVariable("id") long id,
            @RequestParam("role") Role role,
            @RequestParam(name = "where", defaultValue = "") String where) {
        return back(commune, people.leave(who, id, membership(commune, role, where)), "done");
    }

    /** On a commune's page only that commune is meant, whatever the form says. */
    private Membership membership(@Nullable String commune, Role role, String where) {
        String meant = commune == null ? where : commune;
        return new Membership(
                meant.equals(Membership.EVERYWHERE) ? meant : commune(meant).id(), role);
    }

    private String show(SignedIn who, @Nullable String id, Model model) {
        Commune commune = id == null ? null : commune(id);
        List<Person> listed = commune == null ? people.all() : people.of(commune.id());
        model.addAttribute("who", who);
        model.addAttribute("commune", commune);
        model.addAttribute("base", commune == null ? ALL : ALL + "/of/" + commune.id());
        model.addAttribute(
                "people", listed.stream().map(person -> line(who, person)).toList());
        model.addAttribute("roles", Role.values());
        model.addAttribute("communes", commune == null ? communes.all() : List.of());
        model.addAttribute(
                "officers",
                commune == null
                        ? List.of()
                        : directory.of(commune.id()).stream()
                                .filter(officer -> !officer.removed())
                                .toList());
        return "console/people";
    }

    private Line line(SignedIn who, Person person) {
        String officer = person.officer() == null
                ? null
                : directory.find(person.officer()).map(Officer::name).orElse(null);
        List<Held> held = person.memberships().stream()
                .map(membership -> new Held(
                        membership,
                        Optional.ofNullable(communes.named(membership.commune()))
                                .map(Commune::name)
                                .orElse(null),
                        who.may(membership.commune(), Role.ADMINISTRATOR)
                                && !(person.id() == who.id() && membership.role() == Role.ADMINISTRATOR)))
                .toList();
        return new Line(person, person.id() == who.id(), People.isWithinReach(who, person), officer, held);
    }

    private Officer officer(String commune, long id) {
        return directory
                .find(id)
                .filter(officer -> officer.commune().equals(commune) && !officer.removed())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Commune commune(String id) {
        Commune commune = communes.named(id);
        if (commune == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return commune;
    }

    private static String shown(Optional<String> link) {
        return link.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String back(@Nullable String commune, People.Outcome outcome, String done) {
        String said =
                switch (outcome) {
                    case DONE -> done;
                    case OWN -> "own";
                    case NOTHING -> "nothing";
                };
        return "redirect:" + (commune == null ? ALL : ALL + "/of/" + commune) + "?said=" + said;
    }
}
