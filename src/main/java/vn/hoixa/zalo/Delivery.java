package vn.hoixa.zalo;

import org.jspecify.annotations.Nullable;

/** What became of one message that was to be sent. */
public sealed interface Delivery {
    /**
     * Zalo took it.
     *
     * @param messageId Zalo's id of the message
     * @param quota what it was counted against, null where Zalo did not tell
     */
    record Sent(String messageId, @Nullable Quota quota) implements Delivery {}

    /** It may have been delivered or not. */
    record Uncertain(String cause) implements Delivery {}

    /** It surely was not delivered, and may be later. */
    record Later(String cause) implements Delivery {}

    /** Nothing can be sent by this page until a person has done something. */
    record Paused(String cause) implements Delivery {}

    /** Nothing can be sent to this resident until they write again. */
    record Closed(String cause) implements Delivery {}

    /** Final for this message, and for what else {@code scope} says. */
    record Refused(String cause, Scope scope) implements Delivery {}

    /** How far a refusal reaches. */
    enum Scope {
        /** Nothing that is sent to this resident arrives. */
        RECIPIENT,
        /** This content arrives with nobody. */
        PAYLOAD,
        /** Zalo has lost the file that it refers to; given anew, it can be sent. */
        UPLOAD,
        /** Zalo's code is on no list. */
        UNKNOWN
    }

    /**
     * What is left of a contingent after a message.
     *
     * @param type reply, welcome_msg, sub_quota, purchase_quota, reward_quota; null where the message is charged
     * @param remain how many messages are left, null where Zalo did not tell
     * @param total of how many, likewise
     */
    record Quota(
            @Nullable String type,
            @Nullable Long remain,
            @Nullable Long total) {}
}
