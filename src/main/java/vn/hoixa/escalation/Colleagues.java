package vn.hoixa.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Folding;

/** To whom an officer can pass a case: who is there, can be reached, and is not concerned by it. */
@Component
class Colleagues {
    private final Directory directory;

    Colleagues(Directory directory) {
        this.directory = directory;
    }

    /** Those of the case's field first. */
    List<Officer> of(Case about, Officer officer, Instant now) {
        Set<Officer> all = new LinkedHashSet<>();
        if (about.field() != null) {
            all.addAll(directory.forField(about.commune(), about.field()));
        }
        all.addAll(directory.of(about.commune()));
        return all.stream()
                .filter(one -> one.id() != officer.id()
                        && !one.removed()
                        && !about.exclusion().covers(one))
                .filter(one -> directory.isReachable(one) && !directory.isAway(one, now))
                .toList();
    }

    /** Those whom the words name: by name, by post, or by a field of which the first who is there is taken. */
    List<Officer> named(Case about, List<Officer> colleagues, String words) {
        String named = Orders.untitled(Folding.fold(words));
        if (named.isEmpty()) {
            return List.of();
        }
        List<Officer> exactly = colleagues.stream()
                .filter(one -> Folding.fold(one.name()).equals(named))
                .toList();
        if (!exactly.isEmpty()) {
            return exactly;
        }
        List<Officer> treating = new ArrayList<>(directory.forField(about.commune(), named.replace(' ', '-')));
        treating.addAll(directory.forField(about.commune(), words.strip()));
        treating.retainAll(colleagues);
        if (!treating.isEmpty()) {
            return List.of(treating.getFirst());
        }
        return colleagues.stream()
                .filter(one -> has(one.name(), named) || has(one.post(), named))
                .toList();
    }

    private static boolean has(String text, String words) {
        return (" " + Folding.fold(text) + " ").contains(" " + words + " ");
    }
}
