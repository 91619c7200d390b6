package vn.hoixa.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.privacy.PersonalNumbers.Sort;

class MaskingTest {
    private static final int MANY = 2_000;

    private static final List<String> BEFORE = List.of(
            "",
            "số ",
            "CCCD: ",
            "em tên Hoa, sđt ",
            "Kính gửi ủy ban,\n",
            "stk ",
            "(",
            "biển số ",
            "là:",
            "gọi e qua ",
            "cmnd so ");

    private static final List<String> BEHIND = List.of(
            "",
            ".",
            " ạ",
            ", cảm ơn",
            " đồng ý nhận",
            " Đồng Nai cấp",
            ")",
            " nhé!",
            "\ncảm ơn",
            " đ/c thôn Mẫu",
            "; và",
            " của mẹ tôi?");

    @ParameterizedTest
    @EnumSource(Sort.class)
    void masksEveryNumberHoweverItIsTyped(Sort sort) {
        var numbers = new PersonalNumbers(20_261_123);
        for (int i = 0; i < MANY; i++) {
            String number = numbers.next(sort);
            String text = numbers.one(BEFORE) + number + numbers.one(BEHIND);

            assertThat(Masking.mask(text))
                    .as("‘%s’", text)
                    .matches(masked -> digits(masked).isEmpty(), "holds no digit")
                    .doesNotContain("@", "gmail", "yahoo");
        }
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void masksItBesideWhatStays(Sort sort) {
        var numbers = new PersonalNumbers(7);
        for (int i = 0; i < MANY; i++) {
            String before = stays(numbers);
            String behind = stays(numbers);
            String text = "hẹn " + before + " liên hệ " + numbers.next(sort) + " về " + behind + " ạ";

            assertThat(Masking.mask(text))
                    .as("‘%s’", text)
                    .startsWith("hẹn " + before + " liên hệ ")
                    .endsWith(" về " + behind + " ạ")
                    .matches(masked -> digits(masked).equals(digits(before + behind)), "holds no digit more");
        }
    }

    @Test
    void leavesWhatNamesNobody() {
        var numbers = new PersonalNumbers(3);
        for (int i = 0; i < 5 * MANY; i++) {
            String text = "Theo " + stays(numbers) + numbers.one(List.of(", ", " và ", "; ", " - ", "\n"))
                    + stays(numbers) + " thì được";

            assertThat(Masking.mask(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Phí 500.000 đồng, 50.000 - 100.000, 123.456.789 đồng.",
                "lệ phí 8.000 12.000 15.000 20.000đ/bản; 500000000 đồng cho 2 người",
                "Làm việc 07:30 - 11:30, 13:30 - 17:00 từ 23/11/2026 đến 31/12/2026",
                "Điều 5, 6, 7, 8, 9, 10, 11, 12 của 61/2018/NĐ-CP, 107/2021/NĐ-CP",
                "các năm 2020 2021 2022, 2021-2026, sinh 1960, lớp 12A 2025",
                "thửa 123 tờ bản đồ 45, 120,5 m2, thôn 7",
                "gọi 113, 114, 115 hoặc 1900 1234",
                "trả lời 1, 2, 3 hoặc 0"
            })
    void leavesSentencesOfTheOffice(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o912345678",
                "cccd038060001234",
                "biển số29A12345",
                "sđt 3812345",
                "đt: 38 123 456",
                "stk 12345678",
                "tài khoản số 123456",
                "038060001234/0912345678",
                "038060001234 - 0987654321",
                "0912345678\n0987654321",
                "(0912)345678",
                "０９１２３４５６７８"
            })
    void masksTheOddOnes(String text) {
        assertThat(digits(Masking.mask(text))).isEmpty();
    }

    @Test
    void keepsTheYearBeforeANumber() {
        assertThat(Masking.mask("sinh 1960 038060001234")).isEqualTo("sinh 1960 •••");
        assertThat(Masking.mask("năm 2025. 0912345678")).isEqualTo("năm 2025. •••");
    }

    @Test
    @Timeout(5)
    void isNotHeldUpByLongTexts() {
        for (String part : List.of("1", "a", "1.", "12/", "a@", "1 ", "2025 ", "1.000", "đ", " ", "A1-")) {
            assertThat(Masking.mask(part.repeat(120_000 / part.length()))).isNotNull();
        }
    }

    private static String stays(PersonalNumbers numbers) {
        int day = 1 + numbers.below(28);
        int month = 1 + numbers.below(12);
        int year = 1950 + numbers.below(90);
        return switch (numbers.below(14)) {
            case 0 -> "ngày %d/%d/%d".formatted(day, month, year);
            case 1 -> "%02d-%02d-%d".formatted(day, month, year);
            case 2 -> "%02d.%02d.%d".formatted(day, month, year);
            case 3 -> "%d-%02d-%02d".formatted(year, month, day);
            case 4 -> "%02d:%02d %02d/%02d/%d".formatted(numbers.below(24), numbers.below(60), day, month, year);
            case 5 -> "%dh%02d ngày %d/%d".formatted(numbers.below(24), numbers.below(60), day, month);
            case 6 -> String.format(Locale.GERMANY, "%,d đồng,", 1_000L * (1 + numbers.below(5_000_000)));
            case 7 -> String.format(Locale.GERMANY, "%,dđ", 1_000L * (1 + numbers.below(900)));
            case 8 -> "%d/%d/NĐ-CP".formatted(1 + numbers.below(300), year);
            case 9 -> "Luật %d/%d/QH15".formatted(1 + numbers.below(300), year);
            case 10 ->
                "000.00.%02d.H%02d-%02d%02d%02d-%s"
                        .formatted(numbers.below(60), 1 + numbers.below(63), year % 100, month, day, numbers.digits(4));
            case 11 -> "CH-" + numbers.digits(4);
            case 12 -> "thủ tục %d.%s".formatted(1 + numbers.below(3), numbers.digits(6));
            default -> "năm " + year;
        };
    }

    private static String digits(String text) {
        return Pattern.compile("[^\\p{Nd}]").matcher(text).replaceAll("");
    }
}
