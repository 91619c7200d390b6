package vn.hoixa.zalo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.mailbox.ResidentId;

/** Something that Zalo told us; what we have no use for is {@link Unknown}. */
public sealed interface ZaloEvent {
    Origin origin();

    /** Zalo's id of the message that this event is or speaks of. */
    default @Nullable String messageId() {
        return null;
    }

    /**
     * What every event has.
     *
     * @param name Zalo's {@code event_name}
     * @param resident whom it concerns; the page itself where it is nobody
     * @param time Zalo's time
     * @param key the same for every delivery of the same event
     */
    record Origin(String name, ResidentId resident, Instant time, String key) {}

    /** A message that the resident sent. */
    sealed interface Message extends ZaloEvent
            permits Text, Image, Gif, Link, Audio, Video, Sticker, Location, File, BusinessCard, Other {
        @Override
        String messageId();

        /** The words that came with it, possibly none. */
        String text();
    }

    /**
     * A text, typed or sent by a button.
     *
     * @param quoted id of the message that it replies to
     */
    record Text(
            Origin origin,
            String messageId,
            String text,
            @Nullable String quoted) implements Message {}

    record Image(Origin origin, String messageId, String text, List<String> urls) implements Message {}

    record Gif(Origin origin, String messageId, String text, List<String> urls) implements Message {}

    record Link(Origin origin, String messageId, String text, String url) implements Message {}

    record Audio(Origin origin, String messageId, String text, String url) implements Message {}

    record Video(Origin origin, String messageId, String text, String url) implements Message {}

    record Sticker(Origin origin, String messageId, String text, String sticker) implements Message {}

    /**
     * A place on the map.
     *
     * @param latitude in degrees, as Zalo wrote it
     * @param longitude likewise
     */
    record Location(Origin origin, String messageId, String text, String latitude, String longitude)
            implements Message {}

    record File(Origin origin, String messageId, String text, String name, String url) implements Message {}

    /**
     * Somebody's contact.
     *
     * @param card Zalo's JSON with telephone and QR code
     */
    record BusinessCard(Origin origin, String messageId, String text, String card) implements Message {}

    /** Sent by a resident, of a kind that is on none of our lists. */
    record Other(Origin origin, String messageId, String text) implements Message {}

    record Follow(Origin origin) implements ZaloEvent {}

    record Unfollow(Origin origin) implements ZaloEvent {}

    /** The resident filled in the form with name and telephone. */
    record SubmittedInfo(Origin origin, String info) implements ZaloEvent {}

    /**
     * Something that the page sent.
     *
     * @param admin set where a person wrote it in Zalo's own tools; else it echoes a message of ours
     */
    record Echo(
            Origin origin,
            @Nullable String messageId,
            String text,
            @Nullable String admin) implements ZaloEvent {}

    record Seen(Origin origin, List<String> messageIds) implements ZaloEvent {}

    record Received(Origin origin, @Nullable String messageId) implements ZaloEvent {}

    record Reaction(Origin origin, @Nullable String messageId, String icon) implements ZaloEvent {}

    record ClickChatNow(Origin origin) implements ZaloEvent {}

    /** A visitor without a Zalo login. */
    record Anonymous(Origin origin, @Nullable String messageId, String conversation, String text)
            implements ZaloEvent {}

    /** The resident withdraws consent: their data must go. */
    record Withdraw(Origin origin) implements ZaloEvent {}

    /** The page's administrator took our app's rights away. */
    record Revoked(Origin origin) implements ZaloEvent {}

    record Unknown(Origin origin) implements ZaloEvent {}
}
