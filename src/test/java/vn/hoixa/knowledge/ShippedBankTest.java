package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.testing.Needs;
import vn.hoixa.testing.ShippedKnowledge;

/** What the shipped bank promises: every procedure that a commune serves is recognised, the usual ones are answered. */
class ShippedBankTest {
    private static final Path RECORDS = Path.of("../shared/data/procedures-core.jsonl");
    private static final Knowledge KNOWLEDGE = ShippedKnowledge.read().publish();

    @Test
    void answersTheUsualOnes() {
        assertThat(procedures()).filteredOn(Guide::isWritten).hasSizeGreaterThanOrEqualTo(150);
        assertThat(of(Kind.HELP)).hasSizeGreaterThanOrEqualTo(25);
        assertThat(of(Kind.COMMUNE)).hasSizeGreaterThanOrEqualTo(10);
        assertThat(of(Kind.ELSEWHERE)).hasSizeGreaterThanOrEqualTo(100);
        assertThat(KNOWLEDGE.mostAsked())
                .hasSizeGreaterThanOrEqualTo(30)
                .allSatisfy(code -> assertThat(KNOWLEDGE.guide(code))
                        .isNotNull()
                        .satisfies(guide -> assertThat(guide.isQuotable(ShippedKnowledge.SNAPSHOT.plusYears(1)))
                                .isTrue()));
    }

    @Test
    void knowsHowResidentsAsk() {
        assertThat(procedures()).hasSizeGreaterThanOrEqualTo(472);
        assertThat(procedures())
                .allSatisfy(
                        guide -> assertThat(guide.phrasings()).as(guide.title()).hasSizeGreaterThanOrEqualTo(12));
        assertThat(procedures())
                .filteredOn(guide -> guide.phrasings().size() >= 30)
                .hasSizeGreaterThanOrEqualTo(60);
        assertThat(KNOWLEDGE.guides().stream()
                        .mapToInt(guide -> guide.phrasings().size())
                        .sum())
                .isGreaterThanOrEqualTo(7_000);
    }

    @Test
    void knowsEveryProcedureOfTheCommuneThatIsNotTax() throws IOException {
        Needs.that(Files.exists(RECORDS), "no " + RECORDS + ": nobody counts whether all procedures are there");
        var json = JsonMapper.builder().build();
        List<String> codes = Files.readAllLines(RECORDS).stream()
                .map(json::readTree)
                .filter(record -> !record.path("field").asString().startsWith("Thuế"))
                .map(record -> record.path("code").asString())
                .toList();

        Set<String> known = procedures().stream().map(Guide::code).collect(Collectors.toSet());
        assertThat(codes).hasSize(472).allSatisfy(code -> assertThat(known).contains(code));
    }

    /** The bank is not the place for what only one commune has. */
    @Test
    void hasNothingOfTheSampleCommuneInTheBank() {
        assertThat(KNOWLEDGE.guides())
                .filteredOn(guide -> guide.commune() == null)
                .allSatisfy(guide -> assertThat(guide.title() + guide.summary() + guide.facets())
                        .doesNotContain("Hương Mẫu"));
    }

    private static List<Guide> procedures() {
        return KNOWLEDGE.guides().stream()
                .filter(guide -> guide.kind() == Kind.PROCEDURE || guide.kind() == Kind.LAW)
                .toList();
    }

    private static Collection<Guide> of(Kind kind) {
        return KNOWLEDGE.guides().stream().filter(guide -> guide.kind() == kind).toList();
    }
}
