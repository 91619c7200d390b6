package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.knowledge.ImportEntry.aRecord;
import static vn.hoixa.knowledge.ImportEntry.aRow;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoixa.testing.ShippedKnowledge;

class PrintsTest {
    private static final String CODE = "1.000001";

    @Test
    void areTheSameInBothShapes() {
        assertThat(Prints.of(aRecord(CODE).official()))
                .isEqualTo(Prints.of(aRow(CODE).official()));
    }

    @Test
    void doNotDependOnSpacesSignsAndTheWayOfWriting() {
        var plain = aRow(CODE).with("conditions", "\"Đủ 18 tuổi, có mặt.\"");
        var other = aRow(CODE)
                .with(
                        "conditions",
                        "\"" + Normalizer.normalize("- ĐỦ 18 tuổi ;\\ncó  mặt", Normalizer.Form.NFD) + "\"");

        assertThat(Prints.of(other.official())).isEqualTo(Prints.of(plain.official()));
    }

    @Test
    void areThereForWhatIsNotSaid() {
        assertThat(Prints.of(aRow(CODE).without("fee").without("conditions").official()))
                .containsOnlyKeys("papers", "steps", "time", "fee", "place", "online", "conditions", "result", "legal")
                .allSatisfy((facet, print) -> assertThat(print).matches("[0-9a-f]{8}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fee        | [{"method": "Trực tiếp", "type": "FEE", "value": 9000, "note": "/bản"}] | fee
            fee        | []                                                                      | fee
            steps      | ["Bước 1: Nộp."]                                                        | steps
            agency     | ["Công an cấp xã"]                                                      | place
            results    | ["Giấy khác"]                                                           | result
            conditions | "Đủ 18 tuổi"                                                            | conditions
            documents  | [{"case": "", "name": "Tờ khai mẫu", "original": 2, "copy": 0}]         | papers
            legal      | [{"name": "Luật Mẫu", "number": "2/2025/QH15"}]                         | legal
            time_cases | ["5 ngày làm việc"]                                                     | time
            """)
    void changeWithTheirFact(String key, String json, String facet) {
        Map<String, String> before = Prints.of(aRow(CODE).official());
        Map<String, String> after = Prints.of(aRow(CODE).with(key, json).official());

        assertThat(Prints.differing(before, after)).extracting(Facet::key).containsExactly(facet);
    }

    @Test
    void tellOneAndAHalfFromFifteen() {
        assertThat(Prints.normal("1.5 ngày; 15%")).isEqualTo("1.5ngày15");
        assertThat(Prints.normal("1. Tờ khai")).isEqualTo("1tờkhai");
    }

    @Test
    void surviveTheirFileEvenIfTheyLookLikeNumbers() {
        String yaml = Prints.yaml(List.of(Map.entry("1.001190", Map.of("fee", "00123456"))));

        var knowledge = KnowledgeBase.aKnowledgeBase()
                .withGuide("1.001193", "1.001190")
                .with("bank/prints.yaml", yaml)
                .with("records/1.001190.json", ChangedRecordTest.record("1.001190", Map.of("fee", "00123456")));

        assertThat(yaml).isEqualTo("\"1.001190\": {fee: \"00123456\"}\n");
        assertThat(knowledge.problems()).isEmpty();
        assertThat(knowledge.read().draft().guides())
                .allSatisfy(guide -> assertThat(guide.withheld()).isEmpty());
        assertThat(ShippedKnowledge.read().comparedWithRecords()).isSorted().hasSizeGreaterThan(20);
    }
}
