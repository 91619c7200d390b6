package vn.hoixa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Roster;
import vn.hoixa.testing.ShippedKnowledge;

/** The sample commune's people are those of its profile, and treat every field. */
class SampleTest {
    private static final Knowledge SHIPPED = ShippedKnowledge.read().publish();
    private static final Commune COMMUNE = Objects.requireNonNull(SHIPPED.commune("xa-mau"));
    private static final Roster ROSTER =
            new Communes(() -> SHIPPED).roster(COMMUNE).orElseThrow();

    @Test
    void hasThePeopleOfTheProfile() {
        assertThat(ROSTER.people().stream().map(one -> new Commune.Post(one.post(), one.name(), one.phone())))
                .containsExactlyElementsOf(COMMUNE.posts());
    }

    @Test
    void coversEveryFieldOfTheBankWithASubstitute() throws IOException {
        assertThat(ROSTER.fields().keySet()).isEqualTo(folders());
        assertThat(ROSTER.fields().values())
                .allSatisfy(named -> assertThat(named).hasSize(2).doesNotHaveDuplicates());
    }

    @Test
    void knowsTheSameUnitsAsTheFiles() {
        assertThat(Stream.of(Unit.values()).map(Unit::key)).containsExactlyInAnyOrderElementsOf(Roster.UNITS);
    }

    /** A field without anyone who knows it would go to the leaders. */
    @Test
    void findsTheFieldOfEveryGuide() {
        var communes = new Communes(() -> SHIPPED);

        List<String> lost = SHIPPED.guides().stream()
                .filter(guide -> guide.kind() != vn.hoixa.knowledge.Kind.ELSEWHERE)
                .map(guide -> communes.fieldKey(guide.field()))
                .filter(field -> !ROSTER.fields().containsKey(field))
                .toList();

        assertThat(lost).isEmpty();
    }

    private static Set<String> folders() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("knowledge-base", "bank"), 2)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> file.getName(2).toString())
                    .collect(Collectors.toSet());
        }
    }
}
