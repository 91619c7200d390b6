package vn.hoixa.rating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What residents answer who are asked how content they are. */
class SaidTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hài lòng                                          | CONTENT
            Hài lòng.                                         | CONTENT
            hai long                                          | CONTENT
            HÀI LÒNG LẮM                                      | CONTENT
            rat hai long                                      | CONTENT
            hài lòng lắm cảm ơn                               | CONTENT
            Dạ, tôi rất hài lòng ạ                            | CONTENT
            cảm ơn cán bộ, em hài lòng nhé                    | CONTENT
            bác hoàn toàn hài lòng                            | CONTENT
            hài lòng, cảm ơn xã                               | CONTENT
            hai log                                           | CONTENT
            haif lofng                                        | CONTENT
            hài lònggg                                        | CONTENT
            hl                                                | CONTENT
            cũng hài lòng                                     | CONTENT
            khá hài lòng                                      | CONTENT
            tốt lắm                                           | CONTENT
            phục vụ rất tốt                                   | CONTENT
            rất ok                                            | CONTENT
            không có gì để chê                                | CONTENT
            không có gì không hài lòng                        | CONTENT
            hài lòng vì trả lời nhanh                         | CONTENT
            hài lòng cán bộ nhiệt tình                        | CONTENT
            bình thường                                       | NEUTRAL
            binh thuong                                       | NEUTRAL
            Bình thường thôi                                  | NEUTRAL
            bt                                                | NEUTRAL
            cx bthg                                           | NEUTRAL
            tôi thấy bình thường                              | NEUTRAL
            bình thường, chờ hơi lâu                          | NEUTRAL
            tạm được                                          | NEUTRAL
            cũng được ạ                                       | NEUTRAL
            tạm hài lòng                                      | NEUTRAL
            không tệ                                          | NEUTRAL
            hài lòng một phần                                 | NEUTRAL
            chưa hài lòng                                     | NOT_CONTENT
            chua hai long                                     | NOT_CONTENT
            không hài lòng                                    | NOT_CONTENT
            khong hai long                                    | NOT_CONTENT
            k hai long                                        | NOT_CONTENT
            ko hài lòng lắm                                   | NOT_CONTENT
            hok hl                                            | NOT_CONTENT
            chưa thật sự hài lòng                             | NOT_CONTENT
            tôi vẫn chưa hài lòng cho lắm                     | NOT_CONTENT
            rất không hài lòng                                | NOT_CONTENT
            không được hài lòng lắm                           | NOT_CONTENT
            không mấy hài lòng                                | NOT_CONTENT
            chưa hài lòng vì chờ lâu                          | NOT_CONTENT
            chưa hài lòng cán bộ hẹn mãi                      | NOT_CONTENT
            đâu có hài lòng                                   | NOT_CONTENT
            ít hài lòng                                       | NOT_CONTENT
            hài lòng gì nổi                                   | NOT_CONTENT
            hài lòng cái gì                                   | NOT_CONTENT
            chưa                                              | NOT_CONTENT
            không tốt                                         | NOT_CONTENT
            tệ quá                                            | NOT_CONTENT
            thất vọng                                         | NOT_CONTENT
            chuwa haif lofng                                  | NOT_CONTENT
            chưa hài long lắm, cảm ơn                         | NOT_CONTENT
            """)
    void readsARating(String text, Contentment meant) {
        assertThat(Said.of(text))
                .as(text)
                .isNotNull()
                .extracting(Said::contentment)
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0",
                "3",
                "1. hài lòng",
                "ok",
                "cảm ơn",
                "không",
                "rồi",
                "",
                "👍",
                "hài lòng là gì",
                "có hài lòng không",
                "bác hài lòng chưa",
                "hài lòng thì sao?",
                "bình thường thì bao lâu có kết quả",
                "bình thường cần giấy tờ gì",
                "không hài lòng thì khiếu nại ở đâu",
                "khiếu nại ở đâu",
                "tốt nghiệp cấp ba cần chứng thực gì",
                "tốt nhất nên đi ngày nào",
                "không, tôi hài lòng",
                "không phải không hài lòng",
                "chưa nhận được giấy",
                "chưa thấy ai gọi",
                "đèn đường hỏng",
                "làm khai sinh cần giấy gì",
                "tôi muốn hỏi thêm về đất",
                "hai đồng",
                "không bình thường",
                "đánh giá cán bộ ở đâu",
                "hướng dẫn tôi làm căn cước"
            })
    void takesNothingElseForOne(String text) {
        assertThat(Said.of(text)).as(text).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chưa hài lòng vì chờ lâu         | vi cho lau
            chưa hài lòng cán bộ hẹn mãi     | can bo hen mai
            bình thường, chờ hơi lâu         | cho hoi lau
            hài lòng lắm cảm ơn              | ''
            chưa hài lòng lắm, cảm ơn cán bộ | ''
            chưa hài lòng do                 | ''
            """)
    void keepsWhatIsSaidBesideIt(String text, String reason) {
        assertThat(Said.of(text)).isNotNull().extracting(Said::reason).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "rất hài lòng, hai long",
        "k hai long, not hai long",
        "cũng được, cung duoc",
        "hài lòng gì nổi, mocking hai long"
    })
    void tellsTheWordsThatDecided(String text, String rule) {
        assertThat(Said.of(text)).isNotNull().extracting(Said::rule).isEqualTo(rule);
    }
}
