package vn.hoixa.zalo;

/** What is noted of Zalo, with the name and the tag of its metric: the operations page and the metrics count the same. */
enum Sight {
    /** A genuine event, by Zalo's name of it. */
    EVENT("hoixa.webhooks.events", "event"),
    /** Zalo's console tried the webhook: its unsigned {@code {}}, or its Test button. */
    PROBE("hoixa.webhooks.probes", "kind"),
    BAD_SIGNATURE("hoixa.webhooks.bad.signatures", "cause"),
    /** Somebody fetched the file that proves the domain. */
    DOMAIN_PROOF("hoixa.zalo.domain.proofs", "kind"),
    /** Zalo's answer to the code of a consent; {@link Sightings#WELL}, else the error's number. */
    CONSENT("hoixa.zalo.consents", "error"),
    /** Zalo's answer to a refresh token, likewise. */
    REFRESH("hoixa.zalo.refreshes", "error"),
    /** Zalo's answer to a message or an upload, likewise. */
    SEND("hoixa.zalo.sends", "error"),
    /** Zalo's answer to a question, likewise. */
    READ("hoixa.zalo.reads", "error");

    final String metric;
    final String tag;

    Sight(String metric, String tag) {
        this.metric = metric;
        this.tag = tag;
    }
}
