package vn.hoixa.escalation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Link;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.zalo.BotClient;

/**
 * Officers link their chat with the commune's bot by a code, as they link their account with the page.
 *
 * <p>The bot is listened to only while a code is out: everything else is written to the page.
 */
@Component
class BotLinks {
    private static final Logger log = LoggerFactory.getLogger(BotLinks.class);

    private final BotClient bots;
    private final Directory directory;
    private final Communes communes;
    private final CaseWords words;
    private final AtomicBoolean busy = new AtomicBoolean();

    BotLinks(BotClient bots, Directory directory, Communes communes, CaseWords words) {
        this.bots = bots;
        this.directory = directory;
        this.communes = communes;
        this.words = words;
    }

    /** On a thread of its own: to listen takes as long as nobody writes. */
    @Scheduled(fixedDelay = 2, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
    void wake() {
        List<Commune> expecting = expecting();
        if (!expecting.isEmpty() && busy.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("bot-links").start(() -> {
                try {
                    expecting.forEach(this::listen);
                } catch (DataAccessException | TransactionException e) {
                    log.warn("A code sent to the bot is lost: {}", e.getClass().getSimpleName());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private List<Commune> expecting() {
        try {
            return communes.all().stream()
                    .filter(commune -> bots.serves(commune.oa()) && directory.expectsCode(commune.id()))
                    .toList();
        } catch (DataAccessException e) {
            return List.of();
        }
    }

    /** Reads the next message, if there is one. */
    void listen(Commune commune) {
        Optional<BotClient.Said> said = bots.listen(commune.oa());
        said.ifPresent(one -> bots.send(commune.oa(), one.chat(), answer(commune, one)));
    }

    private String answer(Commune commune, BotClient.Said said) {
        Order order = Orders.of(said.text());
        if (order.verb() != Order.Verb.LINK) {
            return words.say("desk.bot.only", commune.name());
        }
        return switch (directory.redeemByBot(commune.oa(), said.chat(), order.rest())) {
            case Link.Linked linked ->
                words.say(
                        "desk.bot.linked",
                        linked.officer().name(),
                        linked.officer().post(),
                        commune.name());
            case Link.Wrong wrong -> words.say("desk.link.wrong");
            case Link.Expired expired -> words.say("desk.link.expired");
            case Link.TooOften tooOften -> words.say("desk.link.too-often");
        };
    }
}
