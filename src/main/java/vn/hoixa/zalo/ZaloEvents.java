package vn.hoixa.zalo;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.zalo.ZaloEvent.Origin;

/**
 * Reads events in Zalo's wire format.
 *
 * <p>Ids and times are strings there, though numbers are met; which side is the page differs by event, so it is told
 * by the id.
 */
public final class ZaloEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Far above any that was seen (24); what is longer would not fit the database's keys. */
    private static final int LONGEST_ID = 100;

    private ZaloEvents() {}

    /**
     * Reads one event.
     *
     * @param body the JSON
     * @param isPage whether an id is one of our pages
     * @throws UnreadableEvent it lacks what its kind needs
     */
    public static ZaloEvent read(String body, Predicate<String> isPage) throws UnreadableEvent {
        JsonNode root = parse(body);
        if (root == null) {
            throw new UnreadableEvent(ResidentId.page("unknown"), "not a JSON object");
        }
        return read(root, isPage);
    }

    /** The JSON object, or null where the body is none. */
    static @Nullable JsonNode parse(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return root.isObject() ? root : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The id of the page that the event is about, ours or not; null where it names none. */
    static @Nullable String page(JsonNode root, Predicate<String> isPage) {
        List<String> named = parties(root);
        return named.stream().filter(isPage).findFirst().orElse(named.isEmpty() ? null : named.getFirst());
    }

    /**
     * Whether it comes from the Test button of Zalo's console: no genuine id holds a blank, and a resident may well
     * write that text to a page of ours.
     */
    static boolean isTest(JsonNode root, Predicate<String> isPage) {
        JsonNode message = root.path("message");
        return string(message.path("msg_id")).equals("This is message id")
                || (string(message.path("text")).equals("This is testing message")
                        && parties(root).stream().noneMatch(isPage));
    }

    /** Zalo's name of the event, or "unreadable" for what is no name. */
    static String name(JsonNode root) {
        String name = string(root.path("event_name"));
        return name.matches("[A-Za-z0-9_]{1,60}") ? name : "unreadable";
    }

    static ZaloEvent read(JsonNode root, Predicate<String> isPage) throws UnreadableEvent {
        String page = page(root, isPage);
        String name = string(root.path("event_name"));
        ResidentId resident = resident(name, root, page == null ? "unknown" : page);
        Instant time = time(string(root.path("timestamp")));
        if (name.isEmpty()) {
            throw new UnreadableEvent(resident, "no event_name");
        }
        if (Math.max(name.length(), string(root.path("message").path("msg_id")).length()) > LONGEST_ID) {
            throw new UnreadableEvent(resident, "a name or id of over " + LONGEST_ID + " characters");
        }
        if (page == null || time == null) {
            throw new UnreadableEvent(resident, page == null ? "no sender, recipient or OA" : "no readable timestamp");
        }
        return read(name, root, new Sender(page, resident, time));
    }

    private record Sender(String page, ResidentId resident, Instant time) {}

    private static ZaloEvent read(String name, JsonNode root, Sender from) throws UnreadableEvent {
        JsonNode message = root.path("message");
        Origin origin = new Origin(name, from.resident(), from.time(), key(name, message, from));
        String id = optional(message.path("msg_id"));
        String text = string(message.path("text"));
        if (name.startsWith("user_send_group_") || name.startsWith("oa_send_group_")) {
            return new ZaloEvent.Unknown(origin);
        }
        if (name.startsWith("anonymous_send_")) {
            return new ZaloEvent.Anonymous(origin, id, string(message.path("conversation_id")), text);
        }
        if (name.startsWith("oa_send_") && !name.equals("oa_send_consent")) {
            return new ZaloEvent.Echo(
                    origin, id, text, optional(root.path("sender").path("admin_id")));
        }
        if (name.startsWith("user_send_")) {
            return message(name, message, origin);
        }
        return switch (name) {
            case "follow" -> new ZaloEvent.Follow(origin);
            case "unfollow" -> new ZaloEvent.Unfollow(origin);
            case "user_submit_info" ->
                new ZaloEvent.SubmittedInfo(origin, root.path("info").toString());
            case "user_seen_message" -> new ZaloEvent.Seen(origin, strings(message.path("msg_ids")));
            case "user_received_message" -> new ZaloEvent.Received(origin, id);
            case "user_reacted_message", "oa_reacted_message" ->
                new ZaloEvent.Reaction(origin, id, string(message.path("react_icon")));
            case "user_click_chatnow" -> new ZaloEvent.ClickChatNow(origin);
            case "user_withdraw" -> new ZaloEvent.Withdraw(origin);
            case "permission_revoked" -> new ZaloEvent.Revoked(origin);
            default -> new ZaloEvent.Unknown(origin);
        };
    }

    private static ZaloEvent message(String name, JsonNode message, Origin origin) throws UnreadableEvent {
        String id = string(message.path("msg_id"));
        String text = string(message.path("text"));
        if (!message.isObject() || id.isEmpty() || origin.resident().isPage()) {
            throw new UnreadableEvent(origin.resident(), name + " without message, msg_id or sender");
        }
        JsonNode first = message.path("attachments").path(0).path("payload");
        String url = string(first.path("url"));
        return switch (name) {
            case "user_send_text" -> new ZaloEvent.Text(origin, id, text, optional(message.path("quote_msg_id")));
            case "user_send_image" -> new ZaloEvent.Image(origin, id, text, urls(message));
            case "user_send_gif" -> new ZaloEvent.Gif(origin, id, text, urls(message));
            case "user_send_link" -> new ZaloEvent.Link(origin, id, text, url);
            case "user_send_audio" -> new ZaloEvent.Audio(origin, id, text, url);
            case "user_send_video" -> new ZaloEvent.Video(origin, id, text, url);
            case "user_send_sticker" -> new ZaloEvent.Sticker(origin, id, text, string(first.path("id")));
            case "user_send_location" ->
                new ZaloEvent.Location(
                        origin,
                        id,
                        text,
                        string(first.path("coordinates").path("latitude")),
                        string(first.path("coordinates").path("longitude")));
            case "user_send_file" -> new ZaloEvent.File(origin, id, text, string(first.path("name")), url);
            case "user_send_business_card" ->
                new ZaloEvent.BusinessCard(origin, id, text, string(first.path("description")));
            default -> new ZaloEvent.Other(origin, id, text);
        };
    }

    /**
     * What makes an event new. Echoes, receipts and reactions carry the id of the message that they speak of, so the
     * last two are told apart by time and sender, too; what has no message id, by time and subject.
     */
    private static String key(String name, JsonNode message, Sender from) {
        String id = string(message.path("msg_id"));
        String prefix = from.page() + "|" + name + "|";
        boolean speaksOfAnother = name.equals("user_received_message") || name.endsWith("_reacted_message");
        if (!id.isEmpty() && !speaksOfAnother) {
            return prefix + id;
        }
        return prefix + id + "|" + from.time().toEpochMilli() + "|"
                + from.resident().user();
    }

    /** Everyone named in the event, in the order in which the page is likely to stand. */
    private static List<String> parties(JsonNode root) {
        String sender = string(root.path("sender").path("id"));
        String recipient = string(root.path("recipient").path("id"));
        boolean fromPage = string(root.path("event_name")).startsWith("oa_")
                || string(root.path("event_name")).equals("user_received_message");
        List<String> parties = new ArrayList<>();
        parties.add(string(root.path("oa_id")));
        parties.add(fromPage ? sender : recipient);
        parties.add(fromPage ? recipient : sender);
        parties.removeIf(party -> party.isEmpty() || party.indexOf(':') >= 0 || party.length() > LONGEST_ID);
        return parties;
    }

    private static ResidentId resident(String name, JsonNode root, String page) {
        ResidentId person = person(root, page);
        String conversation = string(root.path("message").path("conversation_id"));
        boolean isVisitor = name.startsWith("anonymous_send_") || name.startsWith("oa_send_anonymous_");
        return isVisitor && !person.isPage() && conversation.length() <= LONGEST_ID
                ? new Visitor(person.user(), conversation).resident(page)
                : person;
    }

    private static ResidentId person(JsonNode root, String page) {
        return List.of(
                        string(root.path("sender").path("id")),
                        string(root.path("recipient").path("id")),
                        string(root.path("follower").path("id")),
                        string(root.path("user_id")))
                .stream()
                .filter(party -> !party.isEmpty() && !party.equals(page) && party.length() <= LONGEST_ID)
                .findFirst()
                .map(user -> new ResidentId(page, user))
                .orElse(ResidentId.page(page));
    }

    /** Text of a string or a number, NUL characters (which no database takes) left out; else empty. */
    static String string(JsonNode node) {
        return node.isString() || node.isNumber() ? node.asString().replace("\0", "") : "";
    }

    private static @Nullable String optional(JsonNode node) {
        String text = string(node);
        return text.isEmpty() ? null : text;
    }

    private static List<String> strings(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(node -> found.add(string(node)));
        return found;
    }

    private static List<String> urls(JsonNode message) {
        List<String> found = new ArrayList<>();
        message.path("attachments")
                .forEach(attachment ->
                        found.add(string(attachment.path("payload").path("url"))));
        return found;
    }

    static @Nullable Instant time(String timestamp) {
        try {
            return timestamp.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(timestamp));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
