package vn.hoixa.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.outbox.Sendings;
import vn.hoixa.zalo.Connection;
import vn.hoixa.zalo.Connector;
import vn.hoixa.zalo.Traffic;

/** How one page on Zalo fares: ids, times, numbers and causes, never what anybody wrote. */
@Controller
@Opens(to = Role.ADMINISTRATOR)
class ZaloOperations {
    private static final Pattern ZALO_ERROR = Pattern.compile("Zalo error (-?\\d+)");

    private final Communes communes;
    private final Connector connector;
    private final Traffic traffic;
    private final Sendings sendings;
    private final MessageSource messages;
    private final InstantSource clock;

    ZaloOperations(
            Communes communes,
            Connector connector,
            Traffic traffic,
            Sendings sendings,
            MessageSource messages,
            InstantSource clock) {
        this.communes = communes;
        this.connector = connector;
        this.traffic = traffic;
        this.sendings = sendings;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param name as Zalo and the metrics call it */
    record Row(String name, String label, long today, long week, String last) {}

    /** How many messages stand in a state. */
    record Sum(String state, String label, long messages) {}

    /**
     * A message that did not arrive.
     *
     * @param error Zalo's number, null where Zalo gave none
     */
    record Undelivered(
            long id,
            String when,
            String state,
            String cause,
            @Nullable String error,
            String window) {}

    /** What is left of a contingent, by its name in metrics and in words. */
    record Quota(
            String type,
            String label,
            @Nullable Long remain,
            @Nullable Long total,
            String when) {}

    /**
     * The page's tokens, by their ages alone.
     *
     * @param due when they are renewed next
     */
    record Token(
            String refreshed,
            long hoursOld,
            String due,
            String until,
            long daysLeft,
            @Nullable String error,
            boolean maySpent) {}

    @GetMapping("/console/zalo/{oa:\\d+}")
    String page(@PathVariable("oa") String oa, Model model, Locale locale) {
        Commune commune = communes.of(oa);
        if (commune == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Traffic.Way way = traffic.way(oa);
        model.addAttribute("commune", commune);
        model.addAttribute("arrivals", rows("connect.event.", traffic.arrivals(oa), locale));
        model.addAttribute("signatures", rows("connect.signature.", traffic.badSignatures(), locale));
        model.addAttribute("quarantined", traffic.quarantined());
        model.addAttribute("sent", sums(oa, locale));
        model.addAttribute("undelivered", undelivered(oa, locale));
        model.addAttribute("sendErrors", rows("connect.error.", traffic.sendErrors(oa), locale));
        model.addAttribute("readErrors", rows("connect.error.", traffic.readErrors(oa), locale));
        model.addAttribute(
                "token",
                connector.of(oa).map(connection -> token(connection, locale)).orElse(null));
        model.addAttribute("fromEnvironment", connector.isSetByEnvironment(oa));
        model.addAttribute("quotas", quotas(oa, locale));
        model.addAttribute("way", way.version());
        model.addAttribute("learnt", way.learntAt() == null ? null : CheckLines.time(way.learntAt()));
        return "console/zalo-page";
    }

    private List<Row> rows(String prefix, List<Traffic.Count> counts, Locale locale) {
        return counts.stream()
                .map(count -> new Row(
                        count.name(),
                        label(prefix, count.name(), locale),
                        count.today(),
                        count.week(),
                        CheckLines.time(count.last())))
                .toList();
    }

    private List<Sum> sums(String oa, Locale locale) {
        return sendings.counts(oa).stream()
                .map(count -> new Sum(count.state(), label("connect.sent.", count.state(), locale), count.messages()))
                .toList();
    }

    private List<Undelivered> undelivered(String oa, Locale locale) {
        return sendings.undelivered(oa).stream()
                .map(message -> {
                    Matcher zalo = ZALO_ERROR.matcher(message.cause());
                    boolean isZalos = zalo.matches();
                    return new Undelivered(
                            message.id(),
                            CheckLines.time(message.createdAt()),
                            label("connect.sent.", message.state(), locale),
                            isZalos ? label("connect.error.", zalo.group(1), locale) : message.cause(),
                            isZalos ? zalo.group(1) : null,
                            messages.getMessage(message.window().text(), locale));
                })
                .toList();
    }

    private List<Quota> quotas(String oa, Locale locale) {
        return sendings.quotas(oa).stream()
                .map(quota -> new Quota(
                        quota.type(),
                        label("connect.quota.", quota.type(), locale),
                        quota.remain(),
                        quota.total(),
                        CheckLines.time(quota.at())))
                .toList();
    }

    private Token token(Connection connection, Locale locale) {
        Instant now = clock.instant();
        return new Token(
                CheckLines.time(connection.refreshedAt()),
                Duration.between(connection.refreshedAt(), now).toHours(),
                CheckLines.time(connection.dueAt()),
                CheckLines.time(connection.refreshUntil()),
                connection.daysLeft(now),
                connection.lastError() == null
                        ? null
                        : label(
                                "connect.failure.",
                                connection.lastError().name().toLowerCase(Locale.ROOT),
                                locale),
                connection.maySpent());
    }

    /** What nobody has put into words yet is shown by its name. */
    private String label(String prefix, String name, Locale locale) {
        return String.valueOf(messages.getMessage(prefix + name, null, name, locale));
    }
}
