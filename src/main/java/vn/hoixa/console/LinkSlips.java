package vn.hoixa.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;

/** Codes by which a commune's officers link their Zalo accounts, for all of them at once. */
@Component
class LinkSlips {
    /** As the directory keeps them. */
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private final Directory directory;
    private final InstantSource clock;

    LinkSlips(Directory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** @param until as people say it */
    record Slip(String name, String post, String code, String until) {}

    /** New ones; those that were made before end. */
    List<Slip> make(Commune commune) {
        return make(directory.of(commune.id()));
    }

    /** For one of them; empty where no such officer is in the commune. */
    List<Slip> make(Commune commune, long officer) {
        return make(directory.of(commune.id()).stream()
                .filter(one -> one.id() == officer)
                .toList());
    }

    private List<Slip> make(List<Officer> officers) {
        Instant until = clock.instant().plus(HOLDS);
        return officers.stream()
                .map(officer -> new Slip(
                        officer.name(), officer.post(), directory.newCode(officer.id()), CommuneTime.said(until)))
                .toList();
    }
}
