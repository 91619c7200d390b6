package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.knowledge.ImportEntry.aRecord;
import static vn.hoixa.knowledge.ImportEntry.aRow;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up records with the traps of the real ones. */
class FactsTest {
    private static final String CODE = "1.000001";

    @Test
    void areWhatTheRecordSays() {
        Map<String, String> facts = Facts.of(aRecord(CODE).official());

        assertThat(facts)
                .containsEntry("papers", "Nộp:\n1. Tờ khai mẫu (1 bản chính)\n2. Giấy hẹn (2 bản sao)")
                .containsEntry("steps", "Bước 1: Nộp giấy tờ.\nBước 2: Nhận kết quả.")
                .containsEntry("time", "3 ngày làm việc")
                .containsEntry("fee", "Lệ phí: 8.000 đồng/bản")
                .containsEntry("place", "Ủy ban nhân dân cấp xã")
                .containsEntry("result", "Giấy mẫu")
                .containsEntry("legal", "– Luật Mẫu 1/2024/QH15\n– Luật Hộ tịch 60/2014/QH13")
                .doesNotContainKey("conditions");
        assertThat(facts.get("online")).endsWith("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0-mau");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # nobody knows the unit
            [{"method": "A", "time": "1", "note": ""}]                   | []                   | -
            [{"method": "A", "time": "0", "note": ""}]                   | ["0 "]               | -
            # the case has it
            [{"method": "A", "time": "1", "note": ""}]                   | ["1 ngày làm việc"]  | 1 ngày làm việc
            [{"method": "A", "time": "0", "note": ""}]                   | ["2 ngày"]           | 2 ngày
            [{"method": "A", "time": "17.5 ngày", "note": ""}]           | []                   | 17.5 ngày
            # they do not agree
            [{"method": "A", "time": "1", "note": ""}]                   | ["5 ngày làm việc"]  | -
            [{"method": "A", "time": "1", "note": ""}]                   | ["1 ngày", "1 ngày làm việc"] | -
            [{"method": "A", "time": "7 ngày", "note": ""}]              | ["7 ngày làm việc"]  | -
            [{"method": "A", "time": "3 ngày", "note": ""}, {"method": "A", "time": "9 ngày", "note": ""}] | [] | -
            [{"method": "A", "time": "15 ngày", "note": "15 ngày làm việc"}] | ["15 ngày"]      | -
            # hours of work, or of the clock
            [{"method": "A", "time": "8 giờ", "note": ""}]               | ["8 giờ"]            | 8 giờ
            [{"method": "A", "time": "176 giờ", "note": ""}]             | ["176 giờ"]          | -
            # no time at all
            [{"method": "A", "time": "Không quy định", "note": ""}]      | []                   | -
            [{"method": "A", "time": "Theo mô tả", "note": ""}]          | []                   | -
            """)
    void neverHaveATimeWithoutUnit(String ways, String cases, String time) {
        var row = aRow(CODE).with("time", ways).with("time_cases", cases);

        assertThat(Facts.of(row.official()).get("time")).isEqualTo(time);
    }

    @Test
    void tellTheTimeOfEachWayWhereTheyDiffer() {
        var row = aRow(CODE).with("time_cases", "[]").with("time", """
                [{"method": "Trực tuyến", "time": "2 ngày", "note": ""},
                 {"method": "Trực tiếp", "time": "3 ngày", "note": ""}]
                """);

        assertThat(Facts.of(row.official())).containsEntry("time", "– Trực tuyến: 2 ngày\n– Trực tiếp: 3 ngày");
    }

    @Test
    void tellANoteThatChangesTheTimeOrNothing() {
        String note = "Trường hợp phải xác minh: 08 (tám) ngày làm việc.";
        var row = aRow(CODE).with("time", """
                [{"method": "Trực tiếp", "time": "3", "note": "%s"}]
                """.formatted(note));
        var long_ = aRow(CODE).with("time", """
                [{"method": "Trực tiếp", "time": "3", "note": "%s"}]
                """.formatted(note.repeat(8)));

        assertThat(Facts.of(row.official())).containsEntry("time", "3 ngày làm việc\n\nLưu ý:\n– " + note);
        assertThat(Facts.of(long_.official())).doesNotContainKey("time");
    }

    @Test
    void takeNoUnitThatTheyDoNotKnow() {
        var record = aRecord(CODE).with("cases", """
                [{"name": "Một", "processingDay": {"qty": 3, "type": "FORTNIGHT"}}]
                """);

        assertThat(Facts.of(record.official())).doesNotContainKey("time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # zero is not free
            0    | ''                                        | -
            null | ''                                        | -
            0    | Không                                     | -
            0    | Không quy định.                           | -
            null | Chi tiết tại văn bản kèm theo             | -
            0    | /bản                                      | -
            # the note counts
            0    | Hội đồng nhân dân cấp tỉnh quy định.      | Lệ phí: Hội đồng nhân dân cấp tỉnh quy định.
            0    | Miễn lệ phí.                              | Miễn lệ phí.
            # amounts
            8000 | ''                                        | Lệ phí: 8.000 đồng
            2000 | /trang                                    | Lệ phí: 2.000 đồng/trang
            8000 | Lệ phí: 8.000 đồng/lần                    | Lệ phí: 8.000 đồng/lần
            8000 | Mỗi giấy                                  | Lệ phí: 8.000 đồng. Mỗi giấy
            # thousands, dollars, mistakes
            20   | ''                                        | -
            10   | /bản                                      | -
            20   | 20.000 vnđ/tờ khai                        | Lệ phí: 20.000 vnđ/tờ khai
            5    | 05 USD/giấy                               | Lệ phí: 05 USD/giấy
            40   | 4.000 đ/giấy                              | -
            25   | 25.000.000đ/giấy                          | -
            8000 | 9.000 đồng/giấy                           | -
            """)
    void neverMakeZeroFree(String amount, String note, String fee) {
        var row = aRow(CODE)
                .with("time", "[{\"method\": \"Trực tiếp\", \"time\": \"3\", \"note\": \"\"}]")
                .with("fee", """
                        [{"method": "Trực tiếp", "type": "SERVICE_FEE", "value": %s, "note": "%s"}]
                        """.formatted(amount, note));

        assertThat(Facts.of(row.official()).get("fee")).isEqualTo(fee);
    }

    @Test
    void haveNoFeeWhereNoneIsNamed() {
        assertThat(Facts.of(aRow(CODE).with("fee", "[]").official())).doesNotContainKey("fee");
    }

    @Test
    void tellOnlyOfTheWayThatHasAFee() {
        var row = aRow(CODE).with("fee", """
                [{"method": "Trực tuyến", "type": "FEE", "value": 0, "note": ""},
                 {"method": "Trực tiếp", "type": "FEE", "value": 8000, "note": ""}]
                """);

        assertThat(Facts.of(row.official())).containsEntry("fee", "Trực tiếp: Phí: 8.000 đồng");
    }

    @Test
    void doNotChooseBetweenAmountsWithoutAWord() {
        var row = aRow(CODE).with("fee", """
                [{"method": "Trực tiếp", "type": "FEE", "value": 8000, "note": ""},
                 {"method": "Trực tiếp", "type": "FEE", "value": 0, "note": ""}]
                """);

        assertThat(Facts.of(row.official())).doesNotContainKey("fee");
    }

    @Test
    void takeForeignMoneyOnlyByItsNote() {
        String fee = """
                [{"submissionMethod": "DIRECT", "processingTime": 3, "processingTimeUnit": "OTHER", "description": "",
                  "fees": [{"type": "FEE", "value": 5000, "description": "%s", "currencyName": "USD"}]}]
                """;

        assertThat(Facts.of(aRecord(CODE)
                        .with("executionMethods", fee.formatted(""))
                        .official()))
                .doesNotContainKey("fee");
        assertThat(Facts.of(aRecord(CODE)
                        .with("executionMethods", fee.formatted("Phí 5.000 USD"))
                        .official()))
                .containsEntry("fee", "Phí 5.000 USD");
    }

    @Test
    void putShortNotesBelowThePapers() {
        var row = aRow(CODE).with("documents", """
                [{"case": "", "name": "1. Tờ khai", "original": 1, "copy": 0},
                 {"case": "", "name": "Trường hợp đã có trên máy thì không phải nộp", "original": 0, "copy": 0},
                 {"case": "", "name": "Người nộp mang căn cước để đối chiếu", "original": 0, "copy": 0},
                 {"case": "Lưu ý:", "name": "Hỏi trước khi đi", "original": 0, "copy": 0},
                 {"case": "", "name": "Bản sao giấy khai sinh", "original": 0, "copy": 1},
                 {"case": "", "name": "Ảnh", "original": 0, "copy": 0}]
                """);

        assertThat(Facts.of(row.official())).containsEntry("papers", """
                1. Tờ khai (1 bản chính)
                2. Bản sao giấy khai sinh
                3. Ảnh

                Lưu ý:
                – Trường hợp đã có trên máy thì không phải nộp
                – Người nộp mang căn cước để đối chiếu
                – Hỏi trước khi đi""");
    }

    @Test
    void leaveLongNotesOutAndSaySo() {
        String papers = """
                [{"case": "", "name": "Tờ khai", "original": 1, "copy": 0},
                 {"case": "", "name": "Trường hợp %s", "original": %d, "copy": 0}]
                """;
        var note = aRow(CODE).with("documents", papers.formatted("dài ".repeat(100), 0));
        var paper = aRow(CODE).with("documents", papers.formatted("dài ".repeat(100), 1));

        assertThat(Facts.of(note.official()).get("papers"))
                .startsWith("1. Tờ khai (1 bản chính)\n\nLưu ý: còn")
                .doesNotContain("dài");
        assertThat(Facts.of(paper.official()))
                .as("what is needed may not be dropped")
                .doesNotContainKey("papers");
    }

    @Test
    void haveNoPapersWhereThereAreNotesOnly() {
        var row = aRow(CODE).with("documents", """
                [{"case": "", "name": "Lưu ý: không cần giấy tờ", "original": 1, "copy": 0}]
                """);

        assertThat(Facts.of(row.official())).doesNotContainKey("papers");
    }

    @Test
    void areLeftOutWhereTheyAreTooLongForAMessage() {
        var row = aRow(CODE).with("conditions", "\"" + "x".repeat(801) + "\"");
        var fits = aRow(CODE).with("conditions", "\"" + "x".repeat(800) + "\"");

        assertThat(Facts.of(row.official())).doesNotContainKey("conditions");
        assertThat(Facts.of(fits.official())).containsKey("conditions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ["Công an cấp Xã"]                                     | Công an cấp Xã
            ["Uỷ ban Nhân dân\u00A0xã,\u00A0phường, thị trấn."]    | Ủy ban nhân dân cấp xã
            ["Chủ tịch UBND cấp xã"]                               | -
            ["Chi cục Hải quan khu vực"]                           | -
            ["UBND Phường Một, tỉnh Hai"]                          | -
            ["Ủy ban nhân dân cấp xã", "Sở Nội vụ"]                | -
            []                                                     | -
            """)
    void nameAPlaceOnlyIfItIsOneOfTheCommune(String agency, String place) {
        assertThat(Facts.of(aRow(CODE).with("agency", agency).official()).get("place"))
                .isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Không", "- Không có.", "Không quy định"})
    void haveNoConditionWhereNothingIsSaid(String conditions) {
        assertThat(Facts.of(
                        aRow(CODE).with("conditions", "\"" + conditions + "\"").official()))
                .doesNotContainKey("conditions");
    }

    @Test
    void numberStepsThatHaveNoNumber() {
        assertThat(Facts.of(aRow(CODE).with("steps", "[\"Nộp.\", \"Nhận.\"]").official()))
                .containsEntry("steps", "1. Nộp.\n2. Nhận.");
        assertThat(Facts.of(aRow(CODE).with("steps", "[\"+ Nộp;\\n+ Nhận\"]").official()))
                .containsEntry("steps", "– Nộp\n– Nhận");
    }

    @Test
    void joinLinesThatWereBrokenOnPaper() {
        assertThat(OfficialText.lines("Nộp tại nơi có\nthẩm quyền.\na) Một;\nb) Hai"))
                .containsExactly("Nộp tại nơi có thẩm quyền.", "a) Một", "b) Hai");
    }
}
