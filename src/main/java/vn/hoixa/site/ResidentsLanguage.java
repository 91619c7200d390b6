package vn.hoixa.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Many phones here are set to English and belong to people who read none: pages of guides are Vietnamese throughout. */
@Component("localeResolver")
class ResidentsLanguage extends AcceptHeaderLocaleResolver {
    private static final Locale VIETNAMESE = Locale.of("vi");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean isAboutGuides = path.startsWith(Addresses.ROOT) || path.startsWith("/duyet/");
        return isAboutGuides ? VIETNAMESE : super.resolveLocale(request);
    }
}
