package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.matching.ShippedMatcher.KNOWLEDGE;
import static vn.hoixa.matching.ShippedMatcher.MATCHER;

import org.junit.jupiter.api.Test;
import vn.hoixa.knowledge.Knowledge.Golden;

/** The questions that every published version must find the guide for. */
class GoldenTest {

    @Test
    void everyGoldenQuestionFindsItsGuide() {
        Edition shipped = new Edition(KNOWLEDGE, MATCHER);

        assertThat(KNOWLEDGE.golden())
                .hasSizeGreaterThanOrEqualTo(150)
                .filteredOn(golden -> !Library.finds(shipped, golden))
                .extracting(Golden::asked, Golden::code)
                .isEmpty();
    }
}
