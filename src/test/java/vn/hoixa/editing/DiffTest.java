package vn.hoixa.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.hoixa.editing.Diff.Change;

/** Which lines went and which came. */
class DiffTest {
    @Test
    void tellsLinesThatWentFromLinesThatCame() {
        assertThat(told("một\nhai\nba", "một\nhai rưỡi\nba\nbốn")).isEqualTo("""
                        SAME một
                        GONE hai
                        NEW hai rưỡi
                        SAME ba
                        NEW bốn""");
    }

    @Test
    void tellsAllOfATextThatIsNewOrGone() {
        assertThat(told("", "một\nhai")).isEqualTo("NEW một\nNEW hai");
        assertThat(told("một\nhai", "")).isEqualTo("GONE một\nGONE hai");
        assertThat(told("", "")).isEmpty();
        assertThat(told("như nhau", "như nhau")).isEqualTo("SAME như nhau");
    }

    @Test
    void doesNotComparesWhatNobodyReadsThrough() {
        String old = "a\n".repeat(3_000);
        String fresh = "b\n".repeat(3_000);

        assertThat(Diff.of(old, fresh)).hasSize(6_000);
        assertThat(Diff.of(old, fresh).getFirst().change()).isEqualTo(Change.GONE);
    }

    @Test
    void findsOneLineInALongFile() {
        String old = "như nhau\n".repeat(5_000);

        assertThat(Diff.of(old + "cũ\n" + old, old + "mới\n" + old).stream()
                        .filter(line -> line.change() != Change.SAME)
                        .map(line -> line.change() + " " + line.text()))
                .containsExactly("GONE cũ", "NEW mới");
    }

    private static String told(String before, String after) {
        return Diff.of(before, after).stream()
                .map(line -> line.change() + " " + line.text())
                .collect(Collectors.joining("\n"));
    }
}
