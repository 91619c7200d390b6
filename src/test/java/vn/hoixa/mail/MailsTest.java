package vn.hoixa.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import vn.hoixa.SetupException;

class MailsTest {
    private static final String OFFICER = "can.bo@huongmau.example";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsVietnameseAsItIs() throws Exception {
        Mailed mailed = mails().send(OFFICER, "Có câu hỏi\r\nBcc: x@y", "Kính gửi ông/bà: đã đến hạn trả lời.");

        assertThat(mailed).isEqualTo(new Mailed.Sent());
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Có câu hỏi Bcc: x@y");
        assertThat((String) mail.getContent()).contains("đã đến hạn trả lời");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(OFFICER);
    }

    @Test
    void sendsAFileWithTheText() throws Exception {
        Mailed mailed = mails().send(
                        OFFICER,
                        "Báo cáo",
                        "Kính gửi ông/bà",
                        new Mails.Attachment(
                                "bao-cao.pdf", "application/pdf", new ByteArrayResource("%PDF-1".getBytes(UTF_8))));

        assertThat(mailed).isEqualTo(new Mailed.Sent());
        var parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("bao-cao.pdf");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
        assertThat(parts.getBodyPart(1).getInputStream()).hasBinaryContent("%PDF-1".getBytes(UTF_8));
    }

    @Test
    void tellsWhenTheServerIsAway() {
        Mails mails = mails();
        server.stop();

        assertThat(mails.send(OFFICER, "s", "t")).isInstanceOf(Mailed.Later.class);
    }

    @Test
    void tellsAnAddressThatIsNone() {
        assertThat(mails().send("không có @", "s", "t")).isInstanceOf(Mailed.Refused.class);
    }

    @Test
    void tellsWhatTheServerRefusesForGoodFromWhatItTakesLater() throws Exception {
        assertThat(answeredToRecipient("550 no such user")).isInstanceOf(Mailed.Refused.class);
        assertThat(answeredToRecipient("451 come again")).isInstanceOf(Mailed.Later.class);
    }

    @Test
    void sendsNothingWithoutAServer() {
        var off = new Mails(settings(null, MailSettings.Security.STARTTLS, null, List.of()));

        assertThat(off.isOn()).isFalse();
        assertThat(off.send(OFFICER, "s", "t")).isEqualTo(new Mailed.Off());
    }

    @Test
    void sendsNothingInTheClearWhereTlsIsAskedFor() {
        var mails = new Mails(new MailSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                null,
                null,
                MailSettings.Security.STARTTLS,
                "hoixa@huongmau.example",
                List.of(OFFICER)));

        assertThat(mails.send(OFFICER, "s", "t")).isInstanceOf(Mailed.Later.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void refusesSettingsThatDoNotFitTogether() {
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> settings("mail.example", MailSettings.Security.TLS, null, List.of()))
                .withMessageContaining("HOIXA_MAIL_HOST");
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> settings(null, MailSettings.Security.TLS, null, List.of(OFFICER)))
                .withMessageContaining("HOIXA_MAIL_TO");
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> settings("mail.example", MailSettings.Security.NONE, "user", List.of(OFFICER)))
                .withMessageContaining("in clear");
    }

    @Test
    void showsItsPasswordToNobody() {
        assertThat(settings("mail.example", MailSettings.Security.TLS, "user", List.of(OFFICER)))
                .asString()
                .doesNotContain("mail-password");
    }

    private Mails mails() {
        return MailsOfTests.to(server.getSmtp().getPort(), OFFICER);
    }

    private static MailSettings settings(
            @org.jspecify.annotations.Nullable String host,
            MailSettings.Security security,
            @org.jspecify.annotations.Nullable String user,
            List<String> to) {
        return new MailSettings(host, 587, user, "mail-password", security, "hoixa@huongmau.example", to);
    }

    /** What comes of a server that says so of every address. */
    private static Mailed answeredToRecipient(String answer) throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofPlatform().daemon().start(() -> serve(socket, answer));
            Mailed mailed = MailsOfTests.to(socket.getLocalPort(), OFFICER).send(OFFICER, "s", "t");
            server.join();
            return mailed;
        }
    }

    private static void serve(ServerSocket socket, String toRecipient) {
        try (Socket client = socket.accept();
                var in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            say(client, "220 here");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(client, line.startsWith("RCPT") ? toRecipient : line.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException e) {
            // The client has hung up.
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
