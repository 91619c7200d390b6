package vn.hoixa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a complaint is about, as residents write. */
class MentionsTest {
    private static final List<Officer> OFFICERS = List.of(
            officer(1, "Trần Văn Sơn", "Chủ tịch Ủy ban nhân dân xã", Unit.LEADERSHIP),
            officer(2, "Hoàng Thị Lan", "Công chức tư pháp - hộ tịch", Unit.SERVICE_CENTRE),
            officer(3, "Vũ Văn Minh", "Công chức địa chính - xây dựng", Unit.ECONOMY),
            officer(4, "Lý Văn Minh", "Công chức văn phòng - thống kê", Unit.OFFICE),
            officer(5, "Hồ Văn Dũng", "Công an xã", Unit.POLICE),
            officer(6, "Ngô Văn Tài", "Cảnh sát khu vực", Unit.POLICE),
            officer(7, "Bùi Thị Hạnh", "Chủ tịch Hội Phụ nữ xã", Unit.FRONT_AND_UNIONS),
            officer(8, "Đỗ Văn Bảy", "Trưởng thôn Đầu Mẫu", Unit.HAMLETS));

    private static final Mentions MENTIONS =
            new Mentions(OFFICERS, Map.of(2L, Set.of("ho-tich"), 3L, Set.of("dat-dai"), 4L, Set.of("ho-tich")));

    @ParameterizedTest
    @CsvSource({
        // By name.
        "Hoàng Thị Lan hách dịch, 2",
        "hoang thi lan hach dich, 2",
        "HOÀNG THỊ LAN hách dịch, 2",
        "chị Lan bắt tôi đi lại bốn lần, 2",
        "c lan bat toi di lai 4 lan, 2",
        "cán bộ Lan đòi tiền, 2",
        "anh Văn Dũng đánh tôi, 5",
        "chị Lan tư pháp đòi tiền, 2",
        "Lan tư pháp đòi tiền, 2",
        "tư pháp Lan đòi tiền, 2",
        // Two have the name, and the post says which.
        "anh Minh không chịu làm, 3 4",
        "anh Minh địa chính không chịu làm, 3",
        "anh Minh bên văn phòng không chịu làm, 4",
        "anh Minh địa chính và anh Minh nữa, 3 4",
        // By post.
        "cô cán bộ hộ tịch mắng tôi, 2 4",
        "địa chính xã ăn tiền, 3",
        "thằng cha địa chính ăn tiền, 3",
        "người bên bộ phận đất đai gây khó, 3",
        // By unit.
        "ông chủ tịch bao che, 1",
        "lanh dao xa bao che, 1",
        "công an xã đánh người, 5 6",
        "bon cong an vo trach nhiem, 5 6",
        "anh công an xã đòi tiền, 5 6",
        "chủ tịch hội phụ nữ bớt tiền quà, 7",
        "bí thư chi bộ và trưởng thôn chia đất, 8",
        "một cửa làm ăn lề mề, 2",
        // Several.
        "chị Lan với ông chủ tịch là bà con, 1 2"
    })
    void findsThem(String text, String ids) {
        assertThat(MENTIONS.in(text)).isEqualTo(ids(ids));
        // Telephones write the marks in two ways.
        assertThat(MENTIONS.in(Normalizer.normalize(text, Normalizer.Form.NFD))).isEqualTo(ids(ids));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "đường thôn hư không ai sửa",
                "thủ tục hộ tịch lâu quá",
                "không có công ăn việc làm mà không được trợ cấp",
                "đất đai nhà tôi bị lấn",
                "hoa lan trồng ngoài đường bị mất",
                "tin này chỉ lan truyền thôi",
                "làm lần thứ bảy chưa xong",
                "",
                "…"
            })
    void findsNobodyWhereNobodyIsMeant(String text) {
        assertThat(MENTIONS.in(text)).isEmpty();
    }

    /** As a leader of any commune can be called, even where the directory has another word for the post. */
    @Test
    void takesEveryLeaderForAnyWordForThem() {
        var mentions = new Mentions(List.of(officer(9, "Phạm Văn Bình", "Quyền Chủ tịch", Unit.LEADERSHIP)), Map.of());

        assertThat(mentions.in("phó chủ tịch nhận tiền")).containsExactly(9L);
        assertThat(mentions.in("bí thư nhận tiền")).containsExactly(9L);
    }

    private static Set<Long> ids(String text) {
        return Pattern.compile(" ").splitAsStream(text).map(Long::valueOf).collect(Collectors.toSet());
    }

    static Officer officer(long id, String name, String post, Unit unit) {
        return new Officer(
                id,
                Town.ID,
                "o" + id,
                name,
                post,
                unit,
                null,
                "o" + id + "@mau.example",
                unit == Unit.LEADERSHIP ? Role.LEADER : Role.OFFICER,
                (int) id,
                null,
                false,
                false);
    }
}
