package vn.hoixa.simulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.zalo.Credentials;

/** Makes a phone that of an officer: with a code that is sent from it, as officers do. */
@RestController
class OfficerPhones {
    private final Credentials credentials;
    private final Communes communes;
    private final Directory directory;

    OfficerPhones(Credentials credentials, Communes communes, Directory directory) {
        this.credentials = credentials;
        this.communes = communes;
        this.directory = directory;
    }

    /** @param phone the one that is theirs, or null */
    record Holder(
            long id, String name, String post, @Nullable String phone) {}

    @GetMapping("/simulator/officers")
    List<Holder> officers() {
        return all().stream()
                .map(officer -> new Holder(officer.id(), officer.name(), officer.post(), phone(officer)))
                .toList();
    }

    @PostMapping("/simulator/officers/{id}/code")
    Map<String, String> code(@PathVariable("id") long id) {
        if (all().stream().noneMatch(officer -> officer.id() == id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return Map.of("code", directory.newCode(id));
    }

    private List<Officer> all() {
        if (!credentials.isTrial()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return directory.of(communes.all().getFirst().id());
    }

    private static @Nullable String phone(Officer officer) {
        String user = officer.zaloUser();
        return user == null ? null : user.replace(Phone.RESIDENT, "");
    }
}
