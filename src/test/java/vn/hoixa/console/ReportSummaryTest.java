package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Period;
import vn.hoixa.testing.ShippedKnowledge;

class ReportSummaryTest {
    private static final Period WEEK = Period.of("2026-W47").orElseThrow();

    private static ReportSummary summary = new ReportSummary(new ResourceBundleMessageSource());
    private static Map<String, Object> model = new HashMap<>();

    @BeforeAll
    static void read() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        summary = new ReportSummary(messages);
        Commune commune =
                Objects.requireNonNull(ShippedKnowledge.read().publish().commune("xa-mau"));
        model.put("commune", commune);
        model.put("period", WEEK);
    }

    @Test
    void saysTheWeekInTenLinesWhatGotWorseToo() {
        model.put("now", figures("""
                {"messages": 1234, "residents": 90, "turns": 100, "atOnce": 75, "handedOver": 12, "onTime": 33, "due": 34,
                 "ratings": [{"what": "content", "n": 8}, {"what": "neutral", "n": 2}]}"""));
        model.put("before", figures("""
                {"messages": 1000, "residents": 90, "turns": 100, "atOnce": 80, "handedOver": 9, "onTime": 50, "due": 50,
                 "ratings": [{"what": "content", "n": 9}]}"""));
        model.put(
                "news",
                new WhatIsNew.News(
                        List.of(
                                new WhatIsNew.Risen("Ngập lụt", 20, 2),
                                new WhatIsNew.Risen("Điện", 9, 0),
                                new WhatIsNew.Risen("Nước", 8, 1)),
                        List.of(),
                        List.of(),
                        List.of()));
        model.put(
                "procedures",
                List.of(
                        new ReportModels.Row("a", "Đăng ký khai sinh", 40, 1),
                        new ReportModels.Row("b", "x".repeat(61), 30, 1),
                        new ReportModels.Row("c", "Chứng thực", 20, 1),
                        new ReportModels.Row("d", "Thường trú", 10, 1)));

        String text = summary.with(
                summary.of(model),
                Optional.of(
                        new ReportLinks.Link("https://hoi.example/bao-cao/s", Instant.parse("2026-11-24T00:30:00Z"))));

        assertThat(text.lines())
                .containsExactly(
                        "Báo cáo tuần 16/11 – 22/11/2026, xã Hương Mẫu",
                        "Tin nhắn: 1.234 của 90 người, tăng từ 1.000",
                        "Trả lời được ngay: 75 % (75 trên 100 lượt), giảm từ 80",
                        "Chuyển cán bộ: 12 việc, tăng từ 9",
                        "Đúng hạn: 97 % (33 trên 34 việc), giảm từ 100",
                        "Quá hạn: 1 việc, tăng từ 0",
                        "Hài lòng: 8 trong 10 người đánh giá, kỳ trước 9 trong 9",
                        "Nổi lên: Ngập lụt (20 ý kiến, thường khoảng 2); Điện (9 ý kiến, trước đây hầu như không có)",
                        "Hỏi nhiều nhất: Đăng ký khai sinh (40); " + "x".repeat(59) + "… (30); Chứng thực (20)",
                        "Xem cả báo cáo, mở được đến 7 giờ 30 thứ Ba 24/11: https://hoi.example/bao-cao/s");
    }

    @Test
    void saysThatThereIsNothing() {
        model.put("now", figures("{\"ratings\": []}"));
        model.put("before", figures("{\"ratings\": []}"));
        model.put("news", new WhatIsNew.News(List.of(), List.of(), List.of(), List.of()));
        model.put("procedures", List.of());

        assertThat(summary.with(summary.of(model), Optional.empty()).lines())
                .containsExactly(
                        "Báo cáo tuần 16/11 – 22/11/2026, xã Hương Mẫu",
                        "Tin nhắn: 0 của 0 người, bằng kỳ trước",
                        "Trả lời được ngay: chưa có lượt hỏi nào",
                        "Chuyển cán bộ: 0 việc, bằng kỳ trước",
                        "Đúng hạn: không có việc nào đến hạn",
                        "Quá hạn: 0 việc, bằng kỳ trước",
                        "Hài lòng: chưa có ai đánh giá",
                        "Nổi lên: không có chuyện gì nhiều hơn thường lệ",
                        "Hỏi nhiều nhất: chưa có thủ tục nào",
                        "Xem cả báo cáo trong trang quản lý, mục Báo cáo.");
    }

    /** Nothing of what is not named. */
    private static Figures figures(String json) {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build()
                .readValue(json, Figures.class);
    }
}
