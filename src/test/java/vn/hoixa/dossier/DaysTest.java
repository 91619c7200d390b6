package vn.hoixa.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "46353",
                "46353.7083333333",
                "27/11/2026",
                "27/11/2026 16:30",
                "16:30 27/11/2026",
                "27-11-2026",
                "27.11.2026 16:30:00",
                "2026-11-27",
                "2026-11-27T16:30:00",
                "2026-11-27 16:30",
                "2026-11-26T23:00:00Z",
                "2026-11-27T23:00:00+07:00"
            })
    void readsADayHoweverItIsWritten(String text) {
        assertThat(Days.read(text, false)).isEqualTo(DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thứ Sáu", "31/02/2026", "11/27/2026", "12345", "01/01/1900", "2026-13-01", "1e9"})
    void takesNothingElseForADay(String text) {
        assertThat(Days.read(text, false)).isNull();
    }

    @Test
    void countsAsOldMacintoshesDid() {
        assertThat(Days.read("44891", true)).isEqualTo(DAY);
    }
}
