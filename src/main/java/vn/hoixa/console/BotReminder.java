package vn.hoixa.console;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import vn.hoixa.account.SignedIn;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.settings.Bot;
import vn.hoixa.settings.Setting;

/** On every page of a commune whose bot is off: nobody should forget that. */
@ControllerAdvice(basePackages = {"vn.hoixa.console", "vn.hoixa.account"})
class BotReminder {
    private final Navigation navigation;
    private final Bot bot;

    BotReminder(Navigation navigation, Bot bot) {
        this.navigation = navigation;
        this.bot = bot;
    }

    /** @param at since when, as people say it */
    record Off(String by, String at) {}

    @ModelAttribute("botOff")
    @Nullable
    Off off(@AuthenticationPrincipal @Nullable SignedIn who, HttpServletRequest request) {
        Commune here = navigation.here(who, request);
        if (here == null || !bot.isOff(here)) {
            return null;
        }
        Setting switched = bot.switched(here);
        return new Off(switched.by(), CheckLines.time(switched.at()));
    }
}
