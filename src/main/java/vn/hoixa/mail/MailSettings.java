package vn.hoixa.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * The mail server, if there is one.
 *
 * @param host none means no mails
 * @param username none for a server that asks for none
 * @param security how the way to the server is guarded
 * @param from the sender's address
 * @param to who is told of alarms
 */
@ConfigurationProperties("hoixa.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("STARTTLS") Security security,
        @Nullable String from,
        @DefaultValue List<String> to) {

    enum Security {
        /** Begins in clear and must change to TLS, as on port 587. */
        STARTTLS,
        /** TLS from the start, as on port 465. */
        TLS,
        /** In clear: only for a server on this machine. */
        NONE
    }

    MailSettings {
        host = blankIsNone(host);
        username = blankIsNone(username);
        password = blankIsNone(password);
        from = blankIsNone(from);
        to = to.stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        if (host != null && (from == null || to.isEmpty())) {
            throw new SetupException(
                    "A mail server is set (HOIXA_MAIL_HOST), but not who writes or who is told of alarms.",
                    "Set HOIXA_MAIL_FROM and HOIXA_MAIL_TO (addresses parted by commas), or leave HOIXA_MAIL_HOST out.");
        }
        if (host == null && !to.isEmpty()) {
            throw new SetupException(
                    "HOIXA_MAIL_TO names who is told of alarms, but there is no mail server to tell them.",
                    "Set HOIXA_MAIL_HOST and HOIXA_MAIL_FROM, or leave HOIXA_MAIL_TO out.");
        }
        if (host != null && username != null && security == Security.NONE && !isHere(host)) {
            throw new SetupException(
                    "HOIXA_MAIL_SECURITY is NONE: the mail server's password would travel in clear.",
                    "Set it to STARTTLS or TLS. NONE does for a server on this machine, or one without a password.");
        }
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    @Override
    public String toString() {
        return "MailSettings[…]";
    }
}
