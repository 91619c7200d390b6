package vn.hoixa.account;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** Invitations from the command line, on the management port, for when nobody knows a password any more. */
@Component
@Endpoint(id = "invitations")
class InvitationEndpoint {
    private final Invitations invitations;
    private final Accounts accounts;
    private final InvitationLinks links;

    InvitationEndpoint(Invitations invitations, Accounts accounts, InvitationLinks links) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.links = links;
    }

    /**
     * Makes a link, which ends all earlier ones.
     *
     * @param account name of the one that is to get a new password; left out, the link is for a new account
     * @return its address; null where there is no such account
     */
    @WriteOperation
    @Nullable
    Map<String, String> invite(@Nullable String account) {
        if (account == null) {
            return Map.of("link", links.address(invitations.make(Audit.OPERATOR, null)));
        }
        return accounts.named(SignIn.name(account))
                .map(known -> Map.of("link", links.address(invitations.make(Audit.OPERATOR, known))))
                .orElse(null);
    }
}
