package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoixa.knowledge.CommuneTime;

class LastCallTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-29T18:00, 2026-11-29T12:00",
        "2026-11-29T13:00, 2026-11-29T07:00",
        "2026-11-29T12:59, 2026-11-28T19:00",
        "2026-11-29T04:00, 2026-11-28T19:00",
        "2026-11-30T01:00, 2026-11-29T19:00",
        "2026-11-30T00:30, 2026-11-29T18:30"
    })
    void comesByDayAndHoursAheadOfTheEnd(LocalDateTime closes, LocalDateTime at) {
        assertThat(LastCall.at(closes.atZone(CommuneTime.ZONE).toInstant()).toLocalDateTime())
                .isEqualTo(at);
    }
}
