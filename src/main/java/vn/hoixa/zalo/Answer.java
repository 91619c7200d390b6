package vn.hoixa.zalo;

import tools.jackson.databind.JsonNode;

/** What came back from one call. */
sealed interface Answer {
    /** Zalo did it. */
    record Done(JsonNode data) implements Answer {}

    /** Zalo says that it did not. */
    record Failed(long code, Remedy remedy) implements Answer {}

    /** Nothing came back that says so or so. */
    record Silent(Delivery outcome) implements Answer {}
}
