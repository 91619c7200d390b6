package vn.hoixa.zalo;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * Bots of the Zalo Bot Platform, which tell officers what the page may not tell them. Without a token there is none.
 *
 * <p>Not confirmed: that such a message makes a telephone ring. Whoever sets a token tries that first, because what the
 * platform took counts as told and is sent by no e-mail.
 *
 * @param tokens of each commune's bot, by the id of its page
 * @param api where the platform is
 */
@ConfigurationProperties("hoixa.zalo.bot")
record BotSettings(
        @DefaultValue Map<String, Secret> tokens,
        @DefaultValue("https://bot-api.zaloplatforms.com") URI api) {

    BotSettings {
        tokens = tokens.entrySet().stream()
                .filter(token -> !token.getValue().value().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        tokens.forEach(BotSettings::check);
    }

    /** It stands in the address of every call. */
    private static void check(String oa, Secret token) {
        if (!token.value().matches("[A-Za-z0-9:_-]+")) {
            throw new SetupException(
                    "The token of the bot of page " + oa + " holds something else than letters, digits, : _ and -.",
                    "Copy it once more into HOIXA_ZALO_BOT_TOKENS_" + oa + ", or leave that out.");
        }
    }
}
