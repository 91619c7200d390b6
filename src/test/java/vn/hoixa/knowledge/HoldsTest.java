package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.knowledge.ImportEntry.aRecord;
import static vn.hoixa.knowledge.ImportEntry.aRow;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 18);

    @Test
    void nothingHoldsASoundRecord() {
        assertThat(held(aRow("1.000001"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agency    | ["Phòng Tư pháp"]                                          | agency: phòng tư pháp
            agency    | ["Bảo hiểm xã hội cấp huyện"]                              | agency: cấp huyện
            steps     | ["Gửi Phòng Lao động – Thương binh và Xã hội"]             | steps: phòng lao động thương binh và xã hội
            steps     | ["Công an xã, thị trấn thuộc địa bàn huyện"]               | steps: địa bàn huyện
            steps     | ["Nộp tại UBND huyện."]                                    | steps: ubnd huyện
            documents | [{"name": "Sổ hộ khẩu", "original": 1}]                    | papers: sổ hộ khẩu
            legal     | [{"name": "Luật Đất đai", "number": "Luật 45/2013/QH13"}]  | legal: 45/2013/QH13 > 31/2024/QH15
            is_internal | true                                                   | internal: ||
            state     | "EXPIRED"                                                  | ended: ||
            validUntil | "2026-07-17"                                            | ended: 2026-07-17
            """)
    void holdsWhatIsGone(String key, String json, String held) {
        assertThat(held(aRow("1.000001").with(key, json)))
                .singleElement()
                .asString()
                .startsWith(held.replace("||", "").strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"Ủy ban Nhân dân\u00A0xã,\u00A0phường,\u00A0thị trấn.\"]",
                "[\"Trưởng Công an phường, thị trấn\"]",
                "[\"Lưu trữ của bảo tàng từ cấp huyện trở lên\"]",
                "[\"Sở Lao động - Thương binh và Xã hội (nay là Sở Nội vụ)\"]",
                "[\"Trên cơ sở thông tin và giấy tờ\"]",
                "[\"Huyền và quân đội\"]"
            })
    void passesOverWhatSendsNobodyThere(String json) {
        assertThat(held(aRow("1.000001").with("agency", json).with("steps", json)))
                .isEmpty();
    }

    @Test
    void doesNotTakeANumberForALongerOne() {
        assertThat(held(aRow("1.000001").with("legal", """
                [{"name": "", "number": "145/2013/QH13"}, {"name": "", "number": "45/2013/QH13-ABC"}]
                """))).isEmpty();
    }

    @Test
    void holdsWhatIsAnotherProvinces() {
        var row = aRow("1.000001").with("publisher", "\"UBND tỉnh Bắc Ninh\"");

        assertThat(held(row)).containsExactly("publisher: UBND tỉnh Bắc Ninh");
        assertThat(Holds.of(row.official(), List.of("tỉnh Mẫu", "tỉnh Bắc Ninh"), TODAY))
                .isEmpty();
    }

    @Test
    void doesNotHoldWhatWillEnd() {
        assertThat(held(aRecord("1.000001").with("validUntil", "\"2026-07-18\"")))
                .isEmpty();
    }

    private static List<String> held(ImportEntry entry) {
        return Holds.of(entry.official(), List.of("tỉnh Mẫu"), TODAY);
    }
}
