package vn.hoixa.zalo;

import java.util.Map;
import java.util.Optional;
import vn.hoixa.mailbox.ResidentId;

/**
 * Somebody who writes without a Zalo login, known for one conversation only.
 *
 * <p>Zalo takes messages to them on the older endpoint, with both ids as the recipient.
 */
record Visitor(String id, String conversation) {
    static final String PATH = "/v2.0/oa/message";

    private static final String PREFIX = "anonymous/";

    static Optional<Visitor> of(ResidentId resident) {
        String[] parts = resident.user().split("/", 3);
        return resident.user().startsWith(PREFIX) && parts.length == 3
                ? Optional.of(new Visitor(parts[1], parts[2]))
                : Optional.empty();
    }

    ResidentId resident(String page) {
        return new ResidentId(page, PREFIX + id + "/" + conversation);
    }

    Map<String, String> recipient() {
        return Map.of("anonymous_id", id, "conversation_id", conversation);
    }
}
