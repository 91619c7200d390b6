package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.hoixa.inquiry.Rehearsal.Explained;
import vn.hoixa.matching.Models;
import vn.hoixa.testing.MovableClock;

/** Whole conversations over the shipped guides: follow-ups, choices, corrections, and what is no question at all. */
class ConversationsTest {
    private static Rehearsal rehearsal;

    @BeforeAll
    static void open() {
        rehearsal = new Rehearsal(Shipped.KNOWLEDGE, new Models(Path.of("target", "models")), () -> MovableClock.START);
    }

    record Script(String name, JsonNode turns) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Script> conversations() throws IOException {
        try (InputStream file = ConversationsTest.class.getResourceAsStream("conversations.yaml")) {
            return YAMLMapper.builder()
                    .build()
                    .readTree(file)
                    .path("conversations")
                    .valueStream()
                    .map(node -> new Script(node.path("name").asString(), node.path("turns")))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void goesAsItShould(Script script) {
        Rehearsal.Talk talk = rehearsal.conversation();
        Instant now = MovableClock.START;
        for (JsonNode turn : script.turns()) {
            if (turn.has("later")) {
                now = now.plus(Duration.parse(turn.path("later").asString()));
            }
            check(turn, talk.say(turn.path("say").asString(), now, null));
        }
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(conversations()).hasSizeGreaterThanOrEqualTo(40);
    }

    /** The message that is quoted answers its own menu, not the one that was offered last. */
    @Test
    void aQuotedMessageAnswersItsOwnMenu() {
        Rehearsal.Talk talk = rehearsal.conversation();
        talk.say("làm giấy khai sinh");
        Menu ofBirth = talk.state().menu();
        talk.say("đăng ký kết hôn cần giấy tờ gì");

        assertThat(talk.say("1", MovableClock.START, ofBirth).codes()).containsExactly(Shipped.BIRTH.code());
    }

    @Test
    void whatSomebodyTellsOfThemselvesIsNotRepeated() {
        Explained came =
                rehearsal.ask("tôi là Trần Thị B, căn cước 012345678901, số 0900000000, làm khai sinh cho con");

        assertThat(String.join("\n", came.texts())).doesNotContain("Trần Thị B", "012345678901", "0900000000");
    }

    private static void check(JsonNode turn, Explained came) {
        String said = turn.path("say").asString();
        String expected = turn.path("decision").asString();
        String decided = came.explanation().decision();
        if (expected.startsWith("!")) {
            assertThat(decided).as(said).isNotEqualTo(expected.substring(1));
        } else {
            assertThat(decided)
                    .as("%s (rule %s)", said, came.explanation().rule())
                    .isEqualTo(expected);
        }
        if (turn.has("guide")) {
            assertThat(came.codes()).as(said).containsExactly(turn.path("guide").asString());
        }
        if (turn.has("facet")) {
            assertThat(came.facets())
                    .as(said)
                    .isEqualTo(List.of(turn.path("facet").asString()));
        }
        assertThat(came.texts())
                .as(said)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).isNotBlank());
        Objects.requireNonNull(came.explanation().version());
    }
}
