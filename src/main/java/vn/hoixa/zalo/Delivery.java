package vn.hoixa.zalo;

/** What became of one call that sends a message. */
public sealed interface Delivery {
    /**
     * Zalo took it.
     *
     * @param messageId Zalo's id of the message
     */
    record Sent(String messageId) implements Delivery {}

    /** It may have been delivered or not. */
    record Uncertain(String cause) implements Delivery {}

    /** It surely was not delivered, and may be later. */
    record Later(String cause) implements Delivery {}

    /** Nothing can be sent by this page until a person has done something. */
    record Paused(String cause) implements Delivery {}

    /** Final for this message. */
    record Refused(String cause) implements Delivery {}
}
