package vn.hoixa.zalo;

import vn.hoixa.mailbox.ResidentId;

/** A genuine event that makes no sense to us; it is kept as a dead letter. */
public final class UnreadableEvent extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ResidentId resident;

    UnreadableEvent(ResidentId resident, String cause) {
        super(cause);
        this.resident = resident;
    }

    /** Whom it concerns, as far as it tells. */
    public ResidentId resident() {
        return resident;
    }
}
