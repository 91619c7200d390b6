package vn.hoixa.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vn.hoixa.knowledge.Links;

/** Where an invitation is opened; while nobody has an account, each start invites the first administrator. */
@Component
class InvitationLinks {
    private static final Logger log = LoggerFactory.getLogger(InvitationLinks.class);

    private final Invitations invitations;
    private final Accounts accounts;
    private final Links links;
    private final Environment environment;

    InvitationLinks(Invitations invitations, Accounts accounts, Links links, Environment environment) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.links = links;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void inviteTheFirst() {
        if (accounts.isEmpty()) {
            log.info(
                    "Nobody has an account yet. Become the administrator, within 24 hours: {}",
                    address(invitations.make("start", null)));
        }
    }

    String address(String secret) {
        String path = "/account/invitation/" + secret;
        return links.site() == null
                ? "http://localhost:" + environment.getProperty("local.server.port") + path
                : links.address(path);
    }
}
