package vn.hoixa.console;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.escalation.Cases;
import vn.hoixa.inquiry.DeadLetters;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Undelivered;

/** What needs a person, on the management port: ids and causes, never what anybody wrote. */
@Component
@Endpoint(id = "stuck")
class Stuck {
    private final DeadLetters deadLetters;
    private final Outbox outbox;
    private final Cases cases;
    private final Attachments attachments;

    Stuck(DeadLetters deadLetters, Outbox outbox, Cases cases, Attachments attachments) {
        this.attachments = attachments;
        this.cases = cases;
        this.deadLetters = deadLetters;
        this.outbox = outbox;
    }

    /** The latest of each kind. */
    record Report(
            List<Cases.Waiting> cases,
            List<DeadLetters.DeadLetter> deadLetters,
            List<Undelivered> undelivered,
            List<Attachments.Untaken> attachments) {}

    @ReadOperation
    Report report() {
        return new Report(cases.waiting(), deadLetters.latest(), outbox.undelivered(), attachments.untaken());
    }
}
