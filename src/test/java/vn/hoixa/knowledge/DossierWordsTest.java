package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoixa.knowledge.DossierWords.Column;
import vn.hoixa.knowledge.DossierWords.State;

class DossierWordsTest {
    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource({
        "Mới tiếp nhận, RECEIVED",
        "ĐANG XỬ LÝ, IN_WORK",
        "dang xu ly, IN_WORK",
        "'Đã bổ sung, đang xử lý', IN_WORK",
        "Chờ bổ sung hồ sơ, WAITING",
        "'Đã xử lý xong, chờ trả kết quả', DONE",
        "Đã trả kết quả, RETURNED",
        "Từ chối giải quyết, REFUSED",
        "Chưa tiếp nhận, UNKNOWN",
        "Chưa xử lý xong, UNKNOWN",
        "'', UNKNOWN"
    })
    void knowsUsualStates(String words, State state) {
        assertThat(DossierWordsReader.USUAL.state(words)).isEqualTo(state);
    }

    @Test
    void findsColumnsWithoutMarksAndCapitals() {
        List<String> headers = List.of("STT", "MA HO SO", " Ngày  hẹn trả ", "Tình trạng");

        assertThat(DossierWordsReader.USUAL.find(Column.CODE, headers)).isEqualTo(1);
        assertThat(DossierWordsReader.USUAL.find(Column.DUE, headers)).isEqualTo(2);
        assertThat(DossierWordsReader.USUAL.find(Column.STATE, headers)).isEqualTo(3);
        assertThat(DossierWordsReader.USUAL.find(Column.RECEIVED, headers)).isEqualTo(-1);
    }

    @Test
    void takesACommunesOwnWordsFirst() {
        DossierWords words = read("columns:\n  state: [Bước]\nstates:\n  done: [Lên khay]\n");

        assertThat(words.find(Column.STATE, List.of("Trạng thái", "Bước"))).isEqualTo(1);
        assertThat(words.find(Column.STATE, List.of("Trạng thái"))).isZero();
        assertThat(words.state("lên khay")).isEqualTo(State.DONE);
        assertThat(words.state("đang xử lý")).isEqualTo(State.IN_WORK);
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void namesWhatIsWrongInASetting() {
        read("columns:\n  cod: [Mã]\nstates:\n  ready: [Xong]\n");

        assertThat(problems.found()).extracting(Problem::line).containsExactly(2, 4);
    }

    private DossierWords read(String yaml) {
        return DossierWordsReader.read(YamlSection.parse("communes/xa-mau/dossiers.yaml", 1, yaml, problems));
    }
}
