package vn.hoixa.mailbox;

import java.time.Instant;

/**
 * One accepted event.
 *
 * @param key what makes it new: the same event delivered again has the same key
 * @param body as it was accepted
 * @param receivedAt when it was accepted
 * @param tries how often it was claimed, this time included
 */
public record Mail(String key, String body, Instant receivedAt, int tries) {}
