package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which questions say the same. */
class GroupingTest {
    private static final Grouping GROUPING = Grouping.byWording();
    private static final int MANY = 5_000;
    private static final List<String> ASKED = List.of(
            "cho tôi mượn bàn ghế làm đám cưới",
            "cho toi muon ban ghe lam dam cuoi",
            "tôi muốn mượn bàn ghế làm đám cưới",
            "chợ hôm nay có họp không",
            "hôm nay chợ có họp không ạ",
            "làm giấy khai sinh cho con");

    @Test
    void putsTogetherWhatIsAskedInNearlyTheSameWordsWithOrWithoutMarks() {
        assertThat(groups(ASKED))
                .containsExactly(
                        List.of(
                                "cho toi muon ban ghe lam dam cuoi",
                                "cho tôi mượn bàn ghế làm đám cưới",
                                "tôi muốn mượn bàn ghế làm đám cưới"),
                        List.of("chợ hôm nay có họp không", "hôm nay chợ có họp không ạ"),
                        List.of("làm giấy khai sinh cho con"));
    }

    @Test
    void makesTheSameGroupsInWhateverOrderTheyCome() {
        List<String> shuffled = new ArrayList<>(ASKED);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(groups(shuffled)).isEqualTo(groups(ASKED));
        }
    }

    @Test
    void showsTheWordingThatMostAreNearTo() {
        List<String> asked =
                List.of("mượn hội trường thôn", "mượn hội trường thôn để họp", "mượn hội trường thôn để họp lớp cũ");

        assertThat(GROUPING.of(asked, text -> text).getFirst().members().getFirst())
                .isEqualTo("mượn hội trường thôn để họp");
    }

    @Test
    void showsAWordingWithMarksWhereThereIsOne() {
        List<String> asked = List.of("muon hoi truong thon", "muon hoi truong thon", "xin mượn hội trường thôn");

        assertThat(GROUPING.of(asked, text -> text).getFirst().members().getFirst())
                .isEqualTo("xin mượn hội trường thôn");
    }

    @Test
    void groupsAsManyAsAreEverReadInSeconds() {
        var random = new Random(3);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            var text = new StringBuilder();
            for (int word = 0; word < 10; word++) {
                text.append("từ").append(random.nextInt(400)).append(' ');
            }
            many.add(text.toString());
        }

        long start = System.nanoTime();
        assertThat(GROUPING.of(many, text -> text)).isNotEmpty();
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(20);
    }

    @Test
    void leavesOutWhatHasNoWords() {
        assertThat(GROUPING.of(List.of("", "!!!", " "), text -> text)).isEmpty();
    }

    /** Within a group in the order of the alphabet: what stands first is told by another test. */
    private static List<List<String>> groups(List<String> texts) {
        return GROUPING.of(texts, text -> text).stream()
                .map(group -> group.members().stream().sorted().toList())
                .toList();
    }
}
