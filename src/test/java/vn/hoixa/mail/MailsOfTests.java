package vn.hoixa.mail;

import java.util.List;

/** Mails by a server on this machine. */
public final class MailsOfTests {
    private MailsOfTests() {}

    /** Administrators are at these addresses. */
    public static Mails to(int port, String... administrators) {
        return new Mails(new MailSettings(
                "127.0.0.1",
                port,
                null,
                null,
                MailSettings.Security.NONE,
                "hoixa@huongmau.example",
                List.of(administrators)));
    }
}
