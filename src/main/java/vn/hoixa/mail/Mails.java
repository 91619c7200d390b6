package vn.hoixa.mail;

import jakarta.mail.Address;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.InputStreamSource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.mail.javamail.MimeMessagePreparator;
import org.springframework.stereotype.Component;

/**
 * Sends mails; one call, one outcome. Whoever calls decides about trying again, and waits up to half a minute for
 * a server that hangs.
 */
@Component
@EnableConfigurationProperties(MailSettings.class)
public class Mails {
    private static final Logger log = LoggerFactory.getLogger(Mails.class);
    private static final String ENCODING = "UTF-8";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MailSettings settings;
    private final JavaMailSenderImpl server;

    Mails(MailSettings settings) {
        this.settings = settings;
        this.server = server(settings);
    }

    /** Whether there is a server to send by. */
    public boolean isOn() {
        return settings.host() != null;
    }

    /** Sends to one address. */
    public Mailed send(String address, String subject, String text) {
        return send(List.of(address), subject, text, null);
    }

    /**
     * A file that goes with a mail.
     *
     * @param type as in {@code application/pdf}
     * @param content may be read more than once
     */
    public record Attachment(String name, String type, InputStreamSource content) {}

    /** Sends to one address, with a file. */
    public Mailed send(String address, String subject, String text, Attachment attachment) {
        return send(List.of(address), subject, text, attachment);
    }

    /** Sends to all who are told of alarms. */
    public Mailed sendToAdministrators(String subject, String text) {
        return send(settings.to(), subject, text, null);
    }

    private Mailed send(List<String> addresses, String subject, String text, @Nullable Attachment attachment) {
        String from = settings.from();
        if (!isOn() || from == null) {
            return new Mailed.Off();
        }
        MimeMessagePreparator mail = message -> {
            var parts = new MimeMessageHelper(message, attachment != null, ENCODING);
            parts.setFrom(from);
            parts.setTo(addresses.toArray(String[]::new));
            parts.setSubject(subject.replaceAll("\\R", " "));
            parts.setText(text);
            if (attachment != null) {
                parts.addAttachment(attachment.name(), attachment.content(), attachment.type());
            }
        };
        try {
            server.send(mail);
            return new Mailed.Sent();
        } catch (MailParseException e) {
            return new Mailed.Refused("no mail address");
        } catch (MailSendException e) {
            return e.getFailedMessages().values().stream()
                    .findFirst()
                    .map(Mails::outcome)
                    .orElseGet(() -> new Mailed.Later(cause(e)));
        } catch (MailException e) {
            return new Mailed.Later(cause(e));
        }
    }

    /** One of several addresses that is wrong keeps no mail from the others. */
    private static Mailed outcome(Exception failure) {
        if (!(failure instanceof SendFailedException partial)) {
            return new Mailed.Later(cause(failure));
        }
        if (isAny(partial.getValidSentAddresses())) {
            log.warn("A mail reached some of its addresses only: check HOIXA_MAIL_TO");
            return new Mailed.Sent();
        }
        // Angus Mail: invalid are those that the server refused for good (550, 553 and the like).
        return isAny(partial.getInvalidAddresses()) && !isAny(partial.getValidUnsentAddresses())
                ? new Mailed.Refused("the mail server knows no such address")
                : new Mailed.Later(cause(failure));
    }

    private static boolean isAny(Address @Nullable [] addresses) {
        return addresses != null && addresses.length > 0;
    }

    /** The kind of failure only: a server's own words may repeat addresses. */
    private static String cause(Exception failure) {
        return failure.getClass().getSimpleName();
    }

    private static JavaMailSenderImpl server(MailSettings settings) {
        var server = new JavaMailSenderImpl();
        server.setHost(settings.host());
        server.setPort(settings.port());
        server.setUsername(settings.username());
        server.setPassword(settings.password());
        server.setDefaultEncoding(ENCODING);
        var properties = new Properties();
        String timeout = String.valueOf(TIMEOUT.toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.username() != null));
        switch (settings.security()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
        // Else any certificate that is valid for anybody would do.
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        server.setJavaMailProperties(properties);
        return server;
    }
}
