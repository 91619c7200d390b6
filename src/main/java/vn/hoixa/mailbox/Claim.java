package vn.hoixa.mailbox;

import java.util.List;

/**
 * A resident that is ours until the lease ends.
 *
 * @param resident who
 * @param token proves that the lease is still the current one
 * @param mail what waits, in the order of arrival; empty when only a time came due
 */
public record Claim(ResidentId resident, String token, List<Mail> mail) {
    public Claim {
        mail = List.copyOf(mail);
    }

    public List<String> keys() {
        return mail.stream().map(Mail::key).toList();
    }
}
