package vn.hoixa.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Many phones here are set to English and belong to people who read none: pages of guides are Vietnamese throughout. */
@Component("localeResolver")
class ResidentsLanguage extends AcceptHeaderLocaleResolver {
    static final Locale VIETNAMESE = Locale.of("vi");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean isAboutGuides = path.startsWith(Addresses.ROOT) || path.startsWith("/duyet/");
        boolean isSentToLeaders = path.startsWith("/bao-cao/");
        return isAboutGuides || isSentToLeaders ? VIETNAMESE : super.resolveLocale(request);
    }
}
