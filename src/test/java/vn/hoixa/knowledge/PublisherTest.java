package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoixa.knowledge.KnowledgeBase.GUIDE;
import static vn.hoixa.knowledge.KnowledgeBase.PROFILE;
import static vn.hoixa.knowledge.KnowledgeBase.aKnowledgeBase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.hoixa.SetupException;
import vn.hoixa.testing.ShippedKnowledge;

class PublisherTest {

    @Test
    void theShippedKnowledgeHasNoProblem() {
        Publisher publisher = ShippedKnowledge.read();

        assertThat(publisher.problems()).filteredOn(Problem::isError).isEmpty();
        assertThat(publisher.publish().guides()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void theJarHasTheSameKnowledgeAsTheFolder() {
        Knowledge packed = Publisher.read(KnowledgeFiles.fromJar(), ShippedKnowledge.SNAPSHOT)
                .publish();

        assertThat(packed.version()).isEqualTo(ShippedKnowledge.read().publish().version());
    }

    @Test
    void theVersionChangesWithTheText() {
        var other = aKnowledgeBase().withGuide("Hỏi tại quầy.", "Hỏi ở quầy.");

        assertThat(other.read().publish().version())
                .isNotEqualTo(aKnowledgeBase().read().publish().version());
    }

    @Test
    void guidesStandInTheOrderOfTheirFiles() {
        var base = aKnowledgeBase();
        String guide = base.text(GUIDE);
        for (String name : List.of("c", "a", "b")) {
            base.with(
                    "bank/" + name + ".md",
                    guide.replace("1.001193\"", "9." + name + "\"").replace("- làm giấy", "- làm giấy " + name));
        }

        assertThat(base.read().publish().guides())
                .extracting(Guide::code)
                .containsExactly("9.a", "9.b", "9.c", "1.001193");
    }

    @Test
    void twoGuidesCannotHaveOneCode() {
        var base = aKnowledgeBase();
        base.with("bank/z.md", base.text(GUIDE));

        assertThat(base.problems())
                .containsExactly(new Problem("bank/z.md", 2, "code-twice", List.of("1.001193", GUIDE)));
    }

    @Test
    void twoCommunesCannotHaveOnePage() {
        var base = aKnowledgeBase();
        base.with("communes/xa-nua/profile.yaml", base.text(PROFILE));

        assertThat(base.problems())
                .containsExactly(new Problem(
                        "communes/xa-nua/profile.yaml", 2, "oa-twice", List.of("4600000000000000001", PROFILE)));
    }

    @Test
    void aPageIsItsNumber() {
        assertThat(aKnowledgeBase()
                        .with(PROFILE, "\"4600000000000000001\"", "xã Mẫu")
                        .problems())
                .containsExactly(new Problem(PROFILE, 2, "oa-odd", List.of("xã Mẫu")));
    }

    @Test
    void everyCounterIsDescribed() {
        assertThat(aKnowledgeBase().with(PROFILE, "  police:", "  cong-an:").problems())
                .extracting(Problem::key)
                .contains("keys-expected", "key-unknown");
    }

    @Test
    void emptyAndMissingFilesAreToldApart() {
        assertThat(aKnowledgeBase().with(GUIDE, "").problems())
                .contains(new Problem(GUIDE, 1, "front-matter-missing", List.of()))
                .contains(new Problem("bank", 1, "no-guides", List.of()));
        assertThat(aKnowledgeBase().with(PROFILE, "").problems())
                .contains(new Problem(PROFILE, 1, "yaml-no-keys", List.of()));
        assertThat(aKnowledgeBase().without(PROFILE).problems())
                .containsExactly(new Problem("communes", 1, "no-communes", List.of()));
        assertThat(aKnowledgeBase().without("language/facets.yaml").problems())
                .contains(new Problem("language/facets.yaml", 1, "file-missing", List.of()));
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        var problems = aKnowledgeBase()
                .with("language/phrases.yaml", "greeting:\n  - chào\n thanks: [")
                .problems();

        assertThat(problems.getFirst().key()).isEqualTo("yaml");
        assertThat(problems.getFirst().line()).isBetween(2, 3);
    }

    @Test
    void publishesNothingWithAProblemAndSaysAll() {
        var publisher = aKnowledgeBase()
                .withGuide("fee:", "fees:")
                .withGuide("place:", "places:")
                .read();

        assertThatThrownBy(publisher::publish)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(GUIDE + ":9: the key \"fees\" is not known")
                .hasMessageContaining("the key \"place\" is missing");
    }

    @Test
    void everyProblemHasItsSentenceInBothLanguages() throws IOException {
        Set<String> english = checks("messages.properties");
        Set<String> used = new TreeSet<>();
        for (String call : callsThatTellAProblem()) {
            Set<String> keys = Pattern.compile("\"([a-z-]+)\"")
                    .matcher(call)
                    .results()
                    .map(found -> found.group(1))
                    .filter(english::contains)
                    .collect(Collectors.toSet());
            assertThat(keys).as(call).isNotEmpty();
            used.addAll(keys);
        }

        assertThat(used).isEqualTo(english);
        assertThat(checks("messages_vi.properties")).isEqualTo(english);
    }

    private static List<String> callsThatTellAProblem() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/vn/hoixa/knowledge"))) {
            StringBuilder code = new StringBuilder();
            for (Path source : sources.toList()) {
                code.append(Files.readString(source));
            }
            code.append(Files.readString(Path.of("src/main/java/vn/hoixa/feedback/ThemeHistory.java")));
            return Pattern.compile("(problems\\.(add|warn)|problemIf|new Problem)\\((?!String)[^;{]*;")
                    .matcher(code)
                    .results()
                    .map(MatchResult::group)
                    .filter(call -> call.contains("\""))
                    .toList();
        }
    }

    private static Set<String> checks(String file) throws IOException {
        var sentences = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", file))) {
            sentences.load(reader);
        }
        return sentences.stringPropertyNames().stream()
                .filter(key -> key.startsWith("check."))
                .map(key -> key.substring("check.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
