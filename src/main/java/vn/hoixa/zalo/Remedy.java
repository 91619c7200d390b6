package vn.hoixa.zalo;

/** What to do about an error of Zalo's. */
enum Remedy {
    /** Surely not delivered; the same again later. */
    RETRY,
    /** The token is spent; the same again with a newer one. */
    REFRESH,
    /** Not for this kind of page; the same again by the other endpoint. */
    SWITCH,
    /** May have been delivered. */
    UNCERTAIN,
    /** The window is closed: the same again when the resident has written. */
    SILENCE,
    /** Final for this resident, whatever is sent. */
    RECIPIENT,
    /** Final for this content, whoever it is sent to. */
    PAYLOAD,
    /** The file that it refers to is gone at Zalo: the same again with a new upload. */
    UPLOAD,
    /** Token, app, rights, package or money: nothing gets through before a person has acted. */
    PERSON,
    /** Would cost money that is not there; what costs none gets through. A person has to act. */
    MONEY,
    /** On none of the lists: final for the message, and somebody should look. */
    UNKNOWN
}
