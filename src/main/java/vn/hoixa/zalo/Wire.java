package vn.hoixa.zalo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.hoixa.mailbox.ResidentId;

/**
 * Messages as Zalo's API takes them.
 *
 * <p>Source: official SDKs and captured requests. Buttons are known to work by v3.0 only; the rest is tried by either
 * endpoint.
 */
final class Wire {
    private Wire() {}

    static Map<String, ?> body(ResidentId resident, Content content, Endpoint endpoint) {
        Map<String, String> recipient =
                Visitor.of(resident).map(Visitor::recipient).orElse(Map.of("user_id", resident.user()));
        if (content instanceof Content.Reaction reaction) {
            return Map.of(
                    "recipient",
                    recipient,
                    "sender_action",
                    Map.of(
                            "react_message_id",
                            reaction.messageId(),
                            "react_icon",
                            reaction.icon().code()));
        }
        return Map.of("recipient", recipient, "message", message(content, endpoint));
    }

    private static Map<String, ?> message(Content content, Endpoint endpoint) {
        return switch (content) {
            case Content.Text text -> text(text);
            case Content.Image image ->
                media(image.text(), "image", "url", image.url().toString());
            case Content.UploadedImage image -> media(image.text(), "image", "attachment_id", image.attachmentId());
            case Content.Sticker sticker -> media("", "sticker", "attachment_id", sticker.attachmentId());
            case Content.File file ->
                Map.of("attachment", Map.of("type", "file", "payload", Map.of("token", file.token())));
            case Content.Buttons buttons -> buttons(buttons, endpoint);
            case Content.InfoRequest form ->
                template(Map.of(
                        "template_type",
                        "request_user_info",
                        "elements",
                        List.of(Map.of(
                                "title",
                                form.title(),
                                "subtitle",
                                form.subtitle(),
                                "image_url",
                                form.image().toString()))));
            case Content.Reaction ignored -> throw new IllegalArgumentException("a reaction is no message");
        };
    }

    private static Map<String, ?> text(Content.Text text) {
        return text.quoted() == null
                ? Map.of("text", text.text())
                : Map.of("text", text.text(), "quote_message_id", text.quoted());
    }

    private static Map<String, ?> media(String text, String type, String name, String value) {
        Map<String, Object> message = new LinkedHashMap<>();
        if (!text.isEmpty()) {
            message.put("text", text);
        }
        message.putAll(template(
                Map.of("template_type", "media", "elements", List.of(Map.of("media_type", type, name, value)))));
        return message;
    }

    private static Map<String, ?> buttons(Content.Buttons buttons, Endpoint endpoint) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", buttons.text());
        if (endpoint == Endpoint.V3) {
            message.putAll(template(Map.of(
                    "buttons", buttons.buttons().stream().map(Wire::button).toList())));
        }
        return message;
    }

    private static Map<String, ?> button(Button button) {
        return switch (button) {
            case Button.Link link ->
                button(link, "oa.open.url", Map.of("url", link.url().toString()));
            case Button.Say say -> button(say, say.shown() ? "oa.query.show" : "oa.query.hide", say.payload());
            case Button.Call call -> button(call, "oa.open.phone", Map.of("phone_code", call.number()));
            case Button.Sms sms ->
                button(sms, "oa.open.sms", Map.of("content", sms.text(), "phone_code", sms.number()));
        };
    }

    private static Map<String, ?> button(Button button, String type, Object payload) {
        return Map.of("title", button.title(), "type", type, "payload", payload);
    }

    private static Map<String, ?> template(Map<String, ?> payload) {
        return Map.of("attachment", Map.of("type", "template", "payload", payload));
    }
}
