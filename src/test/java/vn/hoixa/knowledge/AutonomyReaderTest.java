package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who sends a commune's answers, as its profile says. */
class AutonomyReaderTest {
    private final Problems problems = new Problems();

    @Test
    void whoSaysNothingHasAnOfficerSendEverything() {
        assertThat(read("name: xã Mới")).containsExactly(Map.entry("all", Autonomy.DRAFT));
    }

    @Test
    void aFieldMayDifferFromTheRest() {
        assertThat(read("drafts:\n  all: outside-hours\n  ho-tich: automatic"))
                .containsOnly(Map.entry("all", Autonomy.OUTSIDE_HOURS), Map.entry("ho-tich", Autonomy.AUTOMATIC));
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void findsWhatIsNoFieldAndNoWay() {
        read("drafts:\n  all: always\n  ho-so: draft");

        assertThat(problems.found()).extracting(Problem::key).containsExactly("drafts-odd", "drafts-field");
    }

    private Map<String, Autonomy> read(String profile) {
        return AutonomyReader.read(YamlSection.parse("profile.yaml", 1, profile, problems), List.of("ho-tich"));
    }
}
