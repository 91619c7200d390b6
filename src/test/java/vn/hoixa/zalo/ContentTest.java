package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of message in the form that Zalo takes. */
class ContentTest {
    private static final Button.Say YES = new Button.Say("Đúng", "yes", true);
    private static final Content.Buttons MENU = new Content.Buttons(
            "Ông/bà hỏi thủ tục nào?\n1. Đúng\n2. Khác\n3. Xem trên mạng\n4. Gọi xã\n5. Nhắn tin",
            List.of(
                    YES,
                    new Button.Say("Khác", "other", false),
                    new Button.Link("Xem trên mạng", URI.create("https://dichvucong.gov.vn/a")),
                    new Button.Call("Gọi xã", "84912345678"),
                    new Button.Sms("Nhắn tin", "84912345678", "alo")));

    private static ZaloRig rig;

    @BeforeAll
    static void open(@TempDir Path root) {
        rig = new ZaloRig(root);
    }

    @AfterAll
    static void close() throws IOException {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.forget();
        rig.takes(ZaloRig.V3);
        rig.takes(ZaloRig.V2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isWrittenAsZaloTakesIt(Content content, String path, String body) {
        assertThat(rig.send(content)).isInstanceOf(Delivery.Sent.class);

        rig.zalo.verify(1, postRequestedFor(urlEqualTo(path)).withRequestBody(equalToJson(body)));
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                message(new Content.Text("Dạ", "q1"), """
                        {"text":"Dạ","quote_message_id":"q1"}"""),
                message(new Content.Image("Ảnh", URI.create("https://hoi.example.gov.vn/a.png")), """
                        {"text":"Ảnh","attachment":{"type":"template","payload":{"template_type":"media",
                         "elements":[{"media_type":"image","url":"https://hoi.example.gov.vn/a.png"}]}}}"""),
                message(new Content.UploadedImage("", "i1"), """
                        {"attachment":{"type":"template","payload":{"template_type":"media",
                         "elements":[{"media_type":"image","attachment_id":"i1"}]}}}"""),
                message(new Content.File("t1"), """
                        {"attachment":{"type":"file","payload":{"token":"t1"}}}"""),
                message(new Content.Sticker("s1"), """
                        {"attachment":{"type":"template","payload":{"template_type":"media",
                         "elements":[{"media_type":"sticker","attachment_id":"s1"}]}}}"""),
                message(
                        new Content.InfoRequest("Số điện thoại", "Để xã gọi lại", URI.create("https://a.gov.vn/b.png")),
                        """
                        {"attachment":{"type":"template","payload":{"template_type":"request_user_info",
                         "elements":[{"title":"Số điện thoại","subtitle":"Để xã gọi lại",
                          "image_url":"https://a.gov.vn/b.png"}]}}}"""),
                message(MENU, """
                        {"text":"Ông/bà hỏi thủ tục nào?\\n1. Đúng\\n2. Khác\\n3. Xem trên mạng\\n4. Gọi xã\\n5. Nhắn tin",
                         "attachment":{"type":"template","payload":{"buttons":[
                          {"title":"Đúng","type":"oa.query.show","payload":"yes"},
                          {"title":"Khác","type":"oa.query.hide","payload":"other"},
                          {"title":"Xem trên mạng","type":"oa.open.url","payload":{"url":"https://dichvucong.gov.vn/a"}},
                          {"title":"Gọi xã","type":"oa.open.phone","payload":{"phone_code":"84912345678"}},
                          {"title":"Nhắn tin","type":"oa.open.sms",
                           "payload":{"content":"alo","phone_code":"84912345678"}}]}}}"""),
                Arguments.of(new Content.Reaction("m1", Content.Icon.HEART), ZaloRig.V2, """
                        {"recipient":{"user_id":"7700000000000000001"},
                         "sender_action":{"react_message_id":"m1","react_icon":"/-heart"}}"""));
    }

    private static Arguments message(Content content, String message) {
        return Arguments.of(
                content,
                ZaloRig.V3,
                "{\"recipient\":{\"user_id\":\"7700000000000000001\"},\"message\":" + message + "}");
    }

    @Test
    void leavesOnlyTheNumberedTextWhereButtonsAreNotKnownToWork() {
        ZaloRig.send(rig.client(rig.credentials(null, 4)), MENU);

        rig.zalo.verify(postRequestedFor(urlEqualTo(ZaloRig.V2)).withRequestBody(equalToJson("""
                {"recipient":{"user_id":"7700000000000000001"},"message":{"text":
                 "Ông/bà hỏi thủ tục nào?\\n1. Đúng\\n2. Khác\\n3. Xem trên mạng\\n4. Gọi xã\\n5. Nhắn tin"}}""")));
    }

    @Test
    void sendsAgainWithoutAQuoteThatIsRefused() {
        rig.says(ZaloRig.V3, -201);
        rig.zalo.stubFor(post(ZaloRig.V3)
                .withRequestBody(matchingJsonPath("$.message[?(!(@.quote_message_id))]"))
                .willReturn(okJson(ZaloRig.TAKEN)));

        assertThat(rig.send(new Content.Text("Dạ", "long gone"))).isEqualTo(new Delivery.Sent("a1", null));
        assertThat(rig.paths()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-200, -213, -230, -216})
    void doesNotDropTheQuoteForWhatItIsNotToBlameFor(long code) {
        rig.says(ZaloRig.V3, code);

        rig.send(new Content.Text("Dạ", "q1"));

        assertThat(rig.paths()).hasSize(1);
    }

    @Test
    void doesNotStopThePageWhereItCannotReact() {
        rig.says(ZaloRig.V2, -240);

        Delivery delivery = rig.send(new Content.Reaction("m1", Content.Icon.STRONG));
        rig.send(Content.text("x"));

        assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        assertThat(rig.paths()).containsExactly(ZaloRig.V2, ZaloRig.V3);
    }

    @Test
    void takesNoMoreThanZaloDoes() {
        assertThatThrownBy(() -> new Content.Buttons("1 2 3 4 5 6", Collections.nCopies(6, YES)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Content.Buttons("?", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Content.Buttons("Đúng không?", List.of(YES)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Button.Say("a".repeat(101), "x", true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Button.Say("a", "x".repeat(1_001), true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
