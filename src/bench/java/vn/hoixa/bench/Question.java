package vn.hoixa.bench;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.Signature;

/**
 * A resident's first message, as Zalo posts it.
 *
 * @param user who asks; the message's id is the same
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Question(String user, byte[] body, String signature) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Signature SIGNATURE = new Signature(RunningHoiXa.APP, new Secret(RunningHoiXa.KEY));

    /** What is answered surely, what ends in a question back or a hand-over, and a greeting. */
    private static final List<String> TEXTS = List.of(
            "lam giay khai sinh cho con can giay to gi",
            "khai tu mat bao nhieu tien",
            "Đăng ký kết hôn",
            "đăng ký tạm trú ở đâu",
            "xin giấy xác nhận tình trạng hôn nhân mất mấy ngày",
            "chung thuc ban sao phi bao nhieu",
            "đăng ký thường trú cần giấy tờ gì",
            "nhà hàng xóm lấn sang đất nhà tôi thì phải làm sao",
            "chao xa a");

    static Question number(int number, String user) {
        String timestamp = String.valueOf(InstantSource.system().millis());
        byte[] body = JSON.writeValueAsString(Map.of(
                        "app_id",
                        RunningHoiXa.APP,
                        "event_name",
                        "user_send_text",
                        "sender",
                        Map.of("id", user),
                        "recipient",
                        Map.of("id", RunningHoiXa.OA),
                        "message",
                        Map.of("msg_id", user, "text", TEXTS.get(number % TEXTS.size())),
                        "timestamp",
                        timestamp))
                .getBytes(StandardCharsets.UTF_8);
        return new Question(user, body, SIGNATURE.sign(body, timestamp));
    }
}
